import { newToken, tokenDigest } from '../../platform/hashing-tokens.ts';
import {
  type AnswerWithCookies,
  type Cookie,
  type Exchange,
  type SignedIn,
  seeOther,
  type Visitor,
  withCookies,
} from '../../platform/http/index.ts';
import { warnedOfBounces } from '../addresses/index.ts';
import { notify } from '../notifications/index.ts';
import { browserWords } from './browser-words.ts';
import { deviceOf, rememberDevice } from './credential-store.ts';
import type { AccountDeps } from './deps.ts';
import { newDeviceLetter } from './mails.ts';
import { parkedPath } from './parked-store.ts';
import type { Entry } from './session.ts';
import { endSession, identifier, openSession, sessionCookie } from './session-store.ts';
import { askedPath, resumedPath, whereTheyStand } from './standing.ts';
import { networkOf } from './throttle.ts';

const DEVICE_SECONDS = 400 * 86_400;

/** The browser somebody comes in with, as their account knows it. */
interface Device {
  readonly token: string;
  readonly known: boolean;
  /** Devices the account knows. */
  readonly others: number;
  /** Wrong passwords from unknown browsers just before. */
  readonly failures?: number;
}

export type ComingInDeps = Pick<AccountDeps, 'database' | 'limits' | 'aging' | 'before'>;

/** What the way in knows already, and what it has to say before it lets go on. */
interface OnTheWay {
  readonly device?: Device;
  /** The page asked for, where no form or address says it. */
  readonly asked?: string | undefined;
  /** The page that comes before the one asked for. */
  readonly first?: (asked: string | undefined) => string | undefined;
}

/**
 * Lets in somebody who has just proved who they are, whatever with: a session under a new token, a device remembered (and
 * told of, when it is new), and the way to what they were writing, to the page they asked for (`dopo`), or to where they
 * stand.
 */
export async function comeIn(
  { database, limits, aging, before }: ComingInDeps,
  exchange: Exchange,
  accountId: string,
  entry: Entry,
  onTheWay: OnTheWay = {},
): Promise<AnswerWithCookies> {
  const { arrivedAt: now, ip, userAgent, form, query } = exchange;
  const old = exchange.cookie('session');
  if (old !== undefined) await endSession(database, old);
  const device = onTheWay.device ?? (await deviceIn(database, exchange, accountId));
  const letter = newDeviceNews(exchange, device);
  if (letter !== undefined) await database.transaction((tx) => notify(tx, { accountId, ...letter }));
  const browser = { ip, userAgent };
  const [token] = await Promise.all([
    openSession(database, accountId, entry, browser, now),
    rememberDevice(database, accountId, tokenDigest(device.token), browser, now),
  ]);
  const identity = await identifier(database, limits, aging)(token, now);
  if (identity === null || !('visitor' in identity)) throw new Error('a session just opened is not live');
  const kept = exchange.cookie('parked');
  const parked = kept === undefined ? undefined : await parkedPath(database, kept, accountId, now);
  const wished = onTheWay.asked ?? askedPath(form.has('dopo') ? form.text('dopo') : query['dopo']);
  const asked = parked === undefined ? wished : resumedPath(parked);
  const { visitor } = identity;
  const waiting = await before?.(accountId);
  const first = visitor.mustChangePassword ? asked : (waiting ?? onTheWay.first?.(asked) ?? asked);
  const told = await warnedOfBounces(database, accountId, first);
  const next = seeOther(whereTheyStand(standingOf(visitor), told));
  return withCookies(next, sessionCookie(token), deviceCookie(device.token));
}

/** What a browser keeps to be known again by. */
export function deviceCookie(device: string): Cookie {
  return { name: 'device', value: device, maxAgeSeconds: DEVICE_SECONDS };
}

/** What decides where somebody signed in is led. */
export function standingOf({ proven, mustChangePassword, enablement, memberships }: Visitor) {
  return { proven, mustChangePassword, enablement, roles: memberships.map(({ role }) => role) };
}

/** Where somebody goes on who was stopped for a proof: where they were writing they find what they had written. */
export async function goOn(
  { database }: Pick<AccountDeps, 'database'>,
  { visitor, cookie, arrivedAt }: SignedIn,
  asked: string | undefined,
): Promise<string> {
  const parked = await parkedPath(database, cookie('parked') ?? '', visitor.accountId, arrivedAt);
  const wished = asked !== undefined && parked === asked ? resumedPath(asked) : asked;
  return whereTheyStand(standingOf(visitor), wished);
}

async function deviceIn(database: AccountDeps['database'], exchange: Exchange, accountId: string): Promise<Device> {
  const token = exchange.cookie('device') ?? newToken();
  return { token, ...(await deviceOf(database, accountId, tokenDigest(token))) };
}

/** So many wrong passwords before a right one are worth a word even at the first entry. */
const SUSPICIOUS = 10;

/** Told to who already has a device of their own (the first entry is no news), or after many wrong passwords. */
function newDeviceNews({ arrivedAt: now, ip, userAgent }: Exchange, { known, others, failures = 0 }: Device) {
  if (known || (others === 0 && failures < SUSPICIOUS)) return undefined;
  const letter = newDeviceLetter(browserWords(userAgent), networkOf(ip), failures, now);
  return { kind: 'account.new-device', key: `new-device:${newToken()}`, ...letter };
}
