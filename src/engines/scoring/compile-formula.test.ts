import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { expressions, scalar } from '../../../test/random-expressions.ts';
import { holds } from '../../kernel/condition.ts';
import { conditionFrom } from '../../kernel/condition-from.ts';
import { evaluate } from '../../kernel/expression-evaluate.ts';
import { compileCondition } from './compile-condition.ts';
import { compileFormula } from './compile-formula.ts';
import { type Position, scopeOf } from './facts.ts';

const answers = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  fc.oneof(scalar, fc.constantFrom(undefined, null, ''), fc.array(scalar, { maxLength: 3 })),
);
const related = (relation: string, left: string, right: string) => relation === 'r' && left === 'x' && right === 'y';

test('compiled expressions come to what interpreted ones do', () => {
  fc.assert(
    fc.property(expressions(4), answers, answers, (expression, values, own) => {
      const position: Position = { key: 'p', values: own };
      const scope = scopeOf(values, position, related);
      assert.deepEqual(compileFormula(expression, related)(values, position), evaluate(expression, scope));
      const condition = conditionFrom(expression);
      assert.equal(compileCondition(condition, related)(values, position), holds(condition, scope));
    }),
    { numRuns: 1000 },
  );
});
