import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { blindName } from '../hashing-tokens.ts';
import { type Visit, visitTo } from './visit.ts';

type BaseSession = InstanceType<Provider['Session']>;
type Context = Parameters<Provider['Session']['get']>[0];
type Details = Parameters<BaseSession['loginAccount']>[0];

/**
 * Makes the provider's session a projection of the portal's: one row for each session of the portal, found by it and not
 * by a cookie. It cannot outlive what it is found by, and a browser signed in to the portal is signed in here (ADR 21).
 */
export function followPortal(provider: Provider, secret: string): void {
  const name = (...parts: string[]) => blindName(secret, 'openid session', ...parts);
  const Base = provider.Session;

  // The library keeps a thing under the name of its class.
  class Session extends Base {
    static override IN_PAYLOAD = [...Base.IN_PAYLOAD, 'portalSession'];
    declare portalSession?: string;

    constructor(payload?: Readonly<Record<string, unknown>>) {
      super(...((payload === undefined ? [] : [payload]) as []));
    }

    static override async get(ctx: Context): Promise<BaseSession> {
      const visit = visitTo(ctx.req);
      const session = visit === undefined ? new Session() : await Session.of(visit);
      ctx['oidc'].entity('Session', session);
      return session;
    }

    static async of(visit: Visit): Promise<Session> {
      const jti = name('id', visit.portalSession);
      const kept = await Session.find<Session>(jti);
      const session = kept ?? new Session({ jti, uid: name('uid', visit.portalSession) });
      const { accountId, portalSession, acr, amr, authTime: loginTs } = visit;
      return Object.assign(session, { accountId, portalSession, acr, amr, loginTs });
    }

    /** Who is signed in is the portal's word; an interaction finished for somebody else is none. */
    override loginAccount({ accountId }: Details): void {
      if (accountId !== this.accountId) throw new errors.SessionNotFound('the person has changed');
    }

    /** Nobody's session is kept nowhere. */
    override async save(ttl: number): Promise<string> {
      return this.portalSession === undefined ? '' : super.save(ttl);
    }

    override async persist(): Promise<string> {
      return this.portalSession === undefined ? '' : super.persist();
    }

    /** It has no name of its own that somebody could have fixed beforehand. */
    override resetIdentifier(): void {}

    /** The same for whoever asks first, of two requests that come at once. */
    override ensureClientContainer(clientId: string): void {
      this.sidFor(clientId, name('sid', this.uid, clientId));
    }
  }
  Object.defineProperty(provider, 'Session', { value: Session });
}

/** What a grant of this session to this client is called: the same for two requests that come at once. */
export function grantName(secret: string, sessionUid: string, clientId: string): string {
  return blindName(secret, 'openid grant', sessionUid, clientId);
}
