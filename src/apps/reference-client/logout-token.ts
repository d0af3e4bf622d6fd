import { type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

export interface LogoutExpectations {
  readonly issuer: string;
  readonly clientId: string;
  readonly keys: JWTVerifyGetKey;
  /** False when a token with this name was taken before. */
  isNew(jti: string): boolean;
}

/** Whom a logout token signs out. Throws for every token that is not exactly one (OpenID Connect Back-Channel Logout 2.6). */
export async function readLogoutToken(
  token: string,
  { issuer, clientId, keys, isNew }: LogoutExpectations,
): Promise<{ readonly sub: string | undefined; readonly sid: string | undefined }> {
  const { payload } = await jwtVerify(token, keys, {
    issuer,
    audience: clientId,
    algorithms: ['RS256'],
    typ: 'logout+jwt',
    requiredClaims: ['iat', 'exp', 'jti', 'events'],
    clockTolerance: 60,
    maxTokenAge: '5 minutes',
  });
  if ('nonce' in payload) throw new Error('a logout token has no nonce');
  if (!isLogout(payload)) throw new Error('the token is about something else');
  const sid = typeof payload['sid'] === 'string' ? payload['sid'] : undefined;
  if (payload.sub === undefined && sid === undefined) throw new Error('the token names nobody');
  if (!isNew(payload.jti ?? '')) throw new Error('the token was used before');
  return { sub: payload.sub, sid };
}

function isLogout(payload: JWTPayload): boolean {
  const events = payload['events'];
  return typeof events === 'object' && events !== null && EVENT in events;
}
