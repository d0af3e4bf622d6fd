import type { KoaContextWithOIDC } from 'oidc-provider';
import { callerOf } from './visit.ts';

export interface LogoutParts {
  /** Ends the session of the portal, from which everything else follows. */
  endPortalSession(token: string): Promise<void>;
  /** The lines that take the session's cookies away. */
  readonly forgetSession: readonly string[];
  /** Our page that asks whether to leave, given the query of the request. */
  readonly askAt: string;
  readonly leftAt: string;
  /** What services of this sector call the person. */
  subjectOf(accountId: string, sector: string): string;
}

type Next = () => Promise<void>;

/**
 * Leaving from a service ends the portal's session, and with it all services'. Who proves with an ID token that the
 * person is theirs is believed; others' wish is put to the person (S-50). The library judges the request, and does
 * nothing more: its own form is never shown.
 */
export function logout(parts: LogoutParts) {
  return async (ctx: KoaContextWithOIDC, next: Next): Promise<void> => {
    if (ctx.path === '/session/end/confirm') {
      ctx.status = 404;
      return;
    }
    await next();
    if (ctx.oidc?.route !== 'end_session' || ctx.status !== 200) return;
    ctx.body = null;
    const caller = callerOf(ctx.req);
    const { session } = ctx.oidc;
    if (session?.accountId !== undefined && !isTheirs(ctx, parts.subjectOf)) {
      ctx.redirect(`${parts.askAt}${asked(ctx)}`);
    } else {
      if (session?.accountId !== undefined && caller !== undefined) {
        await parts.endPortalSession(caller.session);
        ctx.append('Set-Cookie', [...parts.forgetSession]);
      }
      ctx.redirect(whereTo(ctx) ?? parts.leftAt);
    }
    ctx.status = 303;
  };
}

/** The address the service has registered for coming back, with its state; nothing when it named none. */
function whereTo({ oidc }: KoaContextWithOIDC): string | undefined {
  const { post_logout_redirect_uri: uri, state } = (oidc.params ?? {}) as Record<string, string | undefined>;
  if (uri === undefined) return undefined;
  const address = new URL(uri);
  if (state !== undefined) address.searchParams.set('state', state);
  return address.href;
}

/** What our page must know to go on where the service wants; the hint itself stays out of addresses. */
function asked({ oidc }: KoaContextWithOIDC): string {
  const { post_logout_redirect_uri: uri, state } = (oidc.params ?? {}) as Record<string, string | undefined>;
  const query = { client_id: oidc.client?.clientId, post_logout_redirect_uri: uri, state };
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

/** The hint is about this person in this session: its `sub` is what that client calls them. */
function isTheirs({ oidc }: KoaContextWithOIDC, subjectOf: LogoutParts['subjectOf']): boolean {
  const { IdTokenHint: hint, Client: client } = oidc.entities;
  const { session } = oidc;
  if (hint === undefined || client === undefined || session?.accountId === undefined) return false;
  const { sub, sid } = hint.payload;
  if (sub !== subjectOf(session.accountId, String(client['sectorIdentifier']))) return false;
  return sid === undefined || sid === session.sidFor(client.clientId);
}
