import assert from 'node:assert/strict';
import { test } from 'node:test';
import { regionNamed, regionsOf } from './regions.ts';

test('the spellings of the Ministry lead to the codes of ISTAT', () => {
  const spelled = [
    ['PIEMONTE', '01'],
    ["VALLE D' AOSTA", '02'],
    ['TRENTINO-ALTO ADIGE', '04'],
    ['FRIULI-VENEZIA G.', '06'],
    ['EMILIA ROMAGNA', '08'],
    ['SARDEGNA', '20'],
  ];
  for (const [name = '', code] of spelled) assert.equal(regionNamed(name).code, code, name);
});

test('all twenty are told apart, and a region that does not exist is one of a trial', () => {
  const names =
    'ABRUZZO BASILICATA CALABRIA CAMPANIA EMILIA FRIULI LAZIO LIGURIA LOMBARDIA MARCHE MOLISE PIEMONTE PUGLIA SARDEGNA SICILIA TOSCANA UMBRIA VENETO VALLE TRENTINO';
  const regions = regionsOf(names.split(' ').map((region) => ({ region })));
  assert.equal(regions.length, 20);
  assert.ok(regions.every(({ code }) => code <= '20'));
  assert.deepEqual(regionsOf([{ region: 'Regione di prova' }]), [{ code: '99', name: 'Regione di Prova' }]);
});
