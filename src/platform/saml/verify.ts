import { createHash, type KeyObject, verify } from 'node:crypto';
import type { XmlElement } from '../../kernel/xml-tree.ts';
import { canonicalXml } from './canonical.ts';
import { MESSAGE_LIMITS, parseHostileXml, type XmlLimits, type XmlRead, type XmlRefusal } from './hostile-xml.ts';
import { DSIG } from './names.ts';
import { faultOfSignature, faultOfSignedInfo, readSignedInfo } from './signature-shape.ts';

/** An element whose signature is good. Everything said of it is read from the signed bytes, parsed anew. */
export interface Signed extends Omit<XmlRead, 'kind'> {
  readonly kind: 'signed';
}

/** Which element must carry the signature: the root when nothing is said, else its only child of this name. */
export interface SignedChild {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Verifies the enveloped signature of the root, or of one child of it, with one of the keys known for its author. What
 * the signature says about its own key (KeyInfo) is never looked at. Read nothing but the answer afterwards.
 * A document read before, or itself read from signed bytes, is not read again.
 */
export function verifySigned(
  given: Uint8Array | string | XmlRead | Signed,
  keys: readonly KeyObject[],
  options: { readonly child?: SignedChild; readonly limits?: XmlLimits } = {},
): Signed | XmlRefusal {
  const limits = options.limits ?? MESSAGE_LIMITS;
  const read = typeof given === 'string' || given instanceof Uint8Array ? parseHostileXml(given, limits) : given;
  if (read.kind === 'refused') return read;
  const place = options.child === undefined ? rootOf(read) : childOf(read, options.child);
  if ('reason' in place) return place;
  const fault = faultOfSignature(place.tree);
  if (fault !== undefined) return refused(fault);
  const signed = signedBytesOrNone(place, keys);
  if (signed !== undefined) return readSigned(signed, place.tree, limits);
  return refused(keys.length === 0 ? 'no key to verify with' : 'a signature that no known key made');
}

interface Place {
  readonly element: Element;
  readonly tree: XmlElement;
}

function rootOf({ document, root }: XmlRead | Signed): Place {
  return { element: document.documentElement, tree: root };
}

function childOf({ document, root }: XmlRead | Signed, child: SignedChild): Place | XmlRefusal {
  const trees = root.children.filter(({ name, namespace }) => name === child.name && namespace === child.namespace);
  const elements = elementsIn(document.documentElement).filter(
    ({ localName, namespaceURI }) => localName === child.name && namespaceURI === child.namespace,
  );
  const [tree] = trees;
  const [element] = elements;
  if (trees.length !== 1 || elements.length !== 1 || !tree || !element) {
    return refused(`${trees.length} elements ${child.name} where one must be`);
  }
  return { element, tree };
}

function elementsIn(parent: Element): Element[] {
  return Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === 1);
}

/** What cannot be written canonically was signed by nobody. */
function signedBytesOrNone(place: Place, keys: readonly KeyObject[]): Buffer | undefined {
  try {
    return signedBytes(place, keys);
  } catch {
    return undefined;
  }
}

/**
 * The canonical bytes under the signature; undefined when none of these keys made it. In the order of trust: the signed
 * information is written canonically and verified as it was written, read anew from those same bytes, and only then does
 * it say what the digest of the element must be (ADR 24).
 */
function signedBytes({ element, tree }: Place, keys: readonly KeyObject[]): Buffer | undefined {
  const signature = elementsIn(element).find(
    ({ localName, namespaceURI }) => localName === 'Signature' && namespaceURI === DSIG,
  );
  const [signedInfo, value] = signature === undefined ? [] : elementsIn(signature);
  if (signature === undefined || signedInfo === undefined || value === undefined) return undefined;
  const canonical = Buffer.from(canonicalXml(signedInfo));
  const read = parseHostileXml(canonical);
  if (read.kind === 'refused' || faultOfSignedInfo(read.root, tree.attributes['ID'] ?? '') !== undefined) {
    return undefined;
  }
  const said = readSignedInfo(read.root);
  if (said === undefined || !isMadeByOne(keys, said.method, canonical, value.textContent ?? '')) return undefined;
  const bytes = Buffer.from(canonicalXml(element, said.prefixes, signature));
  const digest = createHash(said.digestMethod).update(bytes).digest();
  return digest.equals(Buffer.from(said.digest, 'base64')) ? bytes : undefined;
}

function isMadeByOne(keys: readonly KeyObject[], method: string, bytes: Buffer, signature: string): boolean {
  const given = Buffer.from(signature, 'base64');
  return keys.some((key) => key.asymmetricKeyType === 'rsa' && verify(method, bytes, key, given));
}

/** The signed bytes as a tree: the element that was asked for, under its own ID, or nothing. */
function readSigned(bytes: Buffer, asked: XmlElement, limits: XmlLimits): Signed | XmlRefusal {
  const read = parseHostileXml(bytes, limits);
  if (read.kind === 'refused') return read;
  const { root, text, document } = read;
  const same =
    root.name === asked.name && root.namespace === asked.namespace && root.attributes['ID'] === asked.attributes['ID'];
  return same ? { kind: 'signed', root, text, document } : refused('a signature over another element');
}

function refused(reason: string): XmlRefusal {
  return { kind: 'refused', reason };
}
