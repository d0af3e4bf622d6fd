import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { carryOver } from './carry-over.ts';
import { definitionOf, smallSource } from './small-procedure.ts';

const choice = {
  id: 'choices',
  kind: 'form',
  title: 'Scelte',
  fields: [
    { id: 'language', kind: 'enum', label: 'Lingua', options: options('en', 'fr', 'de') },
    { id: 'reasons', kind: 'multi_enum', label: 'Motivi', options: options('a', 'b', 'c') },
    { id: 'note', kind: 'text', label: 'Nota' },
    { id: 'swear', kind: 'declaration', label: 'Impegno', text: 'Mi impegno.' },
  ],
};
const source = { ...smallSource, sections: [...smallSource.sections, choice] };
const from = definitionOf(source);
const answers = {
  wishes: [
    { id: 'w1', class: 'A-12' },
    { id: 'w2', class: 'A-22' },
  ],
  choices: { language: 'de', reasons: ['a', 'b'], note: 'x', swear: true },
};

function options(...values: string[]) {
  return values.map((value) => ({ value, label: `Voce ${value}` }));
}

/** The answers carried over to the same procedure with one section changed. */
function carried(change: (fields: Record<string, unknown>[], sections: Record<string, unknown>[]) => void) {
  const copy = structuredClone(source) as unknown as { sections: { fields: Record<string, unknown>[] }[] };
  change(copy.sections.at(-1)?.fields ?? [], copy.sections as unknown as Record<string, unknown>[]);
  return carryOver(answers, from, definitionOf(copy));
}

describe('answers carried over to a new release', () => {
  it('lose a choice that is no longer there, and say which it was', () => {
    const moved = carried(([language]) => Object.assign(language ?? {}, { options: options('en', 'fr') }));
    assert.deepEqual(moved.touched, [
      { why: 'not-possible', section: 'choices', field: 'language', label: 'Lingua', where: 'Scelte', was: 'Voce de' },
    ]);
    assert.equal((moved.answers['choices'] as { language?: string }).language, undefined);
  });

  it('keep of several choices those that are still there', () => {
    const moved = carried(([, reasons]) => Object.assign(reasons ?? {}, { options: options('b', 'c') }));
    assert.deepEqual((moved.answers['choices'] as { reasons?: unknown }).reasons, ['b']);
    assert.deepEqual(
      moved.touched.map(({ why, was }) => [why, was]),
      [['not-possible', 'Voce a']],
    );
  });

  it('never name a choice of particular data', () => {
    const special = { special: true, purpose: 'p', legal_basis: 'b', retention: 'r' };
    const sensitive = structuredClone(source) as typeof source;
    Object.assign(sensitive.sections.at(-1)?.fields[0] ?? {}, special);
    const next = structuredClone(sensitive);
    Object.assign(next.sections.at(-1)?.fields[0] ?? {}, { options: options('en') });
    const [touched] = carryOver(answers, definitionOf(sensitive), definitionOf(next)).touched;
    assert.equal(touched?.why, 'not-possible');
    assert.equal(touched?.was, undefined);
  });

  it('ask again for a declaration whose text is another one, to the letter', () => {
    const moved = carried((fields) => Object.assign(fields[3] ?? {}, { text: 'Mi impegno!' }));
    assert.deepEqual(
      moved.touched.map(({ why, field }) => [why, field]),
      [['reconfirm', 'swear']],
    );
    assert.equal((moved.answers['choices'] as { swear?: boolean }).swear, undefined);
  });

  it('tell what is needed now and was not, record by record, and not what was missing before', () => {
    const moved = carried((fields, sections) => {
      Object.assign(fields[2] ?? {}, { required: true });
      const list = sections[1]?.['fields'] as unknown[] | undefined;
      list?.push({ id: 'since', kind: 'date', label: 'Dal', required: true });
    });
    assert.deepEqual(
      moved.touched.map(({ why, where, field }) => [why, where, field]),
      [
        ['required', 'Classi, classe 1', 'since'],
        ['required', 'Classi, classe 2', 'since'],
      ],
    );
  });

  it('name a new section as a whole, when something in it is needed', () => {
    const section = {
      id: 'more',
      kind: 'form',
      title: 'Altro',
      fields: [{ id: 'x', kind: 'text', label: 'X', required: true }],
    };
    const moved = carried((_, sections) => void sections.push(section));
    assert.deepEqual(moved.touched, [{ why: 'required', section: 'more', where: 'Altro' }]);
  });

  it('are not touched by what changes nothing for who answered', () => {
    const moved = carried((fields) => {
      Object.assign(fields[0] ?? {}, { options: options('en', 'fr', 'de', 'es'), hint: 'Una spiegazione nuova' });
      Object.assign(fields[2] ?? {}, { max_length: 500 });
      fields.push({ id: 'free', kind: 'text', label: 'Facoltativa' });
    });
    assert.deepEqual(moved.touched, []);
    assert.deepEqual(moved.answers, answers);
  });
});
