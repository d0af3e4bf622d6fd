import type { Scope } from '../../kernel/condition.ts';
import type { Relations } from './table-schema.ts';

export type FactValues = { readonly [name: string]: unknown };

/** One thing declared: an access title, a further title, a service. */
export interface Fact {
  readonly id: string;
  readonly kind: string;
  /** What it is called when no item values it: "Titolo". */
  readonly name?: string;
  readonly values: FactValues;
}

/** One ranking asked for. Conditions read its values as `position.<name>`. */
export interface Position {
  readonly key: string;
  readonly values: FactValues;
}

const PREFIX = 'position.';

/** What a condition of a table can see: the fact's values, and the position's with the prefix. */
export function scopeOf(values: FactValues, position: Position, related: Related): Scope {
  return {
    value: (name) => lookUp(name, values, position),
    items: () => [],
    related,
  };
}

function lookUp(name: string, values: FactValues, position: Position): unknown {
  if (name.startsWith(PREFIX)) return member(position.values, name.slice(PREFIX.length));
  return member(values, name);
}

export type Related = (relation: string, left: string, right: string) => boolean;

/** The relations of a pack as one question; equal values are related by the condition language itself. */
export function relatedBy(relations: Relations): Related {
  const known = new Set<string>();
  for (const [name, { pairs, symmetric }] of Object.entries(relations)) {
    for (const [left, right] of pairs) {
      known.add(JSON.stringify([name, left, right]));
      if (symmetric) known.add(JSON.stringify([name, right, left]));
    }
  }
  return (relation, left, right) => known.has(JSON.stringify([relation, left, right]));
}

/** A member of the object itself, never of its prototype. */
export function member(values: unknown, name: string): unknown {
  if (values === null || typeof values !== 'object' || !Object.hasOwn(values, name)) return undefined;
  return (values as FactValues)[name];
}
