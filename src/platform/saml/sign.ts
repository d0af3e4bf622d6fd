import { SignedXml } from 'xml-crypto';
import { certificateOf } from './keys.ts';
import { ENVELOPED, EXC_C14N, RSA_SHA256, SHA256 } from './names.ts';

/** A private key (PEM) and the certificate that shows its public half (PEM). */
export interface SigningKey {
  readonly privateKey: string;
  readonly certificate: string;
}

/**
 * Signs the element with this ID: enveloped, RSA-SHA256 over exclusive canonical XML, the signature right after Issuer
 * (or first where there is none), the certificate in KeyInfo. Throws when there is no such element.
 */
export function signXml(text: string, { privateKey, certificate }: SigningKey, id: string): string {
  if (!/^[\w.-]+$/.test(id)) throw new Error('an ID with strange characters');
  const element = `//*[@ID='${id}']`;
  const signature = new SignedXml({
    privateKey,
    signatureAlgorithm: RSA_SHA256,
    canonicalizationAlgorithm: EXC_C14N,
    getKeyInfoContent: ({ prefix } = {}) => keyInfo(certificate, prefix ?? ''),
  });
  signature.addReference({ xpath: element, digestAlgorithm: SHA256, transforms: [ENVELOPED, EXC_C14N] });
  const issuer = `${element}/*[local-name(.)='Issuer']`;
  const hasIssuer = new RegExp(`\\sID="${id.replaceAll('.', '\\.')}"[^>]*>\\s*<(?:\\w+:)?Issuer[\\s>]`).test(text);
  signature.computeSignature(text, {
    prefix: 'ds',
    location: hasIssuer ? { reference: issuer, action: 'after' } : { reference: element, action: 'prepend' },
  });
  return signature.getSignedXml();
}

function keyInfo(certificate: string, prefix: string): string {
  const bare = certificateOf(certificate).raw.toString('base64');
  const tag = (name: string) => (prefix === '' ? name : `${prefix}:${name}`);
  return `<${tag('X509Data')}><${tag('X509Certificate')}>${bare}</${tag('X509Certificate')}></${tag('X509Data')}>`;
}
