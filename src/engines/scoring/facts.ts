import type { Scope } from '../../kernel/scope.ts';
import type { Relations } from './pack-schema.ts';

export type FactValues = { readonly [name: string]: unknown };

/** One thing declared: an access title, a further title, a service. */
export interface Fact {
  readonly id: string;
  readonly kind: string;
  /** What it is called when no item values it: "Titolo". */
  readonly name?: string;
  readonly values: FactValues;
}

/** One ranking asked for, and what stands around it. Conditions read its values as `position.<name>`. */
export interface Position {
  readonly key: string;
  readonly values: FactValues;
  /** The answers that count: `section.field` of a form, items of a list. */
  readonly answers?: FactValues | undefined;
  /** The person: `applicant.<name>`. */
  readonly applicant?: FactValues | undefined;
  /** The preference that is valued: `target.<name>`. Without it nothing is worth points for some preferences only. */
  readonly target?: FactValues | undefined;
}

/** What a condition of a table can see: the fact's values, and those around it with a prefix. */
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
    return valueIn(this.#values, this.#position, name);
  }

  items(section: string): readonly Scope[] {
    const saved = member(this.#position.answers, section);
    if (!Array.isArray(saved)) return [];
    return saved.map((item) => scopeOf(item as FactValues, this.#position, this.#related));
  }

  related(relation: string, left: string, right: string): boolean {
    return this.#related(relation, left, right);
  }
}

/** The value of a name: a field of the fact (or a part of one, `period.from`), or one of those around it. */
export function valueIn(values: FactValues, position: Position, name: string): unknown {
  const dot = name.indexOf('.');
  if (dot < 0) return member(values, name);
  const [owner, rest] = [name.slice(0, dot), name.slice(dot + 1)];
  switch (owner) {
    case 'position':
      return member(position.values, rest);
    case 'target':
      return member(position.target, rest);
    case 'applicant':
      return member(position.applicant, rest);
    default:
      return Object.hasOwn(values, owner) ? member(values[owner], rest) : member(member(position.answers, owner), rest);
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

/** A value as limits for each value tell it apart: by how it is written; what is not one word is no value. */
export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A member of the object itself, never of its prototype. */
export function member(values: unknown, name: string): unknown {
  if (values === null || typeof values !== 'object' || !Object.hasOwn(values, name)) return undefined;
  return (values as FactValues)[name];
}
