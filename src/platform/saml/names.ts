export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
export const EXC_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
export const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const RSA_SHA512 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512';
export const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const SHA512 = 'http://www.w3.org/2001/04/xmlenc#sha512';

/** Signature algorithm → what Node calls its digest. SHA-1 is not among them. */
export const RSA_DIGESTS: Readonly<Record<string, 'sha256' | 'sha512'>> = {
  [RSA_SHA256]: 'sha256',
  [RSA_SHA512]: 'sha512',
};

/** Digest algorithm → what Node calls it. */
export const DIGESTS: Readonly<Record<string, 'sha256' | 'sha512'>> = { [SHA256]: 'sha256', [SHA512]: 'sha512' };
