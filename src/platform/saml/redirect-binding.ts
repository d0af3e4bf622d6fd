import { type KeyObject, sign, verify } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { MESSAGE_LIMITS, type XmlRefusal } from './hostile-xml.ts';
import { RSA_DIGESTS, RSA_SHA256 } from './names.ts';

export type MessageName = 'SAMLRequest' | 'SAMLResponse';

/**
 * The query of a message sent by HTTP-Redirect (SAML bindings 3.4): deflated, base64, and signed as it stands in the
 * address; the XML itself carries no signature.
 */
export function redirectQuery(name: MessageName, xml: string, relayState: string | undefined, privateKey: string) {
  const parts = [
    `${name}=${encodeURIComponent(deflateRawSync(xml).toString('base64'))}`,
    ...(relayState === undefined ? [] : [`RelayState=${encodeURIComponent(relayState)}`]),
    `SigAlg=${encodeURIComponent(RSA_SHA256)}`,
  ];
  const signature = sign('sha256', Buffer.from(parts.join('&')), privateKey).toString('base64');
  return `${parts.join('&')}&Signature=${encodeURIComponent(signature)}`;
}

export interface RedirectMessage {
  readonly kind: 'signed';
  readonly xml: string;
  readonly relayState: string;
}

/** The XML of a message by HTTP-Redirect, unverified: to learn who says to have sent it. */
export function peekRedirect(query: string, name: MessageName): { readonly kind: 'peeked'; xml: string } | XmlRefusal {
  const parts = partsOf(query);
  if (parts === undefined) return refused('a parameter twice');
  const inflated = inflate(decoded(parts, name));
  return inflated === undefined ? refused('not deflated') : { kind: 'peeked', xml: inflated };
}

/**
 * Verifies the signature over the very characters of the query. A message without a signature is refused: a query
 * without the Signature parameter is not a lesser proof, it is none.
 */
export function verifyRedirect(
  query: string,
  name: MessageName,
  keys: readonly KeyObject[],
): RedirectMessage | XmlRefusal {
  const parts = partsOf(query);
  if (parts === undefined) return refused('a parameter twice');
  const digest = RSA_DIGESTS[decoded(parts, 'SigAlg') ?? ''];
  const signature = decoded(parts, 'Signature');
  if (digest === undefined) return refused('no algorithm that is accepted');
  if (signature === undefined) return refused('no signature');
  const signed = [name, 'RelayState', 'SigAlg'].flatMap((part) => {
    const raw = parts.get(part);
    return raw === undefined ? [] : [`${part}=${raw}`];
  });
  const bytes = Buffer.from(signed.join('&'));
  const given = Buffer.from(signature, 'base64');
  if (!keys.some((key) => verify(digest, bytes, key, given))) return refused('a signature that no known key made');
  const xml = inflate(decoded(parts, name));
  if (xml === undefined) return refused('not deflated');
  return { kind: 'signed', xml, relayState: decoded(parts, 'RelayState') ?? '' };
}

/** Name → value as it stands in the address; undefined when a name comes twice. */
function partsOf(query: string): ReadonlyMap<string, string> | undefined {
  const parts = new Map<string, string>();
  for (const part of query.replace(/^\?/, '').split('&')) {
    if (part === '') continue;
    const [name = '', ...value] = part.split('=');
    if (parts.has(name)) return undefined;
    parts.set(name, value.join('='));
  }
  return parts;
}

function decoded(parts: ReadonlyMap<string, string>, name: string): string | undefined {
  const raw = parts.get(name);
  if (raw === undefined) return undefined;
  try {
    return decodeURIComponent(raw.replaceAll('+', '%20'));
  } catch {
    return undefined;
  }
}

/** A message that would grow without end is cut off while it grows. */
function inflate(base64: string | undefined): string | undefined {
  if (base64 === undefined) return undefined;
  try {
    const bytes = inflateRawSync(Buffer.from(base64, 'base64'), { maxOutputLength: MESSAGE_LIMITS.bytes });
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function refused(reason: string): XmlRefusal {
  return { kind: 'refused', reason };
}
