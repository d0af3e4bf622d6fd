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

/** Whether a pause of this is running. */
export async function isPaused(db: Db, secret: string, one: Counted, now: Date): Promise<boolean> {
  const sql = 'select from throttles where key = $1 and free_at > $2';
  return (await db.prepared('throttle-paused', sql, [keyOf(secret, one), now])).length > 0;
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
  const keys = (counted: readonly Counted[]) => counted.map((one) => keyOf(secret, one));
  await db.prepared(
    'settle-tries',
    `with forgotten as (delete from throttles where key = any ($1::text[]))
     update throttles set tries = greatest(tries - 1, 1), free_at = last_at where key = any ($2::text[])`,
    [keys(settled.forget), keys(settled.giveBack)],
  );
}

function keyOf(secret: string, { name, of }: Counted): string {
  return `${name}:${blindName(secret, name, ...of)}`;
}
