import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileTable } from './compile.ts';
import { type Fact, type Position, relatedBy } from './facts.ts';
import { asMark, rescale } from './mark.ts';
import { distinctDays, monthsIn } from './months.ts';
import { readScoringPack } from './read-pack.ts';
import { score } from './score.ts';
import { smallTable as table } from './small-table.ts';

const MONTHS = { month_days: 30, fraction: 16, max_months: 6 };

test('days become months as the notes to section C say', () => {
  const cases = [
    0, 0, 1, 0, 15, 0, 16, 1, 45, 1, 46, 2, 75, 2, 76, 3, 105, 3, 106, 4, 135, 4, 136, 5, 165, 5, 166, 6, 300, 6,
  ];
  for (let index = 0; index < cases.length; index += 2) {
    assert.equal(monthsIn(cases[index] ?? 0, MONTHS), cases[index + 1], `${cases[index]} days`);
  }
});

test('a day served twice is one day', () => {
  assert.equal(
    distinctDays([
      { first: 10, last: 20 },
      { first: 15, last: 30 },
      { first: 12, last: 13 },
    ]),
    21,
  );
  assert.equal(distinctDays([]), 0);
});

test('marks are rescaled in whole numbers, half a point up', () => {
  const cases: readonly [number, number, number, number][] = [
    [65.5, 100, 100, 66],
    [65.49, 100, 100, 65],
    [80, 100, 110, 88],
    [10, 10, 100, 100],
    [27.5, 30, 110, 101],
    [69.5, 100, 100, 70],
  ];
  for (const [value, base, scale, expected] of cases)
    assert.equal(rescale({ value, base, lode: false }, scale), expected);
  assert.equal(asMark({ value: 1, base: 0 }), undefined);
});

const related = relatedBy({ same: { symmetric: true, pairs: [['A-22', 'A-12']] } });
const columns = compileTable(table, related);
const compiled = (facts: readonly Fact[], position: Position) => columns.load([{ facts, position }]).points()[0];
const position: Position = { key: 'A-12', values: { class: 'A-12' } };

const year = fc.constantFrom('2021/22', '2022/23');
const day = fc.integer({ min: 1, max: 28 }).map((n) => String(n).padStart(2, '0'));
const from = fc.tuple(fc.constantFrom('09', '10', '11'), day).map(([month, at]) => `2021-${month}-${at}`);
const to = fc.tuple(fc.constantFrom('01', '03', '06'), day).map(([month, at]) => `2022-${month}-${at}`);
const mark = fc.record({
  value: fc.integer({ min: 1, max: 110 }),
  base: fc.constantFrom(100, 110),
  lode: fc.boolean(),
});
const title = fc.record(
  {
    type: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'z'),
    level: fc.constantFrom('B2', 'C1', 'C9'),
    lang: fc.constantFrom('en', 'fr'),
    year,
    count: fc.integer({ min: 0, max: 9 }),
    access: fc.boolean(),
    proviso: fc.boolean(),
  },
  { requiredKeys: ['type'] },
);
const service = fc.record({
  class: fc.constantFrom('A-12', 'A-22', 'B-01'),
  year,
  from,
  to,
  full: fc.boolean(),
  type: fc.constantFrom('state', 'private'),
});
const values = fc.oneof(
  fc.tuple(fc.constant('title'), title),
  fc.tuple(fc.constant('title'), title),
  fc.tuple(fc.constant('service'), service),
  fc.tuple(fc.constant('access'), fc.record({ type: fc.constantFrom('x', 'y'), mark }, { requiredKeys: [] })),
);
const facts = fc
  .array(values, { maxLength: 25 })
  .map((all) => all.map(([kind, each], index): Fact => ({ id: `f${index}`, kind, values: each })));

test('the lines add up to the total, and every fact has a line', () => {
  fc.assert(
    fc.property(facts, (all) => {
      const { total, lines, sections } = score(table, all, position, related);
      assert.equal(
        lines.reduce((sum, line) => sum + line.points, 0),
        total,
      );
      assert.equal(
        sections.reduce((sum, section) => sum + section.total, 0),
        total,
      );
      assert.ok(total <= 15_000);
      const told = new Set(lines.flatMap((line) => line.sources));
      for (const fact of all) assert.ok(told.has(fact.id));
      for (const line of lines) assert.ok(line.points > 0 || line.discarded !== undefined || line.rule !== '');
    }),
  );
});

test('the order in which things are declared changes nothing', () => {
  const shuffled = facts.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, ([all, other]) => {
      const [left, right] = [score(table, all, position, related), score(table, other, position, related)];
      assert.equal(left.total, right.total);
      assert.equal(left.withoutProviso, right.withoutProviso);
      const told = (lines: typeof left.lines) =>
        lines.map((line) => JSON.stringify({ ...line, sources: line.sources.toSorted() })).toSorted();
      assert.deepEqual(told(left.lines), told(right.lines));
    }),
  );
});

test('one title more never lowers the total', () => {
  fc.assert(
    fc.property(facts, values, (all, [kind, more]) => {
      const before = score(table, all, position, related).total;
      const after = score(table, [...all, { id: 'more', kind, values: more }], position, related).total;
      assert.ok(after >= before, `${before} → ${after}`);
    }),
  );
});

test('points without explanation are the same points', () => {
  fc.assert(
    fc.property(facts, fc.constantFrom('A-12', 'A-22', 'B-01'), (all, code) => {
      const at = { key: code, values: { class: code } };
      assert.equal(compiled(all, at), score(table, all, at, related).total);
    }),
    { numRuns: 500 },
  );
});

test('whatever a title holds, it is valued or discarded, never an exception', () => {
  const odd = fc.array(
    fc.tuple(
      fc.constantFrom('title', 'service', 'access', 'other'),
      fc.dictionary(fc.constantFrom('type', 'mark', 'from', 'to', 'year', 'level', 'count'), fc.anything()),
    ),
  );
  fc.assert(
    fc.property(odd, (all) => {
      const made = all.map(([kind, each], index): Fact => ({ id: String(index), kind, values: each }));
      const { total } = score(table, made, position, related);
      assert.ok(Number.isSafeInteger(total));
      assert.equal(compiled(made, position), total);
    }),
  );
});

test('a pack that names what is not there is refused with the place', () => {
  const base = {
    id: 'p',
    norm: 'n',
    positions: { section: 's', key: ['k'], teaching_class: 'c', tables: [{ when: 'true', table: 'X' }] },
    facts: [{ kind: 'a', name: 'A', from: 'position' }],
    tables: {},
  };
  const read = readScoringPack(base);
  const fault = { path: 'positions.tables.0.table', message: 'la tabella "X" non c’è' };
  assert.deepEqual(read, { ok: false, faults: [fault] });
  assert.equal(readScoringPack(undefined).ok, false);
});
