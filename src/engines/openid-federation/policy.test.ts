import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyPolicy, mergePolicies } from './policy.ts';
import type { Statement } from './statement.ts';

type Operators = Record<string, unknown>;

/** Statements whose only matter is the policy for one parameter, from the anchor down. */
const saying = (...policies: Operators[]) =>
  policies.map((operators) => ({
    token: '',
    claims: { metadata_policy: { openid_provider: { p: operators } } },
  })) as unknown as Statement[];

function outcome(given: unknown, ...policies: Operators[]): unknown {
  const merged = mergePolicies(saying(...policies));
  if (!merged.ok) return merged.reason;
  const applied = applyPolicy(merged.policy, { openid_provider: given === undefined ? {} : { p: given } });
  return applied.ok ? applied.metadata['openid_provider']?.['p'] : applied.reason;
}

const applied: readonly [name: string, given: unknown, policy: Operators, left: unknown][] = [
  ['value sets what is missing', undefined, { value: 'x' }, 'x'],
  ['value replaces what is there', 'y', { value: 'x' }, 'x'],
  ['value null takes away', 'y', { value: null }, undefined],
  ['add appends without doubling', ['a', 'b'], { add: ['b', 'c'] }, ['a', 'b', 'c']],
  ['add of a single value', undefined, { add: 'c' }, ['c']],
  ['default fills what is missing', undefined, { default: 'x' }, 'x'],
  ['default leaves what is there', 'y', { default: 'x' }, 'y'],
  ['one_of admits one of them', 'x', { one_of: ['x', 'y'] }, 'x'],
  ['one_of refuses another', 'z', { one_of: ['x', 'y'] }, 'policy-not-met'],
  ['one_of is silent about what is missing', undefined, { one_of: ['x'] }, undefined],
  ['subset_of keeps what is common', ['a', 'b'], { subset_of: ['b', 'c'] }, ['b']],
  ['subset_of takes away what has nothing in common', ['a'], { subset_of: ['b'] }, undefined],
  ['what subset_of takes away was essential', ['a'], { subset_of: ['b'], essential: true }, 'policy-not-met'],
  ['superset_of admits more', ['a', 'b'], { superset_of: ['a'] }, ['a', 'b']],
  ['superset_of refuses less', ['b'], { superset_of: ['a'] }, 'policy-not-met'],
  ['essential refuses what is missing', undefined, { essential: true }, 'policy-not-met'],
  ['essential is content with a default', undefined, { essential: true, default: 'x' }, 'x'],
  ['objects are compared by what they hold', { b: 1, a: 2 }, { one_of: [{ a: 2, b: 1 }] }, { b: 1, a: 2 }],
];

for (const [name, given, policy, left] of applied) {
  test(`${name}`, () => assert.deepEqual(outcome(given, policy), left));
}

const merged: readonly [name: string, anchor: Operators, below: Operators, given: unknown, left: unknown][] = [
  ['two equal values are one', { value: 'x' }, { value: 'x' }, 'y', 'x'],
  ['two different values contradict', { value: 'x' }, { value: 'y' }, 'x', 'policy-contradicts-itself'],
  ['two different defaults contradict', { default: 'x' }, { default: 'y' }, 'x', 'policy-contradicts-itself'],
  ['what both add is added', { add: ['a'] }, { add: ['b'] }, [], ['a', 'b']],
  ['one_of narrows', { one_of: ['x', 'y'] }, { one_of: ['y', 'z'] }, 'x', 'policy-not-met'],
  ['one_of with nothing in common', { one_of: ['x'] }, { one_of: ['y'] }, 'x', 'policy-contradicts-itself'],
  ['subset_of narrows', { subset_of: ['a', 'b'] }, { subset_of: ['b', 'c'] }, ['a', 'b'], ['b']],
  ['superset_of widens', { superset_of: ['a'] }, { superset_of: ['b'] }, ['a'], 'policy-not-met'],
  ['what the anchor calls essential stays so', { essential: true }, { essential: false }, undefined, 'policy-not-met'],
  ['a value outside the anchor’s subset', { subset_of: ['a'] }, { value: ['b'] }, ['a'], 'policy-contradicts-itself'],
  ['a value that is not one of', { one_of: ['x'] }, { value: 'y' }, 'x', 'policy-contradicts-itself'],
  ['a value without what must be there', { superset_of: ['a'] }, { value: ['b'] }, ['a'], 'policy-contradicts-itself'],
  ['more demanded than allowed', { subset_of: ['a'] }, { superset_of: ['b'] }, ['a'], 'policy-contradicts-itself'],
  ['added outside what is allowed', { subset_of: ['a'] }, { add: ['b'] }, ['a'], 'policy-contradicts-itself'],
  ['one_of beside subset_of', { one_of: ['a'] }, { subset_of: ['a'] }, ['a'], 'policy-contradicts-itself'],
  ['essential and taken away', { essential: true }, { value: null }, 'x', 'policy-contradicts-itself'],
  ['an operator of the wrong form', { subset_of: 'a' }, {}, ['a'], 'policy-malformed'],
];

for (const [name, anchor, below, given, left] of merged) {
  test(`merging: ${name}`, () => assert.deepEqual(outcome(given, anchor, below), left));
}

test('scope is one text of words, and stays one', () => {
  const merging = mergePolicies([
    { token: '', claims: { metadata_policy: { openid_relying_party: { scope: { subset_of: ['openid', 'email'] } } } } },
  ] as unknown as Statement[]);
  assert.ok(merging.ok);
  const left = applyPolicy(merging.policy, { openid_relying_party: { scope: 'openid profile email' } });
  assert.deepEqual(left, { ok: true, metadata: { openid_relying_party: { scope: 'openid email' } } });
});

test('an operator nobody knows is passed over, unless it is declared critical', () => {
  assert.equal(outcome('x', { regexp: '^y$' }), 'x');
  const critical = [{ token: '', claims: { metadata_policy_crit: ['regexp'] } }] as unknown as Statement[];
  assert.equal(mergePolicies(critical).ok, false);
});

test('a subordinate never widens what its superiors allow, whatever it writes', () => {
  const values = fc.subarray(['a', 'b', 'c', 'd']);
  fc.assert(
    fc.property(values, values, values, (allowed, wished, given) => {
      const left = outcome(given, { subset_of: allowed }, { subset_of: wished });
      const kept = Array.isArray(left) ? left : [];
      return kept.every((value) => allowed.includes(value) && wished.includes(value));
    }),
  );
});

test('applying a policy to what it let stand changes nothing more', () => {
  const values = fc.subarray(['a', 'b', 'c'], { minLength: 1 });
  fc.assert(
    fc.property(values, values, (subset, given) => {
      const once = outcome(given, { subset_of: subset });
      assert.deepEqual(outcome(once, { subset_of: subset }), once);
    }),
  );
});
