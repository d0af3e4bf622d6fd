export { decryptToken, encryptToken } from './encrypted.ts';
export { makeKey, type PrivateKey, publicPart } from './keys.ts';
export { type OthersKey, signToken, type TokenFault, unverifiedClaims, verifySigned } from './signed.ts';
