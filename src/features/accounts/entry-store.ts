import { uuidv7 } from 'uuidv7';
import { together } from '../../kernel/together.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { newToken, tokenDigest } from '../../platform/hashing-tokens.ts';
import { appendEvents } from '../../platform/set-based.ts';
import { MAIL_COMES_BACK } from '../addresses/index.ts';
import { ACCOUNT_FACTS, type AccountFacts } from './account-facts.ts';
import { whileWorthIt } from './patience.ts';
import { type Entry, LONGEST_USER_AGENT, type SigningInBrowser } from './session.ts';
import { networkOf } from './throttle.ts';
import { type SettledKeys, settledValues, settling } from './throttle-store.ts';

/** A page that comes before all others at every entry: something waits there that cannot wait. */
export interface Before {
  readonly path: string;
  /** SQL, about the account `a`: whether it waits. */
  readonly sql: string;
}

/** Somebody who has just proved who they are. */
export interface Incomer {
  readonly accountId: string;
  readonly entry: Entry;
  readonly browser: SigningInBrowser;
  readonly deviceDigest: Buffer;
  readonly now: Date;
  /** The password that was found right, and the tries that are settled by it. */
  readonly password?: { readonly hash: string; readonly settled: SettledKeys };
}

/** A session that is open; its token is stored nowhere and travels in a cookie. */
export interface LetInside extends AccountFacts {
  readonly token: string;
  readonly mailComesBack: boolean;
  /** Something waits on the page that comes before all others. */
  readonly waits: boolean;
}

/** Nothing when the password that was right is no longer the one of the account. */
export type LetIn = (incomer: Incomer) => Promise<LetInside | undefined>;

const LARGEST = 16;
/** As long as who comes in may wait for others, so that one commit does for all of them. */
const PATIENCE_MS = 100;

export interface LetInParts {
  readonly database: Database;
  readonly before?: Before;
  /** True while others are about to come in: passwords wait to be checked. */
  othersCome(): boolean;
}

/** Opens the sessions of all who come in at the same moment in one statement, and says where each of them stands. */
export function createLetIn({ database, before, othersCome }: LetInParts): LetIn {
  const text = statement(before?.sql ?? 'false');
  const run = (group: readonly Incomer[]) => letInTogether(database, text, group);
  return together(run, LARGEST, {
    awaitsMore: othersCome,
    pause: () => whileWorthIt(othersCome, PATIENCE_MS),
  });
}

const statement = (waits: string) => `
with incoming as materialized (
  select * from json_to_recordset($1) as all_of (place integer, digest bytea, session uuid, account uuid, at timestamptz,
    method text, level integer, provider text, "assertionId" text, agent text, network text, device bytea, hash text)
), let_in as materialized (
  select i.* from incoming i
  where i.hash is null or exists (select from credentials c where c.account_id = i.account and c.password_hash = i.hash)
), ${settling(2)}, opened as (
  insert into sessions (token_digest, id, account_id, created_at, last_seen_at, authenticated_at, password_at, proven,
    method, level, provider, assertion_id, user_agent, network)
  select digest, session, account, at, at, at, case when method = 'password' then at end, method = 'passkey',
    method, level, provider, "assertionId", agent, network from let_in
), entered as (
  insert into last_entries (account_id, entered_at) select account, max(at) from let_in group by account order by account
  on conflict (account_id) do update set entered_at = greatest(last_entries.entered_at, excluded.entered_at)
), remembered as (
  insert into known_devices (token_digest, account_id, first_at, seen_at, user_agent, network)
  select distinct on (device, account) device, account, at, at, agent, network from let_in
  order by device, account, at desc
  on conflict (token_digest, account_id) do update set seen_at = excluded.seen_at,
    user_agent = excluded.user_agent, network = excluded.network
), told as (
  ${appendEvents}
  select 'session.opened', account, null, 'account', account::text, jsonb_build_object(
    'session', session, 'method', method, 'level', level, 'provider', provider) from let_in
)
select i.place, found.* from let_in i cross join lateral (
  select ${ACCOUNT_FACTS}, ${MAIL_COMES_BACK} as "mailComesBack", ${waits} as waits
  from accounts a
    left join credentials c on c.account_id = a.id
    left join enablements e on e.account_id = a.id
  where a.id = i.account limit 1) found`;

type Row = Omit<LetInside, 'token'> & { readonly place: number };

async function letInTogether(
  db: Db,
  text: string,
  group: readonly Incomer[],
): Promise<readonly (LetInside | undefined)[]> {
  const tokens = group.map(() => newToken());
  const incoming = group.map((incomer, place) => rowOf(incomer, place, tokens[place] ?? ''));
  const settled = group.map(({ password }) => password?.settled ?? { forget: [], giveBack: [] });
  const all = {
    forget: settled.flatMap(({ forget }) => forget),
    giveBack: settled.flatMap(({ giveBack }) => giveBack),
  };
  const rows = await db.prepared<Row>('let-in', text, [JSON.stringify(incoming), ...settledValues(all)]);
  const inside = new Map(rows.map(({ place, ...row }) => [place, { ...row, token: tokens[place] ?? '' }]));
  return group.map((_, place) => inside.get(place));
}

function rowOf({ accountId, entry, browser, deviceDigest, now, password }: Incomer, place: number, token: string) {
  return {
    ...entry,
    place,
    digest: bytea(tokenDigest(token)),
    session: uuidv7(),
    account: accountId,
    at: now,
    agent: browser.userAgent.slice(0, LONGEST_USER_AGENT),
    network: networkOf(browser.ip),
    device: bytea(deviceDigest),
    hash: password?.hash,
  };
}

function bytea(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`;
}

/** Whether something waits for them that cannot wait. */
export async function waitsFirst(db: Db, { sql }: Before, accountId: string): Promise<boolean> {
  const [row] = await db.query<{ waits: boolean }>(`select ${sql} as waits from accounts a where a.id = $1`, [
    accountId,
  ]);
  return row?.waits === true;
}
