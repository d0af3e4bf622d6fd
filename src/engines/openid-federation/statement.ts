import { z } from 'zod';
import { type Refused, refused } from './refusal.ts';

/** A public key as a JSON Web Key (RFC 7517). The engine never computes with it: it only says which one must verify. */
const key = z.looseObject({ kty: z.string().min(1), kid: z.string().min(1).max(200) });
export type PublicKey = z.infer<typeof key>;

/** OpenID Federation 1.0 §3.1: every key has a `kid`, and no two of them the same. */
export const keySet = z.object({
  keys: z
    .array(key)
    .min(1)
    .max(50)
    .refine((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length),
});

const entityId = z.string().max(2000).refine(isEntityId);
const instant = z.number().nonnegative().max(4_102_444_800);
const name = z.string().max(200);
const names = z.array(z.string().max(2000)).max(200);
const metadata = z.record(name, z.record(name, z.unknown()));
export type Metadata = z.infer<typeof metadata>;

const policy = z.record(name, z.record(name, z.record(name, z.unknown())));
export type MetadataPolicy = z.infer<typeof policy>;

const constraints = z.looseObject({
  max_path_length: z.number().int().nonnegative().optional(),
  naming_constraints: z.looseObject({ permitted: names.optional(), excluded: names.optional() }).optional(),
  allowed_entity_types: names.optional(),
});
export type Constraints = z.infer<typeof constraints>;

const heldMark = z.looseObject({ trust_mark: z.string().max(20_000) });

/** OpenID Federation 1.0 §3.1; `trust_marks_issuers` is how the Italian federation spells `trust_mark_issuers`. */
const claims = z.looseObject({
  iss: entityId,
  sub: entityId,
  iat: instant,
  exp: instant,
  jwks: keySet,
  crit: names.optional(),
  metadata: metadata.optional(),
  metadata_policy: policy.optional(),
  metadata_policy_crit: names.optional(),
  constraints: constraints.optional(),
  authority_hints: z.array(entityId).min(1).max(20).optional(),
  trust_marks: z.array(heldMark).max(50).optional(),
  trust_mark_issuers: z.record(name, names).optional(),
  trust_marks_issuers: z.record(name, names).optional(),
});

/** One entity statement, read and not yet believed: who issued it must still be shown by its signature. */
export interface Statement {
  /** The compact JWS it came as: what must be verified. */
  readonly token: string;
  readonly claims: z.infer<typeof claims>;
}

/** Claims that this engine understands: only these may be declared critical. */
const UNDERSTOOD = new Set(Object.keys(claims.shape));

/**
 * Reads the payload of an entity statement. Hostile until read: sizes are bounded, names are strings, and an entity
 * identifier is an http(s) address without query, fragment or credentials (OpenID Federation 1.0 §1.2).
 */
export function readStatement(
  token: string,
  payload: unknown,
): { readonly ok: true; readonly statement: Statement } | Refused {
  const read = claims.safeParse(payload);
  if (!read.success) return refused('malformed-statement', read.error.issues[0]?.path.join('.') ?? '');
  const unknown = read.data.crit?.find((name) => !UNDERSTOOD.has(name));
  if (unknown !== undefined) return refused('unknown-critical-claim', unknown);
  return { ok: true, statement: { token, claims: read.data } };
}

/** What an entity says of itself. */
export function isConfiguration({ claims: { iss, sub } }: Statement): boolean {
  return iss === sub;
}

/** Where an entity publishes what it says of itself (OpenID Federation 1.0 §9). */
export function configurationAddress(entity: string): string {
  return `${entity.replace(/\/$/, '')}/.well-known/openid-federation`;
}

/** Where a superior says what it knows of a subordinate (OpenID Federation 1.0 §8.1); undefined when it has no such place. */
export function subordinateAddress(superior: Statement, subordinate: string): string | undefined {
  const endpoint = superior.claims.metadata?.['federation_entity']?.['federation_fetch_endpoint'];
  const url = typeof endpoint === 'string' ? URL.parse(endpoint) : null;
  url?.searchParams.set('sub', subordinate);
  return url?.href;
}

function isEntityId(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return false;
  return url.search === '' && url.hash === '' && url.username === '' && url.password === '' && url.hostname !== '';
}
