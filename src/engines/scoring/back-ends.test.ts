import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applications, tables } from '../../../test/random-tables.ts';
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
