export { decryptToken, encryptToken } from './encrypted.ts';
export { makeKey, type PrivateKey, publicPart } from './keys.ts';
export { signToken, type TokenFault, unverifiedClaims, verifySigned } from './signed.ts';
