import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begun, publish } from '../../../test/around-portal.ts';
import { type ApplicantOnPortal, type FilingPortal, openFilingPortal } from '../../../test/filing-portal.ts';
import { definition } from '../../../test/filings.ts';
import { brokenPromises } from '../filings/invariants.ts';

let portal: FilingPortal;
let anna: ApplicantOnPortal;
before(async () => {
  portal = await openFilingPortal();
  await portal.fresh.database.query(`
    insert into municipalities (code, name, province, province_name, region, capital, source, words, imported_in)
      values ('F205', 'Milano', 'MI', 'Milano', 'Lombardia', true, 'istat', 'milano', 1);
    insert into institutes (code, name, province, source, imported_in) values ('MIIC80000A', 'IC Manzoni', 'MI', 'state', 1);
    insert into schools (code, source, school_year, area, region, province, institute_code, name, municipality_code,
        municipality_name, grades, words, imported_in)
      values ('MIEE80001B', 'state', '2025/26', 'NORD', 'Lombardia', 'MI', 'MIIC80000A', 'Primaria Via dei Tigli', 'F205',
        'MILANO', '{primary}', 'tigli', 1);
    insert into registry_imports (by, files, changes) values ('prova', '[]', '{}')`);
  anna = await portal.applicant('FB');
});
after(() => portal.close());

const [target, ...others] = JSON.parse(JSON.stringify(definition.sections));
const school = { id: 'school', kind: 'school', label: 'Scuola', required: true };
const sections = [{ ...target, fields: [...target.fields, school] }, ...others];
const answered = { target: { province: 'MI', school: 'MIEE80001B' } };

const offices: readonly [story: string, id: string, office: object, code: string, name: string][] = [
  [
    'a school, in the register of its institute',
    'scuola',
    { by: 'answer', field: 'target.school', kind: 'school' },
    'MIIC80000A',
    'IC Manzoni',
  ],
  [
    'the provincial office of a school',
    'provincia',
    { by: 'answer', field: 'target.school', kind: 'provincial' },
    'USP-MI',
    'Ufficio scolastico di Milano',
  ],
  [
    'the regional office of a province',
    'regione',
    { by: 'answer', field: 'target.province', kind: 'regional' },
    'USR-03',
    'Ufficio scolastico regionale – Lombardia',
  ],
  [
    'a directorate of the ministry',
    'ministero',
    { by: 'fixed', kind: 'ministry', code: 'DGPER', name: 'Direzione per il personale' },
    'DGPER',
    'Direzione per il personale',
  ],
];
for (const [index, [story, id, office, code, name]] of offices.entries()) {
  test(`what is filed to ${story} has a number there and is read by its officers alone`, async () => {
    const draft = await begun(portal, anna, await publish(portal, { id, office, sections }), answered);
    const reply = await draft.confirm();
    assert.equal(reply.status, 303, reply.html);
    const filing = reply.location?.split('/').at(-1) ?? '';
    const confirmation = await anna.visitor.get(reply.location ?? '');
    assert.ok(confirmation.html.includes(name), name);
    assert.match(confirmation.html, /0000001\/2026/);
    const own = await portal.officer(`G${'BCDF'.charAt(index)}`, code);
    const other = await portal.officer(`H${'BCDF'.charAt(index)}`, code === 'USP-MI' ? 'USR-03' : 'USP-MI');
    assert.equal((await own.get(`/ufficio/istanze/${filing}`)).status, 200);
    assert.match((await own.get('/ufficio')).html, new RegExp(`/ufficio/istanze/${filing}`));
    assert.equal((await other.get(`/ufficio/istanze/${filing}`)).status, 404);
    assert.ok(!(await other.get('/ufficio')).html.includes(filing));
    assert.deepEqual(await brokenPromises(portal.fresh.database), []);
  });
}

test('what is addressed to an office that does not exist waits, and says so', async () => {
  const regional = { by: 'answer', field: 'target.province', kind: 'regional' };
  const draft = await begun(portal, anna, await publish(portal, { id: 'aosta', office: regional, sections }), {
    target: { ...answered.target, province: 'AO' },
  });
  const reply = await draft.confirm();
  assert.equal(reply.status, 422);
  assert.match(reply.html, /porta dove non ce n’è uno/);
});
