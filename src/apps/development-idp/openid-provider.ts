import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  encryptToken,
  type OthersKey,
  type PrivateKey,
  publicPart,
  signToken,
  unverifiedClaims,
  verifySigned,
} from '../../platform/jose/index.ts';
import type { IdentityPerson } from './person.ts';

type Claims = Readonly<Record<string, unknown>>;
type Fields = Readonly<Record<string, string>>;

export interface ProviderOptions {
  /** Its address, without a slash at its end. */
  readonly issuer: string;
  readonly now: () => Date;
  readonly key: PrivateKey;
  /** The keys of OpenID Connect that the federation knows of a client; undefined for who is not of it. */
  readonly clientKeys: (clientId: string) => Promise<readonly OthersKey[] | undefined>;
}

/** A request for sign-in that was understood. */
export interface SignInRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly challenge: string;
  readonly context: string;
}

interface Granted {
  readonly request: SignInRequest;
  readonly person: IdentityPerson;
  readonly context: string;
}

/** Lies a test may make it tell: each gets what would have been signed and answers what is sent instead. */
export interface Lies {
  idToken?: (claims: Claims, sign: (claims: Claims) => Promise<string>) => Promise<string>;
  userInfo?: (claims: Claims) => Claims;
  issuer?: string;
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const SECONDS = 300;
const FISCAL_NUMBER = 'https://attributes.eid.gov.it/fiscal_number';

/** The CIE identity provider of development: OpenID Connect as the Italian rules profile it. It remembers in memory. */
export class OpenIdProvider {
  readonly #options: ProviderOptions;
  readonly #codes = new Map<string, Granted>();
  readonly #tokens = new Map<string, Granted>();
  readonly revoked: string[] = [];
  lies: Lies = {};

  constructor(options: ProviderOptions) {
    this.#options = options;
  }

  get key(): PrivateKey {
    return this.#options.key;
  }

  /** What it publishes of itself. */
  get metadata(): Claims {
    const { issuer, key } = this.#options;
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorization`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      revocation_endpoint: `${issuer}/revocation`,
      jwks: { keys: [publicPart(key)] },
      organization_name: 'Fornitore CIE di prova',
      acr_values_supported: [1, 2, 3].map((level) => `https://www.spid.gov.it/SpidL${level}`),
      authorization_response_iss_parameter_supported: true,
      client_registration_types_supported: ['automatic'],
      code_challenge_methods_supported: ['S256'],
      grant_types_supported: ['authorization_code'],
      request_object_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code'],
      scopes_supported: ['openid'],
      subject_types_supported: ['pairwise'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    };
  }

  /** Reads a request for sign-in: signed by the client, for us, with everything the rules ask for. */
  async read(query: Fields): Promise<SignInRequest | string> {
    const claims = await this.#clientsWord(query['request'] ?? '', query['client_id'] ?? '', this.#options.issuer);
    if (claims === undefined) return 'la richiesta non è firmata da un servizio della federazione, o non è per noi';
    const text = (name: string) => (typeof claims[name] === 'string' ? (claims[name] as string) : '');
    for (const name of ['scope', 'response_type', 'code_challenge', 'code_challenge_method'] as const) {
      if (query[name] !== claims[name]) return `${name} fuori e dentro la richiesta firmata è diverso`;
    }
    if (!/^[A-Za-z0-9]{32,}$/.test(text('state')) || !/^[A-Za-z0-9]{32,}$/.test(text('nonce'))) {
      return 'state e nonce devono avere almeno 32 caratteri';
    }
    if (text('code_challenge_method') !== 'S256') return 'serve PKCE con S256';
    return {
      clientId: text('client_id'),
      redirectUri: text('redirect_uri'),
      state: text('state'),
      nonce: text('nonce'),
      challenge: text('code_challenge'),
      context: text('acr_values'),
    };
  }

  /** Where the browser goes with the person's consent. */
  grant(request: SignInRequest, person: IdentityPerson, context: string): string {
    const code = randomBytes(32).toString('hex');
    this.#codes.set(code, { request, person, context });
    return this.#back(request, { code });
  }

  /** Where the browser goes without it. */
  refuse(request: SignInRequest, error: string, description: string): string {
    return this.#back(request, { error, error_description: description });
  }

  #back({ redirectUri, state }: SignInRequest, parameters: Fields): string {
    const url = new URL(redirectUri);
    const all = { ...parameters, state, iss: this.lies.issuer ?? this.#options.issuer };
    for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
    return url.href;
  }

  /** What it answers to other programs, by the end of the path; nothing elsewhere. */
  async answer(path: string, form: Fields, authorization: string): Promise<Reply | undefined> {
    if (path === '/token') return this.#token(form);
    if (path === '/userinfo') return this.#userInfo(authorization);
    return path === '/revocation' ? this.#revoke(form) : undefined;
  }

  async #token(form: Fields): Promise<Reply> {
    const { issuer, now, key } = this.#options;
    const client = await this.#clientsWord(form['client_assertion'] ?? '', form['client_id'] ?? '', `${issuer}/token`);
    const code = form['code'] ?? '';
    const granted = this.#codes.get(code);
    this.#codes.delete(code);
    if (client === undefined) return json(401, { error: 'invalid_client' });
    const challenge = createHash('sha256')
      .update(form['code_verifier'] ?? '')
      .digest('base64url');
    const mine = granted?.request.clientId === form['client_id'] && granted?.request.challenge === challenge;
    if (!mine || form['redirect_uri'] !== granted?.request.redirectUri) return json(400, { error: 'invalid_grant' });
    const { clientId, nonce } = granted.request;
    const iat = Math.floor(now().getTime() / 1000);
    const common = { iss: issuer, sub: pairwise(granted), aud: clientId, iat, exp: iat + SECONDS };
    const accessToken = await signToken({ ...common, aud: [clientId], jti: randomUUID() }, key, 'at+jwt');
    this.#tokens.set(accessToken, granted);
    const hash = createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
    const claims = { ...common, nonce, acr: granted.context, at_hash: hash, jti: randomUUID() };
    const sign = (said: Claims) => signToken(said, key);
    const idToken = await (this.lies.idToken?.(claims, sign) ?? sign(claims));
    return json(200, { access_token: accessToken, token_type: 'Bearer', expires_in: SECONDS, id_token: idToken });
  }

  async #userInfo(authorization: string): Promise<Reply> {
    const { issuer, now, key, clientKeys } = this.#options;
    const granted = this.#tokens.get(authorization.replace(/^Bearer /, ''));
    if (granted === undefined) return json(401, { error: 'invalid_token' });
    const { person, request } = granted;
    const iat = Math.floor(now().getTime() / 1000);
    const claims = {
      iss: issuer,
      aud: request.clientId,
      sub: pairwise(granted),
      iat,
      exp: iat + SECONDS,
      given_name: person.name,
      family_name: person.surname,
      birthdate: person.birthDate,
      [FISCAL_NUMBER]: `TINIT-${person.fiscalCode}`,
      email: person.email,
    };
    const keys = await clientKeys(request.clientId);
    const recipient = keys?.find(({ use }) => use === 'enc');
    if (recipient === undefined) return json(400, { error: 'invalid_client' });
    const signed = await signToken(this.lies.userInfo?.(claims) ?? claims, key);
    return { status: 200, type: 'application/jose', body: await encryptToken(signed, recipient) };
  }

  async #revoke(form: Fields): Promise<Reply> {
    const endpoint = `${this.#options.issuer}/revocation`;
    const client = await this.#clientsWord(form['client_assertion'] ?? '', form['client_id'] ?? '', endpoint);
    if (client === undefined) return json(401, { error: 'invalid_client' });
    const token = form['token'] ?? '';
    if (this.#tokens.delete(token)) this.revoked.push(token);
    return json(200, {});
  }

  /** A token the client signed for this audience; undefined when it did not. */
  async #clientsWord(token: string, clientId: string, audience: string): Promise<Claims | undefined> {
    const said = unverifiedClaims(token) as Claims | undefined;
    if (said?.['iss'] !== clientId) return undefined;
    const keys = await this.#options.clientKeys(clientId);
    const verified = await verifySigned(token, { keys: keys ?? [], types: ['jwt', undefined] });
    if (!verified.ok || ![verified.claims['aud']].flat().includes(audience)) return undefined;
    return Number(verified.claims['exp']) * 1000 > this.#options.now().getTime() ? verified.claims : undefined;
  }
}

/** A name for the person that is worth something to this client alone. */
function pairwise({ request, person }: Granted): string {
  return createHash('sha256').update(`${request.clientId} ${person.fiscalCode}`).digest('hex');
}

function json(status: number, body: unknown): Reply {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}
