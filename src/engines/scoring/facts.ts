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
  return new FactScope(values, position, related);
}

/** A class, because a scope is made for every test of every title: its functions are made once. */
class FactScope implements Scope {
  readonly #values: FactValues;
  readonly #position: Position;
  readonly #related: Related;

  constructor(values: FactValues, position: Position, related: Related) {
    this.#values = values;
    this.#position = position;
    this.#related = related;
  }

  value(name: string): unknown {
    if (!name.startsWith(PREFIX)) return member(this.#values, name);
    return member(this.#position.values, name.slice(PREFIX.length));
  }

  items(): readonly Scope[] {
    return [];
  }

  related(relation: string, left: string, right: string): boolean {
    return this.#related(relation, left, right);
  }
}

export type Related = (relation: string, left: string, right: string) => boolean;

/** The relations of a pack as one question; equal values are related by the condition language itself. */
export function relatedBy(relations: Relations): Related {
  const known = new Map<string, Map<string, Set<string>>>();
  for (const [name, { pairs, symmetric }] of Object.entries(relations)) {
    const rights = new Map<string, Set<string>>();
    known.set(name, rights);
    for (const [left, right] of pairs) {
      relate(rights, left, right);
      if (symmetric) relate(rights, right, left);
    }
  }
  return (relation, left, right) => known.get(relation)?.get(left)?.has(right) ?? false;
}

function relate(rights: Map<string, Set<string>>, left: string, right: string): void {
  const known = rights.get(left);
  if (known === undefined) rights.set(left, new Set([right]));
  else known.add(right);
}

/** A member of the object itself, never of its prototype. */
export function member(values: unknown, name: string): unknown {
  if (values === null || typeof values !== 'object' || !Object.hasOwn(values, name)) return undefined;
  return (values as FactValues)[name];
}
