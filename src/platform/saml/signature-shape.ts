import type { XmlElement } from '../../kernel/xml-tree.ts';
import { DIGESTS, DSIG, ENVELOPED, EXC_C14N, RSA_DIGESTS } from './names.ts';

/**
 * What is wrong with the form of the signature of this element; undefined when it has the only form read here: one
 * enveloped signature, over this very element, with exclusive canonical XML, RSA and SHA-256 or SHA-512. Transforms that
 * compute (XSLT, XPath), objects and manifests have no place in it.
 */
export function faultOfSignature(signed: XmlElement): string | undefined {
  const signatures = signed.children.filter((child) => child.namespace === DSIG);
  const [signature] = signatures;
  if (signature === undefined || signature.name !== 'Signature') return 'no signature';
  if (signatures.length > 1) return 'more than one signature';
  const names = signature.children.map(dsigName).join(' ');
  if (!/^SignedInfo SignatureValue( KeyInfo)?$/.test(names)) return `a signature made of: ${names.slice(0, 80)}`;
  const [signedInfo, value] = signature.children;
  if (signedInfo === undefined || value === undefined || value.children.length > 0) return 'no signature value';
  return faultOfSignedInfo(signedInfo, signed.attributes['ID'] ?? '');
}

/** The same of the signed information alone, wherever it was read from: what it must say of the element with this ID. */
export function faultOfSignedInfo(signedInfo: XmlElement, id: string): string | undefined {
  const [canonical, method, reference] = signedInfo.children;
  const names = signedInfo.children.map(dsigName).join(' ');
  if (names !== 'CanonicalizationMethod SignatureMethod Reference' || !canonical || !method || !reference) {
    return `signed information made of: ${names.slice(0, 80)}`;
  }
  if (algorithm(canonical) !== EXC_C14N || canonical.children.length > 0) return 'another canonical form';
  if (!(algorithm(method) in RSA_DIGESTS) || method.children.length > 0) return `algorithm ${algorithm(method)}`;
  if (id === '' || reference.attributes['URI'] !== `#${id}`) return 'a signature over another element';
  return faultOfReference(reference);
}

function faultOfReference(reference: XmlElement): string | undefined {
  const [transforms, method, value] = reference.children;
  const names = reference.children.map(dsigName).join(' ');
  if (names !== 'Transforms DigestMethod DigestValue' || !transforms || !method || !value) return 'a strange reference';
  const [enveloped, canonical, ...more] = transforms.children;
  const expected = enveloped && algorithm(enveloped) === ENVELOPED && canonical && algorithm(canonical) === EXC_C14N;
  if (!expected || more.length > 0) return `transforms ${transforms.children.map(algorithm).join(' ').slice(0, 200)}`;
  if (transforms.children.some((one) => dsigName(one) !== 'Transform')) return 'a strange transform';
  if (enveloped.children.length > 0 || canonical.children.some((child) => !isPrefixList(child))) {
    return 'a transform with content';
  }
  if (!(algorithm(method) in DIGESTS)) return `digest ${algorithm(method)}`;
  return value.children.length > 0 ? 'a strange digest' : undefined;
}

/** What signed information of the only form says. */
export interface SignedInfo {
  readonly method: 'sha256' | 'sha512';
  readonly digestMethod: 'sha256' | 'sha512';
  readonly digest: string;
  /** Of InclusiveNamespaces, in the transform that makes the canonical form. */
  readonly prefixes: readonly string[];
}

/** Reads signed information in which there is no fault; undefined when it has another form after all. */
export function readSignedInfo(signedInfo: XmlElement): SignedInfo | undefined {
  const [, method, reference] = signedInfo.children;
  const [transforms, digestMethod, value] = reference?.children ?? [];
  const canonical = transforms?.children[1];
  const algorithms = [
    RSA_DIGESTS[method === undefined ? '' : algorithm(method)],
    DIGESTS[digestMethod === undefined ? '' : algorithm(digestMethod)],
  ] as const;
  if (!algorithms[0] || !algorithms[1] || !value || !canonical) return undefined;
  const lists = canonical.children.flatMap(({ attributes }) => (attributes['PrefixList'] ?? '').split(/\s+/));
  return {
    method: algorithms[0],
    digestMethod: algorithms[1],
    digest: value.text,
    prefixes: lists.filter((prefix) => prefix !== ''),
  };
}

function isPrefixList(element: XmlElement): boolean {
  return element.namespace === EXC_C14N && element.name === 'InclusiveNamespaces' && element.children.length === 0;
}

function dsigName(element: XmlElement): string {
  return element.namespace === DSIG ? element.name : `{${element.namespace}}${element.name}`;
}

function algorithm(element: XmlElement): string {
  return element.attributes['Algorithm'] ?? '';
}
