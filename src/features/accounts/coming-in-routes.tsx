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
import { warningPath } from '../addresses/index.ts';
import { notify } from '../notifications/index.ts';
import { isProven, owesNewPassword } from './account-facts.ts';
import { browserWords } from './browser-words.ts';
import { deviceOf } from './credential-store.ts';
import type { AccountDeps } from './deps.ts';
import type { Incomer, LetInside } from './entry-store.ts';
import { newDeviceLetter } from './mails.ts';
import { parkedPath } from './parked-store.ts';
import type { Entry } from './session.ts';
import { endSession, sessionCookie } from './session-store.ts';
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

export type ComingInDeps = Pick<AccountDeps, 'database' | 'aging' | 'before' | 'letIn'>;

/** What the way in knows already, and what it has to say before it lets go on. */
interface OnTheWay {
  readonly device?: Device;
  /** The page asked for, where no form or address says it. */
  readonly asked?: string | undefined;
  /** The page that comes before the one asked for. */
  readonly first?: (asked: string | undefined) => string | undefined;
  readonly password?: NonNullable<Incomer['password']>;
  /** What is answered when the password was changed while it was being checked. */
  readonly tooLate?: () => AnswerWithCookies;
}

/**
 * Lets in somebody who has just proved who they are, whatever with: a session under a new token, a device remembered (and
 * told of, when it is new), and the way to what they were writing, to the page they asked for (`dopo`), or to where they
 * stand.
 */
export async function comeIn(
  deps: ComingInDeps,
  exchange: Exchange,
  accountId: string,
  entry: Entry,
  onTheWay: OnTheWay = {},
): Promise<AnswerWithCookies> {
  const { database, letIn } = deps;
  const { arrivedAt: now, ip, userAgent } = exchange;
  const device = onTheWay.device ?? (await deviceIn(database, exchange, accountId));
  const { password } = onTheWay;
  const inside = await letIn({
    ...{ accountId, entry, now, browser: { ip, userAgent }, deviceDigest: tokenDigest(device.token) },
    ...(password && { password }),
  });
  if (inside === undefined) {
    if (onTheWay.tooLate === undefined) throw new Error('nobody was let in, though no password was asked for');
    return onTheWay.tooLate();
  }
  const old = exchange.cookie('session');
  if (old !== undefined) await endSession(database, old);
  const letter = newDeviceNews(exchange, device);
  if (letter !== undefined) await database.transaction((tx) => notify(tx, { accountId, ...letter }));
  const next = seeOther(await wayOn(deps, exchange, inside, { entry, onTheWay }));
  return withCookies(next, sessionCookie(inside.token), deviceCookie(device.token));
}

/** To what they were writing, to the page they asked for, or to where they stand; warnings come first. */
async function wayOn(
  { database, aging, before }: ComingInDeps,
  { arrivedAt: now, cookie, form, query }: Exchange,
  inside: LetInside,
  { entry, onTheWay }: { readonly entry: Entry; readonly onTheWay: OnTheWay },
): Promise<string> {
  const { method, level } = entry;
  const kept = cookie('parked');
  const parked = kept === undefined ? undefined : await parkedPath(database, kept, inside.accountId, now);
  const wished = onTheWay.asked ?? askedPath(form.has('dopo') ? form.text('dopo') : query['dopo']);
  const asked = parked === undefined ? wished : resumedPath(parked);
  const mustChangePassword = await owesNewPassword(inside, { method, createdAt: now }, aging, now);
  const warned = inside.waits ? before?.path : (onTheWay.first?.(asked) ?? asked);
  const first = mustChangePassword ? asked : warned;
  const proven = isProven(inside, { proven: method === 'passkey', level });
  const standing = standingOf({ ...inside, proven, mustChangePassword });
  return whereTheyStand(standing, inside.mailComesBack ? warningPath(first) : first);
}

/** What a browser keeps to be known again by. */
export function deviceCookie(device: string): Cookie {
  return { name: 'device', value: device, maxAgeSeconds: DEVICE_SECONDS };
}

type Stand = Pick<Visitor, 'proven' | 'mustChangePassword' | 'enablement' | 'memberships'>;

/** What decides where somebody signed in is led. */
export function standingOf({ proven, mustChangePassword, enablement, memberships }: Stand) {
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
