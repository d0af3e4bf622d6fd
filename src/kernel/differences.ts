import { canonicalJson } from './canonical-json.ts';

/** One step on the way to a difference: the key, and what stands there (as it is after, or was before when it is gone). */
export interface DifferenceStep {
  readonly key: string;
  readonly node: unknown;
}

/** One place where two JSON values differ. `moved`: the members of a list are the same, their order is not. */
export interface Difference {
  readonly path: readonly DifferenceStep[];
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * Everything in which two JSON values differ, in the order of the second one. Members of a list are recognized by their
 * `id`, `value`, `name`, `title`… so that one put in between is one addition. No difference comes back exactly when
 * the canonical JSON of both is the same.
 */
export function differences(before: unknown, after: unknown): readonly Difference[] {
  return between(before, after, []);
}

type Path = readonly DifferenceStep[];

function between(before: unknown, after: unknown, path: Path): readonly Difference[] {
  if (same(before, after)) return [];
  if (isRecord(before) && isRecord(after)) return inRecords(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) {
    const found = inLists(before, after, path);
    if (found !== undefined) return found;
  }
  return [{ path, kind: 'changed', before, after }];
}

type Record = { readonly [key: string]: unknown };

function inRecords(before: Record, after: Record, path: Path): readonly Difference[] {
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return keys.flatMap((key) => member(key, own(before, key), own(after, key), path));
}

function member(key: string, before: unknown, after: unknown, path: Path): readonly Difference[] {
  const here = [...path, { key, node: after ?? before }];
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ path: here, kind: 'added', after }];
  if (after === undefined) return [{ path: here, kind: 'removed', before }];
  return between(before, after, here);
}

/** Undefined when the members of the lists cannot be told apart. */
function inLists(before: readonly unknown[], after: readonly unknown[], path: Path): readonly Difference[] | undefined {
  const [earlier, later] = [byName(before), byName(after)];
  if (earlier === undefined || later === undefined) return undefined;
  const names = [...later.keys(), ...[...earlier.keys()].filter((name) => !later.has(name))];
  const changes = names.flatMap((name) => member(name, earlier.get(name), later.get(name), path));
  const order = (one: typeof earlier, other: typeof earlier) => [...one.keys()].filter((name) => other.has(name));
  const moved = !same(order(earlier, later), order(later, earlier));
  return moved ? [...changes, { path, kind: 'moved', before, after }] : changes;
}

function byName(list: readonly unknown[]): ReadonlyMap<string, unknown> | undefined {
  const names = list.map(nameOf);
  if (names.includes(undefined) || new Set(names).size < names.length) return undefined;
  return new Map(list.map((node, index) => [names[index] ?? '', node]));
}

const NAMES = ['id', 'value', 'name', 'title', 'act', 'table', 'from'];

function nameOf(node: unknown): string | undefined {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  const name = NAMES.map((key) => own(node, key)).find((each) => typeof each === 'string' || typeof each === 'number');
  return name === undefined ? undefined : String(name);
}

function same(one: unknown, other: unknown): boolean {
  return canonicalJson([one]) === canonicalJson([other]);
}

function isRecord(value: unknown): value is Record {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function own(from: unknown, key: string): unknown {
  return isRecord(from) && Object.hasOwn(from, key) ? from[key] : undefined;
}
