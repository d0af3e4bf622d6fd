import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { conditionSchema, conditionWritten, formulaSchema, formulaWritten } from './condition-schema.ts';
import { checkExpression } from './expression-check.ts';
import { evaluate } from './expression-evaluate.ts';
import type { Names, ValueType } from './expression-types.ts';
import { readingFaults } from './reading-faults.ts';

const choice: ValueType = { kind: 'choice', values: ['I', 'II'] };
const own = new Map<string, ValueType>([
  ['tier', choice],
  ['hours', { kind: 'number' }],
  ['moved', { kind: 'boolean' }],
  ['since', { kind: 'date' }],
  ['year', { kind: 'school_year' }],
  ['place', { kind: 'text' }],
  ['langs', { kind: 'list', of: { kind: 'choice', values: ['en', 'fr'] } }],
  ['mark', { kind: 'other' }],
]);
const titles = new Map<string, ValueType>([
  ['points', { kind: 'number' }],
  ['tier', choice],
  ['day', { kind: 'date' }],
]);
const names: Names = {
  value: (name) => own.get(name),
  section: (id) => (id === 'titles' ? (field) => titles.get(field) : undefined),
  hasRelation: (name) => name === 'same',
};

function faults(text: string) {
  return checkExpression(conditionWritten(conditionSchema.parse(text)), names, 'boolean').faults;
}

describe('the types of a condition', () => {
  const right = [
    'tier == "I" && "II" != tier',
    'hours > 2.5 || hours in [1, 2]',
    'moved == true && !moved',
    'since <= date("2026-03-16")',
    'year == "2025/26" && year >= "2020/21"',
    '"en" in langs && place in ["MI", "RM"]',
    'has(mark) && size(langs) > 1 && size(titles) <= 3',
    'titles.exists(t, t.tier == tier && t.points > hours)',
    'sum(titles.filter(t, t.tier == "I").map(t, t.points)) / hours >= 2',
    'max(titles.map(t, t.day)) > since',
    'age_on(since, date("2026-01-01")) >= 18',
    'related("same", place, tier)',
    '(moved ? hours : 0) > 1',
  ];
  for (const text of right) it(`${text} is right`, () => assert.deepEqual(faults(text), []));

  const wrong: [string, number, string][] = [
    ['grade == 1', 1, '"grade" non porta'],
    ['tier == "III"', 9, 'non è tra le scelte di "tier"'],
    ['"III" == tier', 1, 'non è tra le scelte di "tier"'],
    ['tier in ["I", "III"]', 15, 'non è tra le scelte'],
    ['"it" in langs', 1, 'non è tra le scelte di "langs"'],
    ['langs == "en"', 10, '"langs" è un elenco'],
    ['place in tier', 10, '"tier" non è un elenco'],
    ['place in []', 10, 'vuoto'],
    ['tier > "I"', 8, 'non ha un ordine'],
    ['place < "b"', 9, 'non ha un ordine'],
    ['hours == "3"', 10, '"hours" è un numero, "3" è un testo'],
    ['moved == "sì"', 10, 'true o false'],
    ['mark == 3', 9, 'has(mark)'],
    ['since == "2026-03-16"', 10, 'date("2026-03-16")'],
    ['since == date("2026-02-30")', 15, 'non esiste'],
    ['since == date(place)', 15, 'un giorno scritto'],
    ['year == "2025"', 9, 'un anno scolastico come'],
    ['hours', 1, 'qui serve una condizione'],
    ['hours && moved', 1, 'qui serve una condizione'],
    ['tier + 1 > 2', 1, 'qui serve un numero'],
    ['hours / 0 > 1', 7, 'divisione per zero'],
    ['place.exists(p, true)', 1, '"place" non è una sezione'],
    ['titles.exists(t, t.shoe > 1)', 18, '"shoe" non porta'],
    ['titles.exists(t, t.points)', 18, 'qui serve una condizione'],
    ['titles.exists(hours, true)', 1, 'già il nome di una domanda'],
    ['sum(langs) > 1', 5, 'un elenco di numeri'],
    ['min(hours, since) > 1', 12, 'non si confrontano'],
    ['round(hours, 12) > 1', 14, 'da 0 a 9'],
    ['size(tier) > 1', 6, 'size() conta'],
    ['has(1)', 5, 'il nome di una domanda'],
    ['related("other", place, tier)', 9, 'la relazione "other"'],
    ['related(place, place, tier)', 9, 'tra virgolette'],
    ['days_between(since) > 1', 1, 'vuole 2 valori, qui sono 1'],
    ['(moved ? hours : tier) == 1', 18, 'non si confrontano'],
    ['constructor', 1, '"constructor" non porta'],
    ['__proto__ == toString', 1, '"__proto__" non porta'],
    ['titles.exists(t, t.hasOwnProperty == 1)', 18, '"hasOwnProperty" non porta'],
  ];
  for (const [text, column, says] of wrong) {
    it(`${text}: ${says}`, () => {
      const found = faults(text);
      const told = found.map(({ message, within }) => `${within?.column}: ${message}`).join(' | ');
      assert.ok(
        found.some(({ message, within }) => within?.column === column && message.includes(says)),
        told,
      );
    });
  }

  it('are all told, each at its own place', () => {
    assert.deepEqual(
      faults('grade == 1 &&\n  tier == "III"').map(({ within }) => [within?.line, within?.column]),
      [
        [1, 1],
        [2, 11],
      ],
    );
  });
});

describe('a formula', () => {
  it('has a type, and comes to a value', () => {
    const formula = formulaSchema.parse('round(hours * 1.5) + size(langs)');
    const { faults: found, type } = checkExpression(formulaWritten(formula), names, 'number');
    assert.deepEqual([found, type], [[], { kind: 'number' }]);
    const answers = new Map<string, unknown>([
      ['hours', 3],
      ['langs', ['en']],
    ]);
    assert.equal(evaluate(formula, { value: (name) => answers.get(name), items: () => [] }), 6);
  });

  it('that must be a number may not be a text', () => {
    const { faults: found } = checkExpression(formulaWritten(formulaSchema.parse('tier')), names, 'number');
    assert.match(found[0]?.message ?? '', /qui serve un numero/);
  });

  it('that does not read says where', () => {
    const read = formulaSchema.safeParse('hours *\n * 2');
    assert.ok(!read.success);
    const [fault] = readingFaults(read.error);
    assert.deepEqual([fault?.within?.line, fault?.within?.column], [2, 2]);
  });
});
