import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { expressions, scopes } from '../../test/random-expressions.ts';
import { type Condition, holds } from './condition.ts';
import { conditionFrom } from './condition-from.ts';
import { expressionOf, printCondition } from './condition-print.ts';
import { evaluate } from './expression-evaluate.ts';
import { readExpression } from './expression-parser.ts';
import { printExpression } from './expression-print.ts';
import type { Scope } from './scope.ts';

function read(text: string) {
  const reading = readExpression(text);
  assert.ok(reading.ok, text);
  return reading.expression;
}

const scope: Scope = {
  value: (name) =>
    new Map<string, unknown>([
      ['type', 'language'],
      ['years', 3],
      ['moved', true],
      ['stayed', false],
      ['langs', ['en', 'fr']],
      ['born', '1980-02-29'],
      ['mark', { value: 100 }],
      ['blank', ''],
      ['position.tier', 'I'],
    ]).get(name),
  items: (section) =>
    section === 'titles'
      ? [2, 3, undefined].map((points) => ({ value: (name) => (name === 'points' ? points : 'x'), items: () => [] }))
      : [],
  related: (by, left, right) => by === 'same' && left === 'language' && right === 'I',
};

describe('what an expression comes to', () => {
  const cases: [string, unknown][] = [
    ['type == "language" && years > 2', true],
    ["type in ['a', 'language']", true],
    ['"fr" in langs', true],
    ['position.tier == "I"', true],
    ['moved', true],
    ['!stayed', true],
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['7 - 2 - 1', 4],
    ['-years', -3],
    ['0.1 + 0.2 == 0.3', true],
    ['100.1 - 100', 0.1],
    ['7 % 4', 3],
    ['years > 2 ? "many" : "few"', 'many'],
    ['has(mark) && !has(blank) && !has(gone)', true],
    ['size(langs)', 2],
    ['size(titles)', 3],
    ['size(gone)', 0],
    ['titles.filter(t, t.points > 2).size()', 1],
    ['titles.exists(t, t.points == years)', true],
    ['titles.all(t, t.points >= 2)', false],
    ['sum(titles.map(t, t.points * 2))', 10],
    ['max(titles.map(t, t.points))', 3],
    ['min(titles.filter(t, t.points > 9).map(t, t.points))', undefined],
    ['min(years, 2)', 2],
    ['min(years, gone)', undefined],
    ['round(2.5)', 3],
    ['round(-2.5)', -2],
    ['round(1.005, 2)', 1.01],
    ['floor(-0.5)', -1],
    ['ceil(0.2)', 1],
    ['date("2026-08-31")', '2026-08-31'],
    ['date("2026-02-30")', undefined],
    ['age_on(born, date("2026-02-28"))', 45],
    ['age_on(born, date("2026-03-01"))', 46],
    ['age_on(date("2026-01-01"), born)', undefined],
    ['days_between(date("2026-03-01"), date("2026-03-16"))', 15],
    ['years_between(date("2026-03-01"), date("2016-03-02"))', -9],
    ['related("same", type, position.tier)', true],
    ['related("same", type, type)', true],
  ];
  for (const [text, expected] of cases) it(text, () => assert.deepEqual(evaluate(read(text), scope), expected));
});

describe('what is missing', () => {
  const cases: [string, unknown][] = [
    ['gone == gone', false],
    ['gone != gone', true],
    ['gone != "x"', true],
    ['gone < 1', false],
    ['gone >= 1', false],
    ['!(gone >= 1)', true],
    ['gone + 1', undefined],
    ['gone + 1 == 1', false],
    ['gone in ["x"]', false],
    ['"x" in gone', false],
    ['gone', undefined],
    ['!gone', true],
    ['gone || moved', true],
    ['gone ? 1 : 2', 2],
    ['blank == ""', false],
    ['years / 0', undefined],
    ['years % 0', undefined],
    ['years / 0 == years / 0', false],
    ['years < "4"', false],
    ['related("same", gone, type)', false],
    ['gone.exists(i, true)', false],
    ['gone.all(i, false)', true],
  ];
  for (const [text, expected] of cases) {
    it(`${text} is ${expected ?? 'missing'}`, () => assert.deepEqual(evaluate(read(text), scope), expected));
  }
});

describe('what does not read', () => {
  const cases: [string, number, number, string][] = [
    ['', 1, 1, 'manca l’espressione'],
    ['(a == 1', 1, 8, 'manca «)»'],
    ['a == 1)', 1, 7, 'non ha senso'],
    ['a ==', 1, 5, 'interrotta'],
    ['a = 1', 1, 3, '=='],
    ['a == "x', 1, 6, 'non è chiuso'],
    ['a == "\\q"', 1, 7, 'dopo \\'],
    ['a < b < c', 1, 7, 'in fila'],
    ['a == 1 &&\n  b # 2', 2, 5, '«#»'],
    ['process.exit()', 1, 9, 'exit()'],
    ['eval("1")', 1, 1, 'eval()'],
    ['a.b.c', 1, 5, 'due parti'],
    ['titles.exists(i, i)', 1, 18, 'è un elemento'],
    ['titles.exists(i, titles.all(i, true))', 1, 29, 'già il nome'],
    ['a.all(i, b.all(j, c.all(k, true)))', 1, 19, 'non più di 2'],
    ['a.map(i, i.x).all(j, true)', 1, 15, 'filter()'],
    ['null == a', 1, 1, '«null»'],
    ['1234567890123456', 1, 1, '15 cifre'],
    [`${'('.repeat(51)}a${')'.repeat(51)}`, 1, 51, '50 livelli'],
    ['!'.repeat(60), 1, 51, '50 livelli'],
    [`a == "${'x'.repeat(2000)}"`, 1, 2001, '2000 caratteri'],
  ];
  for (const [text, line, column, says] of cases) {
    it(`${text.slice(0, 40)}: ${says}`, () => {
      const reading = readExpression(text);
      assert.ok(!reading.ok);
      const { message, within } = reading.fault;
      assert.deepEqual([within?.line, within?.column], [line, column]);
      assert.ok(message.includes(says), message);
    });
  }

  it('never throws, whatever the text', () => {
    const pieces = fc.constantFrom('a', '.', '(', ')', '"', '==', '!', ' ', 'in', '[', ',', '1', '?', ':', '&&', 'all');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (text) => {
          const reading = readExpression(text);
          assert.ok(reading.ok || reading.fault.message !== '');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the canonical text', () => {
  it('reads back as the same tree', () => {
    fc.assert(
      fc.property(expressions(4), (expression) => {
        const text = printExpression(expression);
        const reading = readExpression(text);
        if (!reading.ok && /\d (caratteri|livelli|cifre)/.test(reading.fault.message)) return;
        assert.deepEqual(reading.ok ? reading.expression : reading.fault, JSON.parse(JSON.stringify(expression)), text);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a condition', () => {
  it('holds where its text comes to true', () => {
    fc.assert(
      fc.property(expressions(4), scopes, (expression, random) => {
        const condition = conditionFrom(expression);
        assert.equal(holds(condition, random), evaluate(expression, random) === true, JSON.stringify(condition));
      }),
      { numRuns: 2000 },
    );
  });

  it('holds where its printed text holds, whatever was written', () => {
    fc.assert(
      fc.property(expressions(4), scopes, (expression, random) => {
        const condition = conditionFrom(expression);
        const reading = readExpression(printCondition(condition));
        if (!reading.ok && /\d (caratteri|livelli|cifre)/.test(reading.fault.message)) return;
        assert.ok(reading.ok, printCondition(condition));
        assert.equal(holds(conditionFrom(reading.expression), random), holds(condition, random));
      }),
      { numRuns: 1000 },
    );
  });

  it('of one field is a test that contradictions can be looked for in', () => {
    const cases: [string, Condition][] = [
      ['type == "x"', { field: 'type', is: 'x' }],
      ['"x" == type', { field: 'type', is: 'x' }],
      ['type != "x"', { not: { field: 'type', is: 'x' } }],
      ['moved', { field: 'moved', is: true }],
      ['!moved', { not: { field: 'moved', is: true } }],
      ['2 < years', { field: 'years', above: 2 }],
      ['day <= date("2026-03-16")', { field: 'day', at_most: '2026-03-16' }],
      ['has(x)', { field: 'x', answered: true }],
      ['"x" in list', { field: 'list', has: 'x' }],
      ['a in list', { field: 'list', has_field: 'a' }],
      ['a == b', { field: 'a', is_field: 'b' }],
      ['related("r", a, position.b)', { field: 'a', related: { by: 'r', to: 'position.b' } }],
      ['titles.exists(t, t.x == 1)', { count: { of: 'titles', where: { field: 'x', is: 1 } }, at_least: 1 }],
      ['size(titles.filter(t, t.ok)) < 3', { count: { of: 'titles', where: { field: 'ok', is: true } }, at_most: 2 }],
      [
        'a == 1 && b == 2 && c == 3',
        {
          all: [
            { field: 'a', is: 1 },
            { field: 'b', is: 2 },
            { field: 'c', is: 3 },
          ],
        },
      ],
    ];
    for (const [text, condition] of cases) {
      assert.deepEqual(conditionFrom(read(text)), condition, text);
      assert.deepEqual(conditionFrom(expressionOf(condition)), condition, text);
    }
  });
});
