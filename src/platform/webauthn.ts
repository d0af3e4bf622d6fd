import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { COSEALG, cose, decodeCredentialPublicKey } from '@simplewebauthn/server/helpers';
import { z } from 'zod';

/** What passkeys are made for: one host name, one origin. */
export interface RelyingParty {
  /** The host name the keys are bound to (WebAuthn: RP ID). */
  readonly id: string;
  readonly name: string;
  readonly origin: string;
  /** False where people reach the portal by number: browsers bind passkeys to names only. */
  readonly possible: boolean;
}

/** The relying party of an installation, from the address people use. */
export function relyingPartyOf(publicUrl: string, name: string): RelyingParty {
  const { hostname, origin } = new URL(publicUrl);
  return { id: hostname, name, origin, possible: isIP(hostname.replace(/^\[|\]$/g, '')) === 0 };
}

/** ES256, EdDSA, RS256 (IANA COSE algorithms): what every authenticator in use can do one of. */
const ALGORITHMS: readonly number[] = [COSEALG.ES256, COSEALG.EdDSA, COSEALG.RS256];

/** How long somebody may take to touch the key or find the phone. */
export const CEREMONY_MS = 5 * 60_000;

/** 256 random bits in base64url, to be signed once. */
export function newChallenge(): string {
  return randomBytes(32).toString('base64url');
}

export interface KnownCredential {
  readonly id: string;
  readonly transports: readonly string[];
}

/** Whom the key is made for; `id` is opaque and the same for every key of the account. */
export interface KeyOwner {
  readonly id: Uint8Array;
  readonly name: string;
  readonly displayName: string;
}

/** What the browser needs to make a passkey that finds its owner by itself and knows them (PIN, finger, face). */
export function creationOptions(
  { id: rpID, name: rpName }: RelyingParty,
  challenge: string,
  owner: KeyOwner,
  known: readonly KnownCredential[],
) {
  return generateRegistrationOptions({
    rpName,
    rpID,
    challenge: bytesOf(challenge),
    userID: new Uint8Array(owner.id),
    userName: owner.name,
    userDisplayName: owner.displayName,
    timeout: CEREMONY_MS,
    attestationType: 'none',
    excludeCredentials: listed(known),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: [...ALGORITHMS],
  });
}

/** What the browser needs to ask for a passkey: one of these, or with none whichever its holder chooses. */
export function requestOptions({ id }: RelyingParty, challenge: string, known: readonly KnownCredential[]) {
  return generateAuthenticationOptions({
    rpID: id,
    challenge: bytesOf(challenge),
    timeout: CEREMONY_MS,
    userVerification: 'required',
    ...(known.length > 0 && { allowCredentials: listed(known) }),
  });
}

function listed(known: readonly KnownCredential[]) {
  return known.map(({ id, transports }) => ({ id, transports: [...transports] }));
}

const base64url = z
  .string()
  .min(1)
  .max(8_000)
  .regex(/^[\w-]+$/);
const credentialId = z
  .string()
  .min(1)
  .max(1_400)
  .regex(/^[\w-]+$/);
const envelope = { id: credentialId, rawId: credentialId, type: z.literal('public-key') };
const created = z.object({
  ...envelope,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
});
const asserted = z.object({
  ...envelope,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: z.string().max(100).optional(),
  }),
});

export type Created = z.output<typeof created>;
export type Asserted = z.output<typeof asserted>;

/** What a browser answered, read as far as its shape goes; hostile until verified. */
export function readCreated(text: string): Created | undefined {
  return read(created, text);
}

export function readAsserted(text: string): Asserted | undefined {
  return read(asserted, text);
}

function read<Shape extends z.ZodType>(shape: Shape, text: string): z.output<Shape> | undefined {
  try {
    return shape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The challenge the browser says it has signed; true only once the answer is verified against it. */
export function challengeIn({ response }: Created | Asserted): string {
  const data = read(
    z.object({ challenge: z.string().max(200) }),
    Buffer.from(response.clientDataJSON, 'base64url').toString(),
  );
  return data?.challenge ?? '';
}

/** A public key to be kept, with all that later proofs are checked against. */
export interface NewCredential {
  readonly id: string;
  readonly publicKey: Uint8Array;
  /** IANA number of the COSE algorithm. */
  readonly algorithm: number;
  readonly counter: number;
  readonly transports: readonly string[];
  /** The key is kept in an account of its holder's and follows them to other devices. */
  readonly backedUp: boolean;
}

export type Refused = { readonly refused: string };

/** Checks a new key: our challenge, our origin and name, holder known to the device, an algorithm we accept. */
export async function verifyCreated(
  { id, origin }: RelyingParty,
  expectedChallenge: string,
  answer: Created,
): Promise<NewCredential | Refused> {
  return refusing(async () => {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...answer, clientExtensionResults: {}, response: withTransports(answer) },
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...ALGORITHMS],
    });
    if (!verified) return { refused: 'not verified' };
    const { credential, credentialBackedUp: backedUp } = registrationInfo;
    const algorithm = algorithmOf(credential.publicKey);
    const { transports = [] } = answer.response;
    return {
      id: credential.id,
      publicKey: credential.publicKey,
      counter: credential.counter,
      algorithm,
      transports,
      backedUp,
    };
  });
}

function withTransports({ response: { transports, ...response } }: Created) {
  return transports === undefined ? response : { ...response, transports };
}

export interface KeptCredential extends KnownCredential {
  readonly publicKey: Uint8Array;
  readonly algorithm: number;
  readonly counter: number;
}

/**
 * Checks a proof with a key we keep: our challenge, our origin and name, holder known to the device, the algorithm the
 * key was made with, and a counter that went on: one that stands still or goes back means that the key was copied.
 */
export async function verifyAsserted(
  { id, origin }: RelyingParty,
  expectedChallenge: string,
  answer: Asserted,
  { publicKey, algorithm, counter, ...known }: KeptCredential,
): Promise<{ readonly counter: number; readonly backedUp: boolean } | Refused> {
  if (!ALGORITHMS.includes(algorithm)) return { refused: `algorithm ${algorithm}` };
  return refusing(async () => {
    if (algorithmOf(publicKey) !== algorithm) return { refused: 'the key is not of its algorithm' };
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...answer, clientExtensionResults: {}, response: withHandle(answer) },
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: { id: known.id, publicKey: new Uint8Array(publicKey), counter },
    });
    const { newCounter, credentialBackedUp } = authenticationInfo;
    return verified ? { counter: newCounter, backedUp: credentialBackedUp } : { refused: 'not verified' };
  });
}

function withHandle({ response: { userHandle, ...response } }: Asserted) {
  return userHandle === undefined ? response : { ...response, userHandle };
}

/** The library throws at whatever is wrong; here that is an answer. */
async function refusing<Verified>(verify: () => Promise<Verified | Refused>): Promise<Verified | Refused> {
  try {
    return await verify();
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

function algorithmOf(publicKey: Uint8Array): number {
  return decodeCredentialPublicKey(new Uint8Array(publicKey)).get(cose.COSEKEYS.alg) ?? 0;
}

function bytesOf(challenge: string) {
  return new Uint8Array(Buffer.from(challenge, 'base64url'));
}
