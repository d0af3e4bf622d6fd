import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDefinition } from './definition.ts';
import { applicationTitle, subjectOf } from './several.ts';
import { smallSource } from './small-procedure.ts';

const person = { id: 'person', kind: 'person', label: 'Chi iscrivi', required: true };
const number = { id: 'number', kind: 'text', label: 'Avviso', required: true };
const source = (several: object) => ({
  ...smallSource,
  office: { by: 'fixed', kind: 'ministry', code: 'URP', name: 'Ufficio' },
  several: { title: 'avviso {notice.number} di {notice.person}', rule: 'Una per avviso.', ...several },
  sections: [{ id: 'notice', kind: 'form', title: 'Avviso', fields: [number, person] }],
  checks: [],
});
function definition(several: object) {
  const read = readDefinition(source(several));
  assert.ok(read.ok, JSON.stringify(read));
  return read.definition;
}
const anna = { surname: 'Bianchi', name: 'Anna', fiscal_code: 'BNCNNA15A41F205X' };

test('an application is told from the others by what was answered, and until then by its procedure', () => {
  const one = definition({});
  assert.equal(applicationTitle(one, {}), one.title);
  assert.equal(applicationTitle(one, { notice: { number: '12' } }), `${one.title} – avviso 12 di …`);
  assert.equal(
    applicationTitle(one, { notice: { number: '12', person: anna } }),
    `${one.title} – avviso 12 di Anna Bianchi`,
  );
});

test('two spellings of one thing are one thing; a person is their fiscal code; nothing is said before all is answered', () => {
  const one = definition({ one_for: ['notice.number', 'notice.person'] });
  const said = (number: string, person: object) => subjectOf(one, { notice: { number, person: person as never } });
  assert.equal(said('12/b', anna), said('12 / B', { ...anna, name: 'ANNA' }));
  assert.notEqual(said('12/b', anna), said('12/c', anna));
  assert.equal(subjectOf(one, { notice: { number: '12' } }), undefined);
});

test('where there may be any number, an application is the only one for nothing', () => {
  assert.equal(subjectOf(definition({}), { notice: { number: '12', person: anna } }), undefined);
});
