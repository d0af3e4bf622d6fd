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

// Of two requests the one that arrived first may be counted second: without a pause between them it is not too early.
const TAKE = `
  insert into throttles as t (key, tries, last_at, free_at)
  values ($1, 1, $2, $2::timestamptz + make_interval(secs => ($3::int[])[1]))
  on conflict (key) do update set
    tries = case when t.last_at < $2::timestamptz - make_interval(secs => $4) then 1 else t.tries + 1 end,
    last_at = greatest(t.last_at, $2),
    free_at = $2::timestamptz + make_interval(secs => ($3::int[])[
      case when t.last_at < $2::timestamptz - make_interval(secs => $4) then 1
      else least(t.tries + 1, cardinality($3::int[])) end])
  where t.free_at <= greatest(t.last_at, $2)
  returning tries`;

/**
 * Takes one try of each, before it is known whether it will be right: many at the same moment cannot pass a limit
 * together. When one is not allowed, those already taken are given back.
 */
export async function takeTurns(db: Db, secret: string, counted: readonly Counted[], now: Date): Promise<Turn> {
  const tries = new Map<string, number>();
  for (const [index, one] of counted.entries()) {
    const key = keyOf(secret, one);
    const { pauses, forgetAfterSeconds } = one.limit;
    const [taken] = await db.query<{ tries: number }>(TAKE, [key, now, pauses, forgetAfterSeconds]);
    tries.set(one.name, taken?.tries ?? 0);
    if (taken !== undefined) continue;
    await giveBack(db, secret, counted.slice(0, index));
    const [row] = await db.query<{ until: Date }>('select free_at as until from throttles where key = $1', [key]);
    return { allowed: false, until: row?.until ?? now, name: one.name };
  }
  return { allowed: true, tries };
}

/** Whether a pause of this is running. */
export async function isPaused(db: Db, secret: string, one: Counted, now: Date): Promise<boolean> {
  const rows = await db.query('select from throttles where key = $1 and free_at > $2', [keyOf(secret, one), now]);
  return rows.length > 0;
}

/** Takes back tries that were not tries after all: nothing could be checked. */
export async function giveBack(db: Db, secret: string, counted: readonly Counted[]): Promise<void> {
  const keys = counted.map((one) => keyOf(secret, one));
  await db.query(`update throttles set tries = greatest(tries - 1, 1), free_at = last_at where key = any ($1)`, [keys]);
}

/** A right answer: counting starts anew. */
export async function forgetTries(db: Db, secret: string, counted: readonly Counted[]): Promise<void> {
  await db.query('delete from throttles where key = any ($1)', [counted.map((one) => keyOf(secret, one))]);
}

function keyOf(secret: string, { name, of }: Counted): string {
  return `${name}:${blindName(secret, name, ...of)}`;
}
