import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applications, tables } from '../../../test/random-tables.ts';
import { BLOCK } from './block.ts';
import { compileTable } from './compile.ts';
import { relatedBy } from './facts.ts';
import { score } from './score.ts';
import { tableSchema } from './table-schema.ts';

const related = relatedBy({ same: { symmetric: true, pairs: [['a', 'c']] } });

test('whatever table there is, points over columns are the points that are explained', () => {
  fc.assert(
    fc.property(tables, fc.array(applications, { minLength: 1, maxLength: 6 }), (source, given) => {
      const table = tableSchema.parse(source);
      const expected = given.map(({ facts, position }) => score(table, facts, position, related).total);
      const loaded = compileTable(table, related).load(given);
      assert.deepEqual([...loaded.points()], expected);
      assert.deepEqual([...loaded.points()], expected, 'asked twice');
    }),
    { numRuns: 2000 },
  );
});

test('so many applications that they are valued block by block have the same points', () => {
  fc.assert(
    fc.property(tables, fc.array(applications, { minLength: 3, maxLength: 7 }), (source, some) => {
      const table = tableSchema.parse(source);
      const expected = some.map(({ facts, position }) => score(table, facts, position, related).total);
      const many = Array.from({ length: 2 * BLOCK + 5 }, (_, at) => at % some.length);
      const loaded = compileTable(table, related).load(many.map((at) => some[at] as (typeof some)[number]));
      assert.deepEqual(
        [...loaded.points()],
        many.map((at) => expected[at]),
      );
    }),
    { numRuns: 60 },
  );
});

test('nobody is valued without points', () => {
  const [source] = fc.sample(tables, 1);
  assert.equal(compileTable(tableSchema.parse(source), related).load([]).points().length, 0);
});
