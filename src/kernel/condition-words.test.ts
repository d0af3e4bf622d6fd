import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Condition } from './condition.ts';
import { type ConditionNames, conditionWords } from './condition-words.ts';
import type { Expression } from './expression.ts';
import { readExpression } from './expression-parser.ts';
import { resultWords } from './formula-words.ts';

const names: ConditionNames = {
  field: (name) => `«${name}»`,
  value: (_, value) => `«${value}»`,
  isYesNo: (name) => name === 'moved',
  items: (section) => ({ title: `«${section}»`, names }),
  relation: (name) => `«${name}»`,
};

const number = (value: number) => ({ kind: 'literal', value }) as const;
const sum: Expression = {
  kind: 'binary',
  op: '>',
  left: { kind: 'binary', op: '+', left: { kind: 'name', name: 'a' }, right: number(1) },
  right: number(3),
};
const tier: Condition = { field: 'tier', is: 'I' };
function parsed(text: string): Expression {
  const reading = readExpression(text);
  assert.ok('expression' in reading);
  return reading.expression;
}

const cases: [Condition, string][] = [
  [tier, '«tier» è «I»'],
  [{ not: tier }, '«tier» non è «I»'],
  [{ field: 'tier', in: ['I', 'II', 'III'] }, '«tier» è «I», «II» o «III»'],
  [{ not: { field: 'tier', in: ['I', 'II'] } }, '«tier» non è né «I» né «II»'],
  [{ field: 'moved', is: true }, 'hai risposto sì a «moved»'],
  [{ not: { field: 'moved', is: true } }, 'non hai risposto sì a «moved»'],
  [{ field: 'moved', is: false }, 'non hai risposto sì a «moved»'],
  [{ field: 'letters', has: 'R' }, '«letters» comprende «R»'],
  [{ field: 'letters', answered: true }, 'c’è una risposta a «letters»'],
  [{ not: { field: 'letters', answered: true } }, 'non c’è risposta a «letters»'],
  [{ field: 'age', at_least: 18, at_most: 67 }, '«age» è almeno «18» e «age» è al massimo «67»'],
  [{ not: { field: 'age', at_least: 18, at_most: 67 } }, '«age» è meno di «18» oppure «age» è più di «67»'],
  [{ field: 'date', at_least: '2026-03-01' }, '«date» non è prima del 1 marzo 2026'],
  [{ field: 'date', below: '2026-03-01' }, '«date» è prima del 1 marzo 2026'],
  [{ field: 'year', above: '2020/21' }, '«year» è dopo «2020/21»'],
  [{ field: 'one', is_field: 'other' }, '«one» è uguale a «other»'],
  [{ not: { field: 'one', is_field: 'other' } }, '«one» è diverso da «other»'],
  [{ field: 'list', has_field: 'other' }, '«list» comprende «other»'],
  [
    { field: 'class', related: { by: 'same', to: 'other' } },
    '«class» è uguale a «other», o gli corrisponde per «same»',
  ],
  [{ all: [tier, { field: 'moved', is: true }] }, '«tier» è «I» e hai risposto sì a «moved»'],
  [
    {
      all: [
        tier,
        {
          any: [
            { field: 'a', is: 1 },
            { field: 'b', is: 2 },
          ],
        },
      ],
    },
    '«tier» è «I» e («a» è «1» oppure «b» è «2»)',
  ],
  [{ not: { any: [tier, { field: 'a', is: 1 }] } }, '«tier» non è «I» e «a» non è «1»'],
  [
    {
      any: [
        { field: 'letters', has: 'R' },
        { field: 'letters', has: 'S' },
        { field: 'letters', has: 'T' },
      ],
    },
    '«letters» comprende «R», «S» o «T»',
  ],
  [
    {
      not: {
        any: [
          { field: 'letters', has: 'R' },
          { field: 'letters', has: 'S' },
        ],
      },
    },
    '«letters» non comprende né «R» né «S»',
  ],
  [
    { any: [{ field: 'letters', has: 'R' }, tier, { field: 'letters', has: 'S' }] },
    '«letters» comprende «R» o «S» oppure «tier» è «I»',
  ],
  [
    {
      all: [
        { field: 'letters', has: 'R' },
        { field: 'letters', has: 'S' },
      ],
    },
    '«letters» comprende «R» e «letters» comprende «S»',
  ],
  [{ count: { of: 'titles', where: tier }, at_least: 1 }, 'in «titles» c’è almeno una voce in cui «tier» è «I»'],
  [
    { count: { of: 'titles' }, at_least: 2, at_most: 5 },
    'in «titles» ci sono almeno 2 voci e ci sono al massimo 5 voci',
  ],
  [{ count: { of: 'titles' }, at_most: 0 }, 'in «titles» non c’è nessuna voce'],
  [{ not: { count: { of: 'titles' }, at_least: 1 } }, 'in «titles» non c’è nessuna voce'],
  [{ all: [] }, 'sempre'],
  [{ any: [] }, 'mai'],
  [{ formula: sum }, '«a» più 1 è più di 3'],
  [{ not: { formula: sum } }, '«a» più 1 è al massimo 3'],
  [
    { formula: parsed('size(titles) + size(services) == 0') },
    'il numero delle voci in «titles» e «services» è uguale a 0',
  ],
  [
    { formula: parsed('age_on(applicant.birth_date, date("2026-08-31")) < 65') },
    'la tua età al 31 agosto 2026 è meno di 65',
  ],
  [{ formula: parsed('year >= position.first_year') }, '«year» è almeno «position.first_year»'],
  [{ formula: parsed('titles.exists(i, i.a > b)') }, 'è vero che titles.exists(i, i.a > b)'],
  [{ later: 'a + b > 3' } as unknown as Condition, 'vale: {"later":"a + b > 3"}'],
];
test('a number worked out by cases is told case by case', () => {
  const formula = parsed('"I" in claims ? 11 : "V" in claims && target.municipality == place ? 50 : 90');
  assert.equal(
    resultWords(formula, names),
    '11 se «claims» comprende «I»; 50 se «claims» comprende «V» e «target.municipality» è uguale a «place»; 90 negli altri casi',
  );
});
for (const [condition, words] of cases) {
  test(`${JSON.stringify(condition)} reads: ${words}`, () => {
    assert.equal(conditionWords(condition, names), words);
  });
}

test('whatever the condition, something is said and no word of the data is lost', () => {
  const leaf = fc.record({ field: fc.constantFrom('alfa', 'beta'), is: fc.constantFrom('x', 'y') });
  const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('tree'), { maxLength: 3 }) }),
      fc.record({ not: tie('tree') }),
    ),
  }));
  fc.assert(
    fc.property(tree, (condition) => {
      const words = conditionWords(condition, names);
      const leaves = JSON.stringify(condition).match(/"field"/g)?.length ?? 0;
      assert.equal(words.match(/«(alfa|beta)»/g)?.length ?? 0, leaves);
      assert.ok(words.length > 0);
    }),
  );
});
