import { contextOf, type Level } from './settings.ts';

const FISCAL_NUMBER = 'https://attributes.eid.gov.it/fiscal_number';

export interface SignInQuestion {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly level: Level;
  readonly state: string;
  readonly nonce: string;
  readonly challenge: string;
}

/** Who somebody is, and an address to write to: nothing else is asked. */
const CLAIMS = {
  userinfo: {
    given_name: { essential: true },
    family_name: { essential: true },
    birthdate: { essential: true },
    [FISCAL_NUMBER]: { essential: true },
    email: null,
  },
};

/** The parameters of a request for sign-in (SPID/CIE OIDC rules, "Authorization endpoint"). */
export function signInParameters({ clientId, redirectUri, level, state, nonce, challenge }: SignInQuestion) {
  return {
    client_id: clientId,
    response_type: 'code',
    scope: 'openid',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    redirect_uri: redirectUri,
    nonce,
    state,
    // The person is asked anew each time: whoever borrows an open browser is not let in by it.
    prompt: 'consent login',
    acr_values: contextOf(level),
    claims: CLAIMS,
  };
}

/** The address the browser is sent to: the signed object, and beside it what the rules want repeated. */
export function signInAddress(
  endpoint: string,
  parameters: ReturnType<typeof signInParameters>,
  request: string,
): string {
  const url = new URL(endpoint);
  const { client_id, response_type, scope, code_challenge, code_challenge_method } = parameters;
  const repeated = { client_id, response_type, scope, code_challenge, code_challenge_method, request };
  for (const [name, value] of Object.entries(repeated)) url.searchParams.set(name, value);
  return url.href;
}

/** What the browser brings back. */
export type Brought =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'refusal'; readonly error: string; readonly description: string }
  | { readonly kind: 'mix-up' }
  | { readonly kind: 'nothing' };

/**
 * Reads the answer to a request of ours. It must say which provider it comes from, and that must be the one we asked:
 * otherwise the code of one would be shown to another (RFC 9207).
 */
export function readBrought(query: Readonly<Record<string, string>>, issuer: string): Brought {
  if (query['iss'] !== issuer) return { kind: 'mix-up' };
  const { error, code } = query;
  if (error) return { kind: 'refusal', error, description: query['error_description'] ?? '' };
  return code ? { kind: 'code', code } : { kind: 'nothing' };
}
