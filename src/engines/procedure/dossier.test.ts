import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Answers } from './answers.ts';
import { declaredIn, type Properties } from './dossier-declared.ts';
import { dossierList } from './dossier-list.ts';
import type { DossierEntry } from './dossier-merge.ts';
import { prefills } from './dossier-prefill.ts';
import { entryRows, entryTitle } from './dossier-words.ts';
import { anyContext, definitionOf, smallSource } from './small-procedure.ts';

const option = (value: string, dossier?: string[]) => ({ value, label: value, ...(dossier && { dossier }) });
const day = (id: string, dossier: string) => ({ id, kind: 'date', label: id, required: true, dossier });

/** Titles and services as a procedure could ask for them; `extra` are fields of its own. */
function procedure(id: string, options: unknown[], extra: unknown[] = [], only?: Record<string, string[]>) {
  const titles = {
    id: 'titles',
    kind: 'list',
    title: 'Titoli',
    item_name: 'titolo',
    item_title: '{what}',
    dossier: 'titles',
    fields: [
      { id: 'type', kind: 'enum', label: 'Tipo', required: true, dossier: 'kind', options },
      { id: 'what', kind: 'text', label: 'Nome', required: true, max_length: 40, dossier: 'name' },
      { ...day('when', 'date'), min: '2000-01-01', max: '2026-12-31' },
      { id: 'mark', kind: 'mark', label: 'Voto', bases: [110], dossier: 'mark' },
      {
        id: 'level',
        kind: 'enum',
        label: 'Livello',
        dossier: 'level',
        when: 'type == "language"',
        options: [option('B2'), option('C1')],
      },
      { id: 'own', kind: 'text', label: 'Solo qui' },
      ...extra,
    ],
  };
  const services = {
    id: 'services',
    kind: 'list',
    title: 'Servizi',
    item_name: 'servizio',
    item_title: '{at}',
    dossier: only === undefined ? 'services' : { of: 'services', only },
    fields: [
      day('begins', 'from'),
      day('ends', 'to'),
      { id: 'at', kind: 'text', label: 'Scuola', required: true, dossier: 'school' },
      { id: 'class', kind: 'teaching_class', label: 'Classe', required: true, dossier: 'teaching_class' },
    ],
  };
  return definitionOf({ ...smallSource, id, sections: [...smallSource.sections, titles, services] });
}

const first = procedure('first', [
  option('degree'),
  option('language'),
  option('grant', ['research_grant']),
  option('any', ['master', 'phd']),
]);
const second = procedure(
  'second',
  [option('language'), option('one', ['master']), option('two', ['master']), option('degree')],
  [{ id: 'why', kind: 'text', label: 'Perché', required: true }],
  { school_type: ['state'], job: ['teacher', 'support'] },
);

const filed: Answers = {
  titles: [
    { id: 't1', type: 'language', what: 'First Certificate', when: '2015-06-01', level: 'B2', own: 'qui' },
    {
      id: 't2',
      type: 'degree',
      what: 'Lettere',
      when: '2010-03-01',
      mark: { value: 110, base: 110, lode: true },
      level: 'C1',
    },
    { id: 't3', type: 'any', what: 'Didattica', when: '2018-01-01' },
    { id: 't4', type: 'degree', what: 'Senza giorno' },
  ],
  services: [{ id: 's1', begins: '2023-09-01', ends: '2024-06-30', at: 'IC Manzoni', class: 'A-22' }],
};

describe('what a filed application puts into the dossier', () => {
  const declared = declaredIn(first, filed);
  const of = (item: string) => declared.find((one) => one.item === item)?.properties;

  it('is what its fields name, by the words of the vocabulary', () => {
    assert.deepEqual(of('t1'), { kind: 'language', name: 'First Certificate', date: '2015-06-01', level: 'B2' });
    assert.deepEqual(of('s1'), { from: '2023-09-01', to: '2024-06-30', school: 'IC Manzoni', teaching_class: 'A-22' });
  });
  it('is nothing that was not asked: the level of a degree', () => assert.equal(of('t2')?.['level'], undefined));
  it('does not say which of several words a choice stood for', () => assert.equal(of('t3')?.['kind'], undefined));
  it('leaves out what could not be known again', () => assert.equal(of('t4'), undefined));
  it('says what the whole list is, where it is one thing', () => {
    const [one] = declaredIn(second, { services: filed['services'] as never });
    assert.deepEqual(one?.properties['school_type'], 'state');
    assert.equal(one?.properties['job'], undefined);
  });
  it('holds no particular data, even of a pack that was never checked', () => {
    const sections = first.sections.map((section) =>
      section.id === 'titles'
        ? { ...section, fields: section.fields.map((field) => ({ ...field, special: field.id === 'mark' })) }
        : section,
    );
    const [, degree] = declaredIn({ ...first, sections } as typeof first, filed);
    assert.equal(degree?.properties['mark'], undefined);
  });
});

const entry = (id: string, properties: Properties, kind: DossierEntry['kind'] = 'titles'): DossierEntry => ({
  id,
  kind,
  properties,
});

function into(
  definition: typeof first,
  section: string,
  entries: DossierEntry[],
  answers: Answers = {},
  taken = new Map<string, string>(),
) {
  const found = definition.sections.find((each) => each.id === section);
  const list = found && dossierList(found);
  assert.ok(list);
  return prefills(entries, { definition, list, answers, context: anyContext, taken });
}

describe('what an entry gives to another application', () => {
  const language = entry('e1', { kind: 'language', name: 'First', date: '2015-06-01', level: 'A1' });

  it('is answered as far as it goes, with what is missing and what does not fit', () => {
    const [one] = into(second, 'titles', [language]);
    assert.deepEqual(one?.values, { type: 'language', what: 'First', when: '2015-06-01' });
    assert.deepEqual(one?.carried, ['Tipo', 'Nome', 'when']);
    assert.deepEqual(one?.missing, ['Perché']);
    assert.deepEqual(one?.left, [{ label: 'Livello', why: '«A1» qui non è tra le scelte' }]);
  });
  const cases: [string, Properties, string][] = [
    [
      'a word that no choice stands for',
      { kind: 'phd', name: 'D', date: '2015-06-01' },
      '«Dottorato di ricerca» qui non è tra le scelte',
    ],
    [
      'a word that two choices stand for',
      { kind: 'master', name: 'D', date: '2015-06-01' },
      '«Master o perfezionamento» qui può essere «one» o «two»: scegli tu',
    ],
    ['a day out of the bounds', { kind: 'degree', name: 'D', date: '1990-06-01' }, '2000'],
    [
      'a name that is too long',
      { kind: 'degree', name: 'D'.repeat(41), date: '2015-06-01' },
      'al massimo 40 caratteri',
    ],
    [
      'a mark out of another scale',
      { kind: 'degree', name: 'D', date: '2015-06-01', mark: { value: 60, base: 60, lode: false } },
      'Voto',
    ],
  ];
  for (const [title, properties, why] of cases) {
    it(`does not carry ${title}, and says why`, () => {
      const [one] = into(second, 'titles', [entry('e', properties)]);
      assert.equal(one?.left.length, 1);
      assert.match(one?.left[0]?.why ?? '', new RegExp(why.replaceAll(/[()?]/g, '\\$&')));
    });
  }
  it('does not belong in a list for others, and may where it is not known', () => {
    const service = { from: '2023-09-01', to: '2024-06-30', school: 'IC Manzoni', teaching_class: 'A-22' };
    const taken = into(second, 'services', [
      entry('a', { ...service, school_type: 'equal' }, 'services'),
      entry('b', { ...service, job: 'support' }, 'services'),
    ]);
    assert.deepEqual(
      taken.map(({ unfit }) => unfit),
      ['In questa sezione non va: «Scuola paritaria».', undefined],
    );
  });
  it('is there already when an item was taken from it, or says the same', () => {
    const items = {
      titles: [
        { id: 'i', type: 'language', what: 'FIRST', when: '2015-06-01' },
        { id: 'j', what: 'Altro' },
      ],
    };
    assert.equal(into(second, 'titles', [language], items)[0]?.item, 'i');
    assert.equal(into(second, 'titles', [language], items, new Map([['j', 'e1']]))[0]?.item, 'i');
    assert.equal(
      into(second, 'titles', [entry('x', { name: 'Terzo', date: '2015-06-01' })], items)[0]?.item,
      undefined,
    );
  });
  it('comes back the same into the list it was filed in', () => {
    for (const one of declaredIn(first, filed)) {
      const [back] = into(first, one.section, [entry('e', one.properties, one.kind)]);
      const values = (filed[one.section] as { id: string }[]).find(({ id }) => id === one.item) as Record<
        string,
        unknown
      >;
      for (const [name, value] of Object.entries(back?.values ?? {})) assert.deepEqual(value, values[name], name);
    }
  });
});

describe('an entry in words', () => {
  it('has the labels of the vocabulary, in its order', () => {
    const one = entry('e', {
      name: 'Lettere',
      kind: 'degree',
      date: '2010-03-01',
      foreign: false,
      mark: { value: 110, base: 110, lode: true },
    });
    assert.equal(entryTitle(one), 'Lettere – 1 marzo 2010');
    assert.deepEqual(entryRows(one, anyContext), [
      { label: 'Tipo di titolo', value: 'Laurea magistrale, specialistica o vecchio ordinamento' },
      { label: 'Denominazione', value: 'Lettere' },
      { label: 'Data', value: '1 marzo 2010' },
      { label: 'Voto', value: '110/110 e lode' },
    ]);
  });
  it('never fails, whatever a row holds', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('kind', 'mark', 'date', 'language', 'academic_year'), fc.jsonValue()),
        (properties) => {
          entryRows(entry('e', properties as Properties), anyContext);
          into(second, 'titles', [entry('e', properties as Properties)]);
        },
      ),
      { examples: [[{ kind: { toString: [] } }]] },
    );
  });
});
