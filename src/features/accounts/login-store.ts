import { together } from '../../kernel/together.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { whileWorthIt } from './patience.ts';
import { type Counted, keyOf, type Turn, takeTogether, takeTurns } from './throttle-store.ts';

/** What is known of somebody who wants to come in, whether or not there is such a person. */
export interface Candidate {
  readonly accountId: string;
  readonly passwordHash: string;
  readonly temporary: boolean;
  readonly expiresAt: Date | null;
  readonly changedAt: Date;
  /** null when its length was never kept. */
  readonly standsAlone: boolean | null;
  /** The browser has already entered with this account. */
  readonly knownDevice: boolean;
  readonly devices: number;
  readonly mayUsePassword: boolean;
}

/** What was typed as user name, read as either of the two things it may be. */
export interface LoginName {
  readonly username: string;
  readonly fiscalCode: string;
}

/** Somebody at the door, with a password nobody has looked at yet. */
export interface Knock {
  readonly name: LoginName;
  readonly deviceDigest: Buffer;
  /** The very same try of the same browser. */
  readonly again: Counted;
  readonly now: Date;
  /** Everything this try is counted under. */
  countedFor(candidate: Candidate | undefined): readonly Counted[];
}

/** What is known of who knocked, and the turn they have taken; none when the same was found wrong a moment ago. */
export interface Knocked {
  readonly candidate: Candidate | undefined;
  readonly counted: readonly Counted[];
  readonly turn: Turn | 'repeated';
}

export interface DoorParts {
  readonly database: Database;
  readonly secret: string;
  /** SQL, about the account `a`. */
  readonly mayUsePassword: string;
  /** True while there is enough to do for those who have been let in before. */
  isBusy(): boolean;
}

const LARGEST = 20;
/** As long as who knocks may wait for others while the hashing threads have their hands full. */
const PATIENCE_MS = 100;

/**
 * Looks up those who knock at the same moment in one statement, and takes their turns in another, before it is known
 * whether any of them is right: many at once cannot pass a limit together.
 */
export function createDoor({ database, secret, mayUsePassword, isBusy }: DoorParts) {
  const text = statement(mayUsePassword);
  const run = (group: readonly Knock[]) => answerKnocks(database, secret, text, group);
  const answer = together(run, LARGEST, {
    awaitsMore: isBusy,
    pause: () => whileWorthIt(isBusy, PATIENCE_MS),
  });
  return async (knock: Knock): Promise<Knocked> => {
    const { turn, ...known } = await answer(knock);
    return { ...known, turn: turn ?? (await takeTurns(database, secret, known.counted, knock.now)) };
  };
}

/** The same for names that exist and names that do not; a password chosen since is not the one that was wrong. */
const statement = (mayUsePassword: string) => `
select i.place, found.*, exists (select from throttles t where t.key = i.again and t.free_at > i.at
  and coalesce(found."changedAt", '-infinity') < t.last_at) as repeated
from json_to_recordset($1) as i (place integer, username text, "fiscalCode" text, device bytea, again text, at timestamptz)
  left join lateral (
    select a.id as "accountId", c.password_hash as "passwordHash", c.temporary, c.expires_at as "expiresAt",
      c.changed_at as "changedAt", c.stands_alone as "standsAlone",
      exists (select from known_devices d where d.account_id = a.id and d.token_digest = i.device) as "knownDevice",
      (select count(*) from known_devices d where d.account_id = a.id) as devices,
      (${mayUsePassword}) as "mayUsePassword"
    from accounts a join credentials c on c.account_id = a.id
    where (a.username = i.username or a.fiscal_code = i."fiscalCode") and a.closed_at is null limit 1) found on true`;

type Row = { readonly place: number; readonly repeated: boolean } & (Candidate | { readonly accountId: null });

async function answerKnocks(db: Db, secret: string, text: string, group: readonly Knock[]) {
  const rows = await db.prepared<Row>('login-candidates', text, [
    JSON.stringify(group.map((knock, place) => rowOf(secret, knock, place))),
  ]);
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  const known = group.map((knock, place) => {
    const row = byPlace.get(place);
    const candidate = row === undefined || row.accountId === null ? undefined : row;
    return { now: knock.now, candidate, counted: knock.countedFor(candidate), repeated: row?.repeated === true };
  });
  const asking = known.filter(({ repeated }) => !repeated);
  const turns = await takeTogether(db, secret, asking);
  const turnOf = new Map(asking.map((one, index) => [one, turns[index]]));
  return known.map((one) => {
    const { candidate, counted } = one;
    return { candidate, counted, turn: one.repeated ? ('repeated' as const) : turnOf.get(one) };
  });
}

function rowOf(secret: string, { name, deviceDigest, again, now }: Knock, place: number) {
  const { username, fiscalCode } = name;
  const device = `\\x${deviceDigest.toString('hex')}`;
  return { place, username, fiscalCode, device, again: keyOf(secret, again), at: now };
}
