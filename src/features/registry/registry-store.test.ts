import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts';
import { fileOf, importShippedRegistry } from '../../../test/registry.ts';
import { importRegistry } from './import/import-registry.ts';
import { createRegistry, type Registry } from './registry-store.ts';
import { gradesOfClass } from './school.ts';

let fresh: FreshDatabase;
let registry: Registry;
before(async () => {
  fresh = await freshDatabase();
  await importShippedRegistry(fresh.database);
  registry = createRegistry(fresh.database, 0);
});
after(() => fresh.drop());

test('provinces have a name to show and an office with a register', async () => {
  const names = (await registry.provinces()).map(({ code, displayName }) => `${code} ${displayName}`);
  assert.deepEqual(names, ['ML Monte Lago e Valle Fiorita', 'VD Valdoro']);
  const office = await registry.officeOfProvince('VD');
  assert.deepEqual(office, {
    code: 'UST-VD',
    kind: 'province',
    name: 'Ufficio – Ambito territoriale di Valdoro',
    province: 'VD',
    registerCode: 'AOOUSPVD',
  });
  assert.deepEqual(await registry.office('UST-VD'), office);
  assert.equal(await registry.officeOfProvince('XX'), undefined);
  assert.equal((await registry.province('VD'))?.name, 'VALDORO');
});

test('municipalities are found by the beginning of their words, the exact name first', async () => {
  const cases: readonly (readonly [text: string, names: readonly string[]])[] = [
    ['roma', ['Roma']],
    ['valle', ['Valle Fiorita']],
    ['pieve alb', ['Pieve Àlbaro']],
    ['sant elmo', ["Sant'Elmo al Ponte"]],
    ['santelmo', ["Sant'Elmo al Ponte"]],
    ['monte lago', ['Monte Lago']],
    ["' | x", []],
    ['\0', []],
    ['', []],
  ];
  for (const [text, names] of cases) {
    assert.deepEqual(
      (await registry.searchMunicipalities(text)).map(({ name }) => name),
      names,
      text,
    );
  }
});

test('a place of birth is a municipality or a state, those that are no more included', async () => {
  assert.equal((await registry.birthPlace('H501'))?.name, 'Roma');
  assert.equal((await registry.birthPlace('X004'))?.name, 'Pieve Àlbaro');
  assert.equal((await registry.birthPlace('Z129'))?.name, 'Romania');
  assert.equal((await registry.country('Z118'))?.current, false);
  assert.equal(await registry.birthPlace('A000'), undefined);
});

test('teaching classes have kind and grade, and lead to the schools that have them', async () => {
  const cases: readonly (readonly [code: string, kind: string, grade: string, current: boolean])[] = [
    ['AAAA', 'common', 'nursery', true],
    ['ADSS', 'support', 'upper', true],
    ['A-22', 'class_a', 'lower_upper', true],
    ['B-16', 'class_b', 'upper', true],
    ['PPPP', 'educator', 'educator', true],
    ['A-17', 'class_a', 'upper', false],
  ];
  for (const [code, kind, grade, current] of cases) {
    const found = await registry.teachingClass(code);
    assert.deepEqual([found?.kind, found?.grade, found?.current], [kind, grade, current], code);
  }
  const english = await registry.teachingClass('AB22');
  assert.ok(english !== undefined);
  const found = await registry.searchSchools({ province: 'VD', grades: gradesOfClass(english), limit: 100 });
  assert.ok(found.some(({ kindName }) => kindName === 'LICEO CLASSICO'));
  assert.ok(found.some(({ kindName }) => kindName === 'SCUOLA PRIMO GRADO'));
  assert.ok(!found.some(({ kindName }) => kindName === 'SCUOLA INFANZIA'));
});

test('the look-ups answer without asking the database again', async () => {
  const look = await registry.lookups({ schools: ['VDIC80100L', 'XXIC000000'] });
  assert.equal(look.schoolProvince('VDIC80100L'), 'VD');
  assert.equal(look.schoolProvince('XXIC000000'), undefined);
  assert.equal(look.teachingClass('ADEE')?.kind, 'support');
  assert.equal(look.province('ML')?.displayName, 'Monte Lago e Valle Fiorita');
});

test('what is kept in memory is renewed by an import', async () => {
  assert.equal(await registry.country('Z998'), undefined);
  const header = 'codice,denominazione,denominazione_en,attivo,data_cessazione';
  const file = fileOf(`${header}\r\nZ998,Nuovo Stato,New State,SI,\r\n`, 'stati.csv');
  assert.ok((await importRegistry(fresh.database, [file], { by: 'prova' })).done);
  assert.equal((await registry.country('Z998'))?.name, 'Nuovo Stato');
  assert.equal(await registry.country('Z129'), undefined);
});
