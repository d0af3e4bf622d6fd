export { type AnomalyMeaning, meaningOf } from './anomaly.ts';
export type { Asked, Refused } from './asked.ts';
export { type Attributes, fiscalCodeOf } from './attributes.ts';
export { type AuthnRequest, authnRequestTree } from './authn-request.ts';
export { type Accepted, judgeAssertion } from './judge-assertion.ts';
export { type Anomaly, judgeEnvelope, type Sound } from './judge-envelope.ts';
export { type Comparison, classOf, type Level, levelOf, satisfies } from './level.ts';
export {
  issuerOf,
  type LogoutAsked,
  logoutRequestTree,
  logoutResponseTree,
  type PartnerSession,
  readLogoutRequest,
  readLogoutResponse,
} from './logout.ts';
export { metadataTree } from './metadata.ts';
export { ASSERTION, PREFIXES, PROTOCOL } from './names.ts';
export { type Binding, type Provider, readProviders } from './provider-metadata.ts';
export { EUROPEAN_SET, OWN_SET, type Profile, type ServiceProvider } from './service-provider.ts';
