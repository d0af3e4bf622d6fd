import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { FUNCTIONS, LIMITS } from '../src/kernel/expression.ts';
import { evaluate } from '../src/kernel/expression-evaluate.ts';
import { readExpression } from '../src/kernel/expression-parser.ts';
import type { Scope } from '../src/kernel/scope.ts';

const text = readFileSync(join(import.meta.dirname, '../docs/reference/expressions.md'), 'utf8');
const [, examples = ''] = text.split('## Examples');
const answers = JSON.parse((/`(\{[^`]*\})`/.exec(examples)?.[1] ?? '').replaceAll('\n', ' ')) as Record<
  string,
  unknown
>;
const rows = [...examples.matchAll(/^\| `(.+)` \| (.+) \|$/gm)].map(([, said = '', value = '']) => ({
  said: said.replaceAll('\\|', '|'),
  value,
}));

function scopeOf(values: Record<string, unknown>): Scope {
  return {
    value: (name) => (Array.isArray(values[name]) && name === 'titles' ? undefined : values[name]),
    items: (section) => (section === 'titles' ? (answers['titles'] as Record<string, unknown>[]).map(scopeOf) : []),
  };
}

describe('the published language', () => {
  it('has examples', () => assert.ok(rows.length >= 25, String(rows.length)));

  for (const { said, value } of rows) {
    it(`${said} comes to ${value}`, () => {
      const reading = readExpression(said);
      assert.ok(reading.ok, said);
      const expected: unknown = value === 'missing' ? undefined : JSON.parse(value);
      assert.deepEqual(evaluate(reading.expression, scopeOf(answers)), expected);
    });
  }

  it('names every function, and the limits there are', () => {
    for (const name of FUNCTIONS) assert.ok(text.includes(`\`${name}(`), name);
    for (const limit of [LIMITS.characters, LIMITS.nesting, LIMITS.digits]) assert.ok(text.includes(`${limit} `));
  });
});
