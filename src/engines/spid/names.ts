import { XML_NAMESPACE } from '../../kernel/xml-tree.ts';

export const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata';
export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
export const UI_INFO = 'urn:oasis:names:tc:SAML:metadata:ui';
export const SPID_EXTENSIONS = 'https://spid.gov.it/saml-extensions';
export const CIE_EXTENSIONS = 'https://www.cartaidentita.interno.gov.it/saml-extensions';

export const ENTITY = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity';
export const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
export const BASIC = 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic';
export const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
export const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
export const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
export const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';

export const LANG = `{${XML_NAMESPACE}}lang`;

/** How our messages write their namespaces. */
export const PREFIXES: Readonly<Record<string, string>> = {
  [PROTOCOL]: 'samlp',
  [ASSERTION]: 'saml',
  [METADATA]: 'md',
  [DSIG]: 'ds',
  [SPID_EXTENSIONS]: 'spid',
  [CIE_EXTENSIONS]: 'cie',
};
