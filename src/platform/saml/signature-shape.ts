import type { XmlElement } from '../../kernel/xml-tree.ts';
import { DSIG, ENVELOPED, EXC_C14N, RSA_DIGESTS, SHA256, SHA512 } from './names.ts';

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

function faultOfSignedInfo(signedInfo: XmlElement, id: string): string | undefined {
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
  if (![SHA256, SHA512].includes(algorithm(method))) return `digest ${algorithm(method)}`;
  return value.children.length > 0 ? 'a strange digest' : undefined;
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
