import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

// A security key made of arithmetic: what a browser and a device would answer, with every part open to be spoilt.

/** What may be wrong with an answer. */
export interface Spoilt {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  /** Presence and knowledge of the holder; 0x05 says both. */
  readonly flags?: number;
  readonly counter?: number;
  readonly userHandle?: string;
  /** Signed by another key than the one that was registered. */
  readonly forged?: boolean;
  /** COSE algorithm the key says it is of. */
  readonly algorithm?: number;
}

interface Key {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly userHandle: string;
  counter: number;
}

export interface CreationAsked {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
}

export interface RequestAsked {
  readonly challenge: string;
  readonly rpId: string;
}

const HOLDER_KNOWN = 0x05;
const KEY_ATTACHED = 0x40;

export class SoftAuthenticator {
  readonly keys: Key[] = [];
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Makes a passkey; the text is what the page's form would carry. */
  create(asked: CreationAsked, spoilt: Spoilt = {}): string {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const rawId = randomBytes(32);
    const id = rawId.toString('base64url');
    this.keys.push({ id, privateKey, publicKey, userHandle: asked.user.id, counter: 0 });
    const length = Buffer.alloc(2);
    length.writeUInt16BE(rawId.length);
    const attached = Buffer.concat([Buffer.alloc(16), length, rawId, coseKey(publicKey, spoilt.algorithm ?? -7)]);
    const data = authenticatorData(spoilt.rpId ?? asked.rp.id, spoilt.flags ?? HOLDER_KNOWN, 0, attached);
    const response = {
      clientDataJSON: this.#clientData('webauthn.create', asked.challenge, spoilt),
      attestationObject: attestation(data).toString('base64url'),
      transports: ['internal'],
    };
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });
  }

  /** Proves with the newest passkey, or with the one given. */
  get(asked: RequestAsked, spoilt: Spoilt = {}, key = this.keys.at(-1)): string {
    if (key === undefined) throw new Error('no passkey on this device');
    key.counter += 1;
    const data = authenticatorData(
      spoilt.rpId ?? asked.rpId,
      spoilt.flags ?? HOLDER_KNOWN,
      spoilt.counter ?? key.counter,
    );
    const clientDataJSON = this.#clientData('webauthn.get', asked.challenge, spoilt);
    const digest = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
    const signer = spoilt.forged ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : key.privateKey;
    const signature = sign('sha256', Buffer.concat([data, digest]), signer).toString('base64url');
    const userHandle = spoilt.userHandle ?? key.userHandle;
    const response = { clientDataJSON, authenticatorData: data.toString('base64url'), signature, userHandle };
    return JSON.stringify({ id: key.id, rawId: key.id, type: 'public-key', clientExtensionResults: {}, response });
  }

  #clientData(type: string, challenge: string, spoilt: Spoilt): string {
    const data = {
      type: spoilt.type ?? type,
      challenge: spoilt.challenge ?? challenge,
      origin: spoilt.origin ?? this.#origin,
      crossOrigin: false,
    };
    return Buffer.from(JSON.stringify(data)).toString('base64url');
  }
}

function authenticatorData(rpId: string, flags: number, counter: number, attached?: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(attached === undefined ? flags : flags | KEY_ATTACHED);
  head.writeUInt32BE(counter, 1);
  return Buffer.concat([createHash('sha256').update(rpId).digest(), head, attached ?? Buffer.alloc(0)]);
}

/** CBOR by hand: {1: 2, 3: algorithm, -1: 1, -2: x, -3: y} (RFC 9052). */
function coseKey(publicKey: KeyObject, algorithm: number): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' }) as { x?: string; y?: string };
  const bytes = (text: string) => Buffer.concat([Buffer.from([0x58, 0x20]), Buffer.from(text, 'base64url')]);
  const named = algorithm >= -24 ? [0x20 - 1 - algorithm] : [0x39, (-1 - algorithm) >> 8, (-1 - algorithm) & 0xff];
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, ...named, 0x20, 0x01, 0x21]),
    bytes(x),
    Buffer.from([0x22]),
    bytes(y),
  ]);
}

/** CBOR by hand: {fmt: "none", attStmt: {}, authData: …}. */
function attestation(data: Buffer): Buffer {
  const text = (word: string) => Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);
  const length = Buffer.from([0x59, data.length >> 8, data.length & 0xff]);
  const map = [Buffer.from([0xa3]), text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData')];
  return Buffer.concat([...map, length, data]);
}
