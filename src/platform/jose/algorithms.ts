/**
 * What tokens of others may be made with. Nothing else is even tried: neither `none`, nor a symmetric algorithm that
 * would take a public key for a secret, nor SHA-1.
 */
export const SIGNING = ['RS256', 'RS512'] as const;
export const KEY_WRAPPING = ['RSA-OAEP', 'RSA-OAEP-256'] as const;
export const CONTENT_ENCRYPTION = ['A128CBC-HS256', 'A256CBC-HS512'] as const;

/** In bits: what the Italian rules ask of a key at least. */
export const SHORTEST_KEY = 2048;

/** Members of a header that would let a token say which key, or which rules, it is to be judged by. */
export const FORBIDDEN_MEMBERS = ['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit', 'b64', 'zip'] as const;
