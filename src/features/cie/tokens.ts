import { z } from 'zod';
import type { AssertedIdentity } from '../digital-identity/index.ts';
import { type Level, levelOf } from './settings.ts';

/** In seconds: how far the clocks of two servers may differ. */
const LEEWAY = 60;
const FISCAL_NUMBER = 'https://attributes.eid.gov.it/fiscal_number';

const audience = z.union([z.string(), z.array(z.string()).length(1)]).transform((aud) => [aud].flat()[0] ?? '');
const idToken = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  aud: audience,
  exp: z.number(),
  iat: z.number(),
  nbf: z.number().optional(),
  nonce: z.string(),
  acr: z.string(),
  at_hash: z.string(),
  jti: z.string().min(1).max(255),
});

export interface IdTokenQuestion {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  readonly level: Level;
  readonly tokenHash: string;
  readonly now: Date;
}

export type Wrong = { readonly ok: false; readonly reason: string; readonly detail: string };

/** An ID token that answers our question; its `jti` may be taken once, until it expires. */
export interface GoodIdToken {
  readonly ok: true;
  readonly subject: string;
  readonly jti: string;
  readonly level: Level;
  readonly expiresAt: Date;
}

/** OpenID Connect Core §3.1.3.7 and the SPID/CIE OIDC rules, for a token whose signature has verified. */
export function judgeIdToken(claims: unknown, question: IdTokenQuestion): GoodIdToken | Wrong {
  const read = idToken.safeParse(claims);
  if (!read.success) return wrong('id-token-malformed', read.error.issues[0]?.path.join('.') ?? '');
  const token = read.data;
  const level = levelOf(token.acr);
  const dates = dateFault(token, question.now);
  if (token.iss !== question.issuer) return wrong('issuer', token.iss);
  if (token.aud !== question.clientId) return wrong('audience', token.aud);
  if (dates !== undefined) return wrong('date', dates);
  if (token.nonce !== question.nonce) return wrong('nonce', 'another sign-in');
  if (token.at_hash !== question.tokenHash) return wrong('at-hash', 'another access token');
  if (level === undefined || level < question.level) return wrong('level', token.acr);
  const { sub: subject, jti, exp } = token;
  return { ok: true, subject, jti, level, expiresAt: new Date((exp + LEEWAY) * 1000) };
}

const userInfo = z.looseObject({
  iss: z.string(),
  sub: z.string(),
  aud: audience,
  exp: z.number().optional(),
  iat: z.number().optional(),
  given_name: z.string().trim().min(1).max(100),
  family_name: z.string().trim().min(1).max(100),
  birthdate: z.iso.date(),
  [FISCAL_NUMBER]: z
    .string()
    .transform((text) => text.toUpperCase().replace(/^TINIT-/, ''))
    .pipe(z.string().regex(/^(?:[A-Z0-9]{16}|\d{11})$/)),
  email: z.email().max(254).optional(),
});

/** Somebody as the Ministry of the Interior knows them. */
interface CiePerson {
  readonly fiscalCode: string;
  readonly name: string;
  readonly surname: string;
  readonly birthDate: string;
  readonly email: string | null;
}

/** What the provider says of the person, if it says it of the one the ID token names, and to us. */
export function judgeUserInfo(
  claims: unknown,
  { issuer, clientId, subject, now }: { issuer: string; clientId: string; subject: string; now: Date },
): { readonly ok: true; readonly person: CiePerson } | Wrong {
  const read = userInfo.safeParse(claims);
  if (!read.success) return wrong('userinfo-malformed', read.error.issues[0]?.path.join('.') ?? '');
  const info = read.data;
  const dates = dateFault(info, now);
  if (info.sub !== subject) return wrong('subject', 'userinfo of somebody else');
  if (info.iss !== issuer) return wrong('issuer', info.iss);
  if (info.aud !== clientId) return wrong('audience', info.aud);
  if (dates !== undefined) return wrong('date', dates);
  const { given_name: name, family_name: surname, birthdate: birthDate, email = null } = info;
  return { ok: true, person: { fiscalCode: info[FISCAL_NUMBER], name, surname, birthDate, email } };
}

/** The person as the rest of the portal takes them, from whichever identity provider. */
export function assertedBy(
  proof: { readonly issuer: string; readonly subject: string; readonly level: Level; readonly tokenId: string },
  { fiscalCode, name, surname, birthDate, email }: CiePerson,
): AssertedIdentity {
  const { issuer: provider, subject, level, tokenId: assertionId } = proof;
  const person = { fiscalCode, name, surname, birthDate, ...(email === null ? {} : { email }) };
  return { method: 'cie', level, provider, subject, assertionId, ...person };
}

interface Dated {
  readonly iat?: number | undefined;
  readonly nbf?: number | undefined;
  readonly exp?: number | undefined;
}

function dateFault({ iat, nbf, exp }: Dated, now: Date): string | undefined {
  const seconds = now.getTime() / 1000;
  if (Math.max(iat ?? 0, nbf ?? 0) > seconds + LEEWAY) return 'not yet';
  return exp !== undefined && exp + LEEWAY <= seconds ? 'no longer' : undefined;
}

function wrong(reason: string, detail: string): Wrong {
  return { ok: false, reason, detail };
}
