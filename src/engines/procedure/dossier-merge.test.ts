import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Properties } from './dossier-declared.ts';
import { type DossierEntry, newest, place } from './dossier-merge.ts';

const entry = (id: string, properties: Properties, kind: DossierEntry['kind'] = 'titles'): DossierEntry => ({
  id,
  kind,
  properties,
});

describe('titles and services declared more than once', () => {
  const degree = { kind: 'degree', name: 'Laurea in Lettere', date: '2010-03-01' };
  const as = (properties: Properties, item = 'i', kind: DossierEntry['kind'] = 'titles') => ({
    section: 's',
    item,
    kind,
    properties,
  });
  const where = (entries: DossierEntry[], declared: ReturnType<typeof as>[], taken = new Map<string, string>()) =>
    place(declared, { entries, taken, newId: () => 'new' }).map((one) => one.entry);
  const service = { from: '2023-09-01', to: '2024-06-30', school: 'I.C. Manzoni' };
  const cases: [string, Properties, Properties, boolean, DossierEntry['kind']?][] = [
    ['written with other capitals and dots', degree, { ...degree, name: 'LAUREA in lettere.' }, true],
    ['with more said of it', degree, { ...degree, mark: { value: 110, base: 110, lode: false } }, true],
    ['of another day', degree, { ...degree, date: '2010-03-02' }, false],
    ['of another kind', degree, { ...degree, kind: 'first_degree' }, false],
    ['for another class', { ...degree, teaching_class: 'A-12' }, { ...degree, teaching_class: 'A-22' }, false],
    ['a service without its class', { ...service, teaching_class: 'A-22' }, service, true, 'services'],
    [
      'a service in two classes',
      { ...service, teaching_class: 'A-22' },
      { ...service, teaching_class: 'A-12' },
      false,
      'services',
    ],
    [
      'a school called otherwise, with its code',
      { ...service, school_code: 'TOIC800001' },
      { ...service, school: 'Manzoni', school_code: 'toic800001' },
      true,
      'services',
    ],
    ['another school in the same days', service, { ...service, school: 'IC Verdi' }, false, 'services'],
  ];
  for (const [title, one, other, same, kind = 'titles'] of cases) {
    it(`${title}: ${same ? 'one entry' : 'two entries'}`, () => {
      assert.deepEqual(where([entry('e', one, kind)], [as(other, 'i', kind)]), [same ? 'e' : 'new']);
    });
  }
  it('goes back to the entry it was taken from, though the kind has another name here', () => {
    const declared = as({ ...degree, kind: 'first_degree' });
    assert.deepEqual(where([entry('e', degree)], [declared], new Map([['i', 'e']])), ['e']);
    assert.deepEqual(where([entry('e', degree)], [as({ ...degree, name: 'Altro' })], new Map([['i', 'e']])), ['new']);
  });
  it('goes to the entry that agrees in most', () => {
    const entries = [
      entry('a', { ...service }, 'services'),
      entry('b', { ...service, teaching_class: 'A-22' }, 'services'),
    ];
    assert.deepEqual(where(entries, [as({ ...service, teaching_class: 'A-22' }, 'i', 'services')]), ['b']);
  });
  it('is one entry when a filing says it twice', () => {
    assert.deepEqual(where([], [as(degree, 'i'), as(degree, 'j')]), ['new', 'new']);
    assert.equal(
      place([as(degree, 'i'), as(degree, 'j')], { entries: [], taken: new Map(), newId: () => 'new' })[1]?.isNew,
      false,
    );
  });
  it('keeps what was declared last, in whatever order the filings are looked at', () => {
    const declaration = fc.record({
      at: fc.integer({ min: 0, max: 1e6 }),
      properties: fc.dictionary(fc.constantFrom('name', 'mark', 'level'), fc.string()),
    });
    const several = fc.uniqueArray(declaration, { selector: ({ at }) => at, maxLength: 6 });
    fc.assert(
      fc.property(several, fc.infiniteStream(fc.nat()), (all, dice) => {
        const dated = all.map(({ at, properties }) => ({ at: new Date(at), properties }));
        const shuffled = dated
          .map((one) => ({ one, by: dice.next().value as number }))
          .toSorted((a, b) => a.by - b.by)
          .map(({ one }) => one);
        assert.deepEqual(newest(shuffled), newest(dated));
        for (const [name, value] of Object.entries(newest(dated))) {
          const last = dated
            .filter(({ properties }) => Object.hasOwn(properties, name))
            .toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
          assert.equal(last?.properties[name], value);
        }
      }),
    );
  });
  it('puts the same filing in the same entries when it is placed again', () => {
    const item = fc.record({
      name: fc.constantFrom('A', 'B', 'C'),
      date: fc.constantFrom('2010-01-01', '2011-01-01'),
      kind: fc.constantFrom('degree', 'master'),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 8 }), (all) => {
        const declared = all.map((properties, index) => as(properties, `i${index}`));
        let count = 0;
        const placed = place(declared, { entries: [], taken: new Map(), newId: () => `e${count++}` });
        const entries = [...new Set(placed.map((one) => one.entry))].map((id) =>
          entry(id, placed.find((one) => one.entry === id)?.declared.properties ?? {}),
        );
        const again = place(declared, { entries, taken: new Map(), newId: () => 'new' });
        assert.deepEqual(
          again.map((one) => one.entry),
          placed.map((one) => one.entry),
        );
      }),
    );
  });
});
