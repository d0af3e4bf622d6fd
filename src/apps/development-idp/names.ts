/** What stands on every page, and in the name of every provider: nobody may take it for the real thing. */
export const MARK = 'FORNITORE DI PROVA – nessuna identità vera';

export const SAML_PROVIDERS = {
  spid: { profile: 'spid', title: 'Fornitore SPID di prova', vouchesFor: 'residents' },
  spid2: { profile: 'spid', title: 'Secondo fornitore SPID di prova', vouchesFor: 'residents' },
  // The European gateway is one of the providers of SPID.
  eidas: { profile: 'spid', title: 'Nodo eIDAS di prova', vouchesFor: 'foreigners' },
  cie: { profile: 'cie', title: 'Fornitore CIE di prova', vouchesFor: 'card-holders' },
} as const;

export type SamlName = keyof typeof SAML_PROVIDERS;
export type VouchesFor = (typeof SAML_PROVIDERS)[SamlName]['vouchesFor'];

/** Where the card (CNS) is asked for. */
export const CARD_NAME = 'carta';

/** Where the OpenID side and its trust anchor stand, under the address of the program. */
export const OPENID_NAME = 'op';
export const ANCHOR_NAME = 'ta';

export const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata';
export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
export const ENTITY = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity';
export const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
export const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
export const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
export const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';
