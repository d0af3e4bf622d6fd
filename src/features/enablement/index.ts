export { adhesionFormName } from './adhesion-form.ts';
export type { CodeOutcome } from './code-attempts.ts';
export { codeProblem } from './code-words.ts';
export type { Contact, DeclaredData, EnablementRequest, Municipality, Person } from './declared-data.ts';
export { addressLine, PRIVACY_NOTICE } from './declared-data.ts';
export type { EnablementRoutesDeps } from './deps.ts';
export { type Profile, profileFor } from './enablement-store.ts';
export {
  CHECKS,
  type Check,
  type Clerk,
  type IdentityCheck,
  type Judgement,
  type JudgementFault,
  REFUSAL_REASONS,
  reasonLabel,
  refusalReason,
} from './identity-check.ts';
export {
  type CheckResult,
  checksOf,
  lookUpRequest,
  type OwnOutcome,
  outcomesOf,
  pendingRequest,
  saveIdentityCheck,
} from './identity-check-store.ts';
export { documentLabel, type IdentityDocument, isExpired } from './identity-document.ts';
export { type EnablementJobsDeps, enablementJobs } from './jobs.ts';
export { type CodeDeps, verifyPersonalCode } from './personal-code-store.ts';
export { enablementRoutes } from './routes.ts';
export { createEnabled, type SeededEnablement } from './seed-store.ts';
