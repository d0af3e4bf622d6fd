import { normalizeFiscalCode } from '../../kernel/fiscal-code.ts';
import { newToken, seal, tokenDigest, unseal } from '../../platform/hashing-tokens.ts';
import type { Exchange } from '../../platform/http/index.ts';
import type { AccountDeps } from './deps.ts';
import type { Candidate, Knock } from './login-store.ts';
import { normalizePassword } from './password-policy.ts';
import { askedPath } from './standing.ts';
import {
  ANY_PASSWORD_FROM_NETWORK,
  networkOf,
  PASSWORD_FROM_ANYWHERE,
  PASSWORD_FROM_KNOWN_DEVICE,
  PASSWORD_FROM_NETWORK,
  SAME_PASSWORD_AGAIN,
} from './throttle.ts';
import type { Counted } from './throttle-store.ts';
import { WAITING_FIELD } from './views/waiting-page.tsx';

/** The form of the login, typed now or sent again by the page that waits. */
export interface TypedLogin {
  readonly username: string;
  readonly password: string;
  readonly asked: string | undefined;
  /** Set by the page that waits: the first time there was no room. */
  readonly waitingSince: Date | undefined;
}

const PURPOSE = 'waiting login';
/** A page left alone for longer has been given up. */
const PATIENCE_MS = 15 * 60_000;

export function typedLogin({ secret }: AccountDeps, { form, csrf, arrivedAt }: Exchange): TypedLogin {
  const sealed = form.text(WAITING_FIELD);
  const text = sealed === '' ? undefined : unseal(secret, PURPOSE, csrf, Buffer.from(sealed, 'base64url'));
  const { username, password, asked, since } = text === undefined ? fresh(form) : waiting(text);
  const waitingSince = since === undefined ? undefined : new Date(since);
  if (waitingSince !== undefined && arrivedAt.getTime() - waitingSince.getTime() > PATIENCE_MS) return NOTHING;
  return { username, password, asked: askedPath(asked), waitingSince };
}

interface Kept {
  readonly username: string;
  readonly password: string;
  readonly asked?: string | undefined;
  readonly since?: string | undefined;
}

const NOTHING: TypedLogin = { username: '', password: '', asked: undefined, waitingSince: undefined };

function fresh(form: Exchange['form']): Kept {
  return {
    username: form.text('username').trim().slice(0, 200),
    password: form.text('password'),
    asked: form.text('dopo'),
  };
}

function waiting(text: string): Kept {
  return JSON.parse(text) as Kept;
}

/** Sealed for the browser that typed it: the page that waits carries no password anybody can read. */
export function sealedLogin({ secret }: AccountDeps, { csrf, arrivedAt }: Exchange, typed: TypedLogin): string {
  const { username, password, asked, waitingSince = arrivedAt } = typed;
  const kept: Kept = { username, password, asked, since: waitingSince.toISOString() };
  return seal(secret, PURPOSE, csrf, JSON.stringify(kept)).toString('base64url');
}

/** One try to come in, as the door is asked about it. */
export interface Attempt {
  readonly password: string;
  readonly device: string;
  readonly knock: Knock;
}

export function attemptOf(exchange: Exchange, typed: TypedLogin): Attempt {
  const name = { username: typed.username.toLowerCase(), fiscalCode: normalizeFiscalCode(typed.username) };
  const password = normalizePassword(typed.password);
  const device = exchange.cookie('device') ?? newToken();
  const again: Counted = {
    limit: SAME_PASSWORD_AGAIN,
    name: 'password-again',
    of: [exchange.csrf, name.username, password],
  };
  const countedFor = (candidate: Candidate | undefined) => countedOf(exchange, name.username, device, candidate);
  const knock = { name, deviceDigest: tokenDigest(device), again, now: exchange.arrivedAt, countedFor };
  return { password, device, knock };
}

/** Counted whether or not what was typed names anybody: a pause says nothing about who exists. */
function countedOf({ ip }: Exchange, typed: string, device: string, candidate: Candidate | undefined): Counted[] {
  const whom = candidate?.accountId ?? typed;
  if (candidate?.knownDevice)
    return [{ limit: PASSWORD_FROM_KNOWN_DEVICE, name: 'password-device', of: [whom, device] }];
  const network = networkOf(ip);
  return [
    { limit: PASSWORD_FROM_NETWORK, name: 'password-network', of: [whom, network] },
    { limit: PASSWORD_FROM_ANYWHERE, name: ANYWHERE, of: [whom] },
    { limit: ANY_PASSWORD_FROM_NETWORK, name: 'passwords-network', of: [network] },
  ];
}

export const ANYWHERE = 'password-anywhere';

/** What is forgotten once the owner has proved who they are: the stop for strangers, and the pauses where they are. */
export function countsOf(accountId: string, ip: string): Counted[] {
  return [
    { limit: PASSWORD_FROM_ANYWHERE, name: ANYWHERE, of: [accountId] },
    { limit: PASSWORD_FROM_NETWORK, name: 'password-network', of: [accountId, networkOf(ip)] },
  ];
}
