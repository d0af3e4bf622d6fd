import type { KeyObject } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import type { XmlElement } from '../../kernel/xml-tree.ts';
import { MESSAGE_LIMITS, parseHostileXml, type XmlLimits, type XmlRead, type XmlRefusal } from './hostile-xml.ts';
import { DSIG, ENVELOPED, EXC_C14N, RSA_SHA256, RSA_SHA512, SHA256, SHA512 } from './names.ts';
import { faultOfSignature } from './signature-shape.ts';

/** An element whose signature is good. Everything said of it is read from the signed bytes, parsed anew. */
export interface Signed {
  readonly kind: 'signed';
  readonly root: XmlElement;
  readonly text: string;
}

/** Which element must carry the signature: the root when nothing is said, else its only child of this name. */
export interface SignedChild {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Verifies the enveloped signature of the root, or of one child of it, with one of the keys known for its author. What
 * the signature says about its own key (KeyInfo) is never looked at. Read nothing but the answer afterwards.
 */
export function verifySigned(
  bytes: Uint8Array | string,
  keys: readonly KeyObject[],
  options: { readonly child?: SignedChild; readonly limits?: XmlLimits } = {},
): Signed | XmlRefusal {
  const limits = options.limits ?? MESSAGE_LIMITS;
  const read = parseHostileXml(bytes, limits);
  if (read.kind === 'refused') return read;
  const place = options.child === undefined ? rootOf(read) : childOf(read, options.child);
  if ('reason' in place) return place;
  const fault = faultOfSignature(place.tree);
  if (fault !== undefined) return refused(fault);
  for (const key of keys) {
    const signed = signedBytes(read.text, place.element, key);
    if (signed !== undefined) return readSigned(signed, place.tree, limits);
  }
  return refused(keys.length === 0 ? 'no key to verify with' : 'a signature that no known key made');
}

interface Place {
  readonly element: Element;
  readonly tree: XmlElement;
}

function rootOf({ document, root }: XmlRead): Place {
  return { element: document.documentElement, tree: root };
}

function childOf({ document, root }: XmlRead, child: SignedChild): Place | XmlRefusal {
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

/** The canonical bytes under the signature; undefined when this key did not make it. */
function signedBytes(text: string, element: Element, key: KeyObject): string | undefined {
  const signature = elementsIn(element).find(
    ({ localName, namespaceURI }) => localName === 'Signature' && namespaceURI === DSIG,
  );
  if (signature === undefined) return undefined;
  try {
    const check = strictSignature(key);
    check.loadSignature(signature);
    if (!check.checkSignature(text)) return undefined;
    const references = check.getSignedReferences();
    return references.length === 1 ? references[0] : undefined;
  } catch {
    return undefined;
  }
}

/** The library with everything taken out that is not on our list, so that a mistake in the shape finds nothing to run. */
function strictSignature(key: KeyObject): SignedXml {
  const check = new SignedXml({ publicCert: key, getCertFromKeyInfo: () => null });
  check.CanonicalizationAlgorithms = only(check.CanonicalizationAlgorithms, ENVELOPED, EXC_C14N);
  check.HashAlgorithms = only(check.HashAlgorithms, SHA256, SHA512);
  check.SignatureAlgorithms = only(check.SignatureAlgorithms, RSA_SHA256, RSA_SHA512);
  return check;
}

function only<Known extends object>(known: Known, ...names: string[]): Known {
  return Object.fromEntries(Object.entries(known).filter(([name]) => names.includes(name))) as Known;
}

/** The signed bytes as a tree: the element that was asked for, under its own ID, or nothing. */
function readSigned(text: string, asked: XmlElement, limits: XmlLimits): Signed | XmlRefusal {
  const read = parseHostileXml(text, limits);
  if (read.kind === 'refused') return read;
  const { root } = read;
  const same =
    root.name === asked.name && root.namespace === asked.namespace && root.attributes['ID'] === asked.attributes['ID'];
  return same ? { kind: 'signed', root, text: read.text } : refused('a signature over another element');
}

function refused(reason: string): XmlRefusal {
  return { kind: 'refused', reason };
}
