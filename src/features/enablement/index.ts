export { areBound } from './bond-store.ts';
export type { CodeOutcome } from './code-attempts.ts';
export { codeProblem } from './code-words.ts';
export { addressLine, type DeclaredData, type EnablementRequest } from './declared-data.ts';
export { enableByDigitalIdentity } from './digital-adhesion-store.ts';
export type { DigitalEntry } from './digital-identity.ts';
export { enablementOf, profileFor } from './enablement-store.ts';
export {
  CHECKS,
  type Check,
  type Clerk,
  checksFor,
  type IdentityCheck,
  type Judgement,
  type JudgementFault,
  REFUSAL_REASONS,
  refusalReason,
} from './identity-check.ts';
export {
  type CheckResult,
  lookUpRequest,
  type OwnOutcome,
  outcomesOf,
  pendingRequest,
  saveIdentityCheck,
} from './identity-check-store.ts';
export { DOCUMENT_KINDS, documentKind, documentLabel, isExpired } from './identity-document.ts';
export type { Engaged } from './inactivity-store.ts';
export { enablementJobs, enablementRecurring } from './jobs.ts';
export { type CodeDeps, verifyPersonalCode } from './personal-code-store.ts';
export type { WrittenProxy } from './proxy.ts';
export { PROXY_CHECKS } from './proxy-checks.ts';
export { releaseFiscalCode } from './release-store.ts';
export { type RevocationReason, reasonsFor } from './revocation.ts';
export { revokeEnablement } from './revocation-store.ts';
export { enablementRoutes } from './routes.ts';
export { createEnabled } from './seed-store.ts';
export { LOOKUP_REASONS, LOOKUPS_A_DAY, type LookupReason, lookupReason, type Seeker } from './state-lookup.ts';
export { lookUpState, openLookup } from './state-lookup-store.ts';
export { type StateShown, stateShown } from './state-shown-store.ts';
export { variationLabel } from './variation.ts';
export { VariedTable } from './views/varied-table.tsx';
