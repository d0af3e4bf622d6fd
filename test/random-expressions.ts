import fc from 'fast-check';
import type { Expression, Operator } from '../src/kernel/expression.ts';
import type { Scope } from '../src/kernel/scope.ts';

/** Expressions as they may be written, well typed or not, and answers for their names. */

const word = fc.constantFrom('a', 'b', 'c', 'position.a', 'form.b');
const text = fc.oneof(fc.constantFrom('x', 'y', '2026-03-16', '2025/26'), fc.string({ maxLength: 4 }));
const number = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.integer({ min: -999, max: 999 }).map((cents) => cents / 100),
);

export const scalar: fc.Arbitrary<string | number | boolean> = fc.oneof(text, number, fc.boolean());

const literal = scalar.map((value): Expression => ({ kind: 'literal', value: value === 0 ? 0 : value }));
const name = word.map((said): Expression => ({ kind: 'name', name: said }));
const operators: readonly Operator[] = ['||', '&&', '==', '!=', '<', '<=', '>', '>=', 'in', '+', '-', '*', '/', '%'];
const plain = fc.constantFrom('sum', 'min', 'max', 'round', 'floor', 'ceil', 'age_on', 'days_between', 'years_between');

/** Any tree the grammar can write. `items` are the names that stand for items here. */
export function expressions(depth: number, items: readonly string[] = []): fc.Arbitrary<Expression> {
  const leaf = fc.oneof(
    literal,
    name,
    ...items.map((of) => fc.constantFrom('a', 'b').map((field): Expression => ({ kind: 'item', of, field }))),
  );
  if (depth === 0) return leaf;
  const inside = expressions(depth - 1, items);
  const each = items.length >= 2 ? [] : [eachOver(depth, items)];
  return fc.oneof(
    leaf,
    fc.record({ kind: fc.constant('not' as const), of: inside }),
    inside.map((of): Expression => ({ kind: 'minus', of })),
    fc.record({
      kind: fc.constant('binary' as const),
      op: fc.constantFrom(...operators),
      left: inside,
      right: inside,
    }),
    fc.record({ kind: fc.constant('choose' as const), when: inside, yes: inside, no: inside }),
    fc.array(inside, { maxLength: 3 }).map((of): Expression => ({ kind: 'list', of })),
    fc.record({ kind: fc.constant('call' as const), name: plain, args: fc.array(inside, { maxLength: 2 }) }),
    fc.record({ kind: fc.constant('call' as const), name: fc.constantFrom('has', 'size'), args: fc.tuple(name) }),
    fc.tuple(inside, inside).map(([left, right]): Expression => {
      return { kind: 'call', name: 'related', args: [{ kind: 'literal', value: 'r' }, left, right] };
    }),
    ...each,
  ) as fc.Arbitrary<Expression>;
}

function eachOver(depth: number, items: readonly string[]): fc.Arbitrary<Expression> {
  const as = `i${items.length}`;
  const body = expressions(depth - 1, [...items, as]);
  const filter = fc.record({
    kind: fc.constant('each' as const),
    does: fc.constant('filter' as const),
    over: fc.constantFrom('titles', 'services'),
    as: fc.constant(as),
    body,
  });
  return fc.oneof(
    fc.record({
      kind: fc.constant('each' as const),
      does: fc.constantFrom('exists' as const, 'all' as const, 'map' as const),
      over: fc.oneof(fc.constantFrom('titles', 'services'), filter),
      as: fc.constant(as),
      body,
    }),
    filter.map((of): Expression => ({ kind: 'call', name: 'size', args: [of] })),
  ) as fc.Arbitrary<Expression>;
}

const answer = fc.oneof(
  { weight: 3, arbitrary: scalar },
  { weight: 1, arbitrary: fc.constantFrom(undefined, null, '', { value: 1 }) },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
);
const answers = fc.dictionary(word, answer, { maxKeys: 5 });

/** Answers, and the items of two sections. */
export const scopes: fc.Arbitrary<Scope> = fc
  .record({ own: answers, titles: fc.array(answers, { maxLength: 3 }), services: fc.array(answers, { maxLength: 2 }) })
  .map(({ own, ...lists }) => scopeOf(own, lists));

type Answered = Readonly<Record<string, unknown>>;

function scopeOf(own: Answered, lists: Readonly<Record<string, readonly Answered[]>>, outside: Answered = own): Scope {
  return {
    value: (said) => {
      const from = said.includes('.') ? outside : own;
      return Object.hasOwn(from, said) ? from[said] : undefined;
    },
    items: (section) => (lists[section] ?? []).map((item) => scopeOf(item, lists, outside)),
    related: (relation, left, right) => relation === 'r' && left === 'x' && right === 'y',
  };
}
