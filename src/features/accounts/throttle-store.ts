import type { Db } from '../../platform/db/database.ts';
import { blindName } from '../../platform/hashing-tokens.ts';
import type { Limit } from './throttle.ts';

/** One thing that is counted: what kind, whose. */
export interface Counted {
  readonly limit: Limit;
  readonly name: string;
  readonly of: readonly string[];
}

/** Taken, with how many tries of each there have been with this one; or not, with what is in the way. */
export type Turn =
  | { readonly allowed: true; readonly tries: ReadonlyMap<string, number> }
  | { readonly allowed: false; readonly until: Date; readonly name: string };

// All in one statement, in the order of their keys so that two of them never wait for each other. Of two requests the one
// that arrived first may be counted second: without a pause between them it is not too early.
const TAKE = `
  with asked as materialized (
    select key, pauses::int[] as pauses, $2::timestamptz - make_interval(secs => forget) as forgotten
    from unnest($1::text[], $3::text[], $4::int[]) as all_of (key, pauses, forget))
  insert into throttles as t (key, tries, last_at, free_at)
  select key, 1, $2, $2::timestamptz + make_interval(secs => pauses[1]) from asked order by key
  on conflict (key) do update set
    tries = (select case when t.last_at < forgotten then 1 else t.tries + 1 end from asked where asked.key = t.key),
    last_at = greatest(t.last_at, $2),
    free_at = (select $2::timestamptz + make_interval(secs => pauses[
      case when t.last_at < forgotten then 1 else least(t.tries + 1, cardinality(pauses)) end])
      from asked where asked.key = t.key)
  where t.free_at <= greatest(t.last_at, $2)
  returning key, tries`;

/**
 * Takes one try of each, before it is known whether it will be right: many at the same moment cannot pass a limit
 * together. When one is not allowed, those already taken are given back.
 */
export async function takeTurns(db: Db, secret: string, counted: readonly Counted[], now: Date): Promise<Turn> {
  const keyed = counted.map((one) => ({ ...one, key: keyOf(secret, one) }));
  const taken = await db.prepared<{ key: string; tries: number }>('take-turns', TAKE, [
    keyed.map(({ key }) => key),
    now,
    keyed.map(({ limit }) => `{${limit.pauses.join(',')}}`),
    keyed.map(({ limit }) => limit.forgetAfterSeconds),
  ]);
  const tries = new Map(taken.map((row) => [row.key, row.tries]));
  const refused = keyed.find(({ key }) => !tries.has(key));
  if (refused === undefined)
    return { allowed: true, tries: new Map(keyed.map(({ name, key }) => [name, tries.get(key) ?? 0])) };
  await settleTries(db, secret, { giveBack: keyed.filter(({ key }) => tries.has(key)), forget: [] });
  const [row] = await db.query<{ until: Date }>('select free_at as until from throttles where key = $1', [refused.key]);
  return { allowed: false, until: row?.until ?? now, name: refused.name };
}

// Several tries of each at once, but only where none of them is followed by a pause: `room` is how many there may be.
const TAKE_FREELY = `
  with asked as materialized (
    select key, tries, room, $2::timestamptz - make_interval(secs => forget) as forgotten
    from unnest($1::text[], $3::int[], $4::int[], $5::int[]) as all_of (key, tries, room, forget))
  insert into throttles as t (key, tries, last_at, free_at)
  select key, tries, $2, $2 from asked where tries <= room order by key
  on conflict (key) do update set
    tries = (select case when t.last_at < forgotten then 0 else t.tries end from asked where asked.key = t.key)
      + excluded.tries,
    last_at = greatest(t.last_at, $2), free_at = greatest(t.last_at, $2)
  where t.free_at <= greatest(t.last_at, $2) and excluded.tries
    + (select case when t.last_at < forgotten then 0 else t.tries end from asked where asked.key = t.key)
    <= (select room from asked where asked.key = t.key)
  returning key, tries`;

interface Taken {
  readonly key: string;
  readonly tries: number;
}

/**
 * Takes the tries of many who ask at the same moment, in one statement: those whose tries are all far from a pause have
 * them; nothing is answered for the others, who take theirs one by one ({@link takeTurns}).
 */
export async function takeTogether(
  db: Db,
  secret: string,
  asked: readonly { readonly counted: readonly Counted[]; readonly now: Date }[],
): Promise<(Turn | undefined)[]> {
  const [alone] = asked;
  if (alone === undefined) return [];
  if (asked.length === 1) return [await takeTurns(db, secret, alone.counted, alone.now)];
  const keyed = asked.map(({ counted }) => counted.map((one) => ({ ...one, key: keyOf(secret, one) })));
  const all = new Map<string, { readonly limit: Limit; tries: number }>();
  for (const { key, limit } of keyed.flat()) {
    const before = all.get(key);
    if (before === undefined) all.set(key, { limit, tries: 1 });
    else before.tries += 1;
  }
  const limits = [...all.values()];
  const taken = await db.prepared<Taken>('take-together', TAKE_FREELY, [
    [...all.keys()],
    new Date(Math.max(...asked.map(({ now }) => now.getTime()))),
    limits.map(({ tries }) => tries),
    limits.map(({ limit }) => roomOf(limit)),
    limits.map(({ limit }) => limit.forgetAfterSeconds),
  ]);
  const reached = new Map(taken.map(({ key, tries }) => [key, tries]));
  const has = (counted: readonly Taken[] | readonly { key: string }[]) => counted.every(({ key }) => reached.has(key));
  const inVain = keyed.filter((counted) => !has(counted)).flatMap((counted) => counted.filter((one) => has([one])));
  if (inVain.length > 0) await settleKeys(db, { forget: [], giveBack: inVain.map(({ key }) => key) });
  const steps = new Map([...all].map(([key, { tries }]) => [key, (reached.get(key) ?? 0) - tries]));
  return keyed.map((counted) => {
    if (!has(counted)) return undefined;
    for (const { key } of counted) steps.set(key, (steps.get(key) ?? 0) + 1);
    return { allowed: true, tries: new Map(counted.map(({ name, key }) => [name, steps.get(key) ?? 0])) };
  });
}

/** How many tries are followed by no pause. */
function roomOf({ pauses }: Limit): number {
  const first = pauses.findIndex((seconds) => seconds > 0);
  return first < 0 ? 2_000_000_000 : first;
}

/** Takes back tries that were not tries after all: nothing could be checked. */
export async function giveBack(db: Db, secret: string, counted: readonly Counted[]): Promise<void> {
  await settleTries(db, secret, { giveBack: counted, forget: [] });
}

/** A right answer: counting starts anew. */
export async function forgetTries(db: Db, secret: string, counted: readonly Counted[]): Promise<void> {
  await settleTries(db, secret, { giveBack: [], forget: counted });
}

/** Both at once: of some the count starts anew, of others only this try is taken back. */
export async function settleTries(
  db: Db,
  secret: string,
  settled: { readonly forget: readonly Counted[]; readonly giveBack: readonly Counted[] },
): Promise<void> {
  await settleKeys(db, keysOf(secret, settled));
}

export function keysOf(
  secret: string,
  { forget, giveBack }: { readonly forget: readonly Counted[]; readonly giveBack: readonly Counted[] },
): SettledKeys {
  const named = (counted: readonly Counted[]) => counted.map((one) => keyOf(secret, one));
  return { forget: named(forget), giveBack: named(giveBack) };
}

/** Under these names: see {@link keyOf}. */
export interface SettledKeys {
  readonly forget: readonly string[];
  /** As often as there are tries to take back. */
  readonly giveBack: readonly string[];
}

/** Parts of a statement `with …` that settles; its values are those of {@link settledValues}, from `$first` on. */
export function settling(first: number): string {
  return `forgotten as (delete from throttles where key = any ($${first}::text[])),
    given_back as (update throttles t set tries = greatest(t.tries - back.tries, 1), free_at = t.last_at
      from unnest($${first + 1}::text[], $${first + 2}::int[]) as back (key, tries) where t.key = back.key)`;
}

export function settledValues({ forget, giveBack }: SettledKeys): unknown[] {
  const back = new Map<string, number>();
  for (const key of giveBack) back.set(key, (back.get(key) ?? 0) + 1);
  return [[...new Set(forget)].sort(), [...back.keys()].sort(), [...back.keys()].sort().map((key) => back.get(key))];
}

async function settleKeys(db: Db, settled: SettledKeys): Promise<void> {
  await db.prepared('settle-tries', `with ${settling(1)} select`, settledValues(settled));
}

/** The name a count is kept under: nothing can be read back from it. Asked for when a try is taken and when it is settled. */
export function keyOf(secret: string, counted: Counted): string {
  const known = keys.get(counted);
  if (known?.secret === secret) return known.key;
  const { name, of } = counted;
  const key = `${name}:${blindName(secret, name, ...of)}`;
  keys.set(counted, { secret, key });
  return key;
}

const keys = new WeakMap<Counted, { readonly secret: string; readonly key: string }>();
