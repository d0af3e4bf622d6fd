import type { IncomingMessage } from 'node:http';
import type { MountedCaller, Visitor } from '../http/index.ts';

/** The levels of the Italian digital identity, as they stand in `acr`. */
export const LEVELS = [1, 2, 3].map((level) => `https://www.spid.gov.it/SpidL${level}`);

/** The person as services are told: found out from the session of the portal, at each request anew. */
export interface Visit {
  readonly accountId: string;
  readonly portalSession: string;
  readonly level: 1 | 2 | 3;
  readonly acr: string;
  readonly amr: string[];
  /** Seconds. */
  readonly authTime: number;
  /** Somebody has compared the person with a document, or a digital identity vouches for them. */
  readonly identified: boolean;
}

/** RFC 8176 where it has a word for it. */
const HOW: Readonly<Record<Visitor['entry']['method'], readonly string[]>> = {
  password: ['pwd'],
  passkey: ['pop', 'user', 'mfa'],
  spid: ['spid'],
  cie: ['cie', 'sc'],
  eidas: ['eidas'],
  cns: ['cns', 'sc'],
};

/**
 * Whoever may enter a service: signed in, owing nothing, and for themselves. Who acts in the name of another is nobody
 * here: a delegation is for applications, not for the other services.
 */
export function visitOf(visitor: Visitor | null): Visit | undefined {
  if (visitor === null || !visitor.proven || visitor.mustChangePassword) return undefined;
  if (visitor.delegation !== null || visitor.delegationOver !== null) return undefined;
  const { accountId, sessionId: portalSession, entry, authenticatedAt, enablement } = visitor;
  const { method, level } = entry;
  const vouchedFor = method !== 'password' && method !== 'passkey';
  return {
    accountId,
    portalSession,
    level,
    acr: LEVELS[level - 1] ?? '',
    amr: [...HOW[method], ...(method === 'password' && level > 1 ? ['mfa'] : [])],
    authTime: Math.floor(authenticatedAt.getTime() / 1000),
    identified: vouchedFor || enablement === 'active' || enablement === 'identified',
  };
}

const callers = new WeakMap<IncomingMessage, MountedCaller>();

/** Who makes this request, for whatever treats it below. */
export function rememberCaller(request: IncomingMessage, caller: MountedCaller): void {
  callers.set(request, caller);
}

export function callerOf(request: IncomingMessage): MountedCaller | undefined {
  return callers.get(request);
}

export function visitTo(request: IncomingMessage): Visit | undefined {
  return visitOf(callers.get(request)?.visitor ?? null);
}
