export { exchangeCode, readUserInfo, revokeToken } from './endpoints.ts';
export { newSecrets, type RelyingParty, type Secrets, signedRequest } from './relying-party.ts';
