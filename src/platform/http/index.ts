export type { Answer, AnswerWithCookies, Cookie } from './answer.ts';
export { absent, file, json, leaveFor, page, pagePostingTo, seeOther, withCookies } from './answer.ts';
export { oneText, readDecision, readRequest, wordsFault } from './decision.ts';
export { delegationStopped } from './doors.ts';
export type { FieldError } from './form.ts';
export { Form } from './form.ts';
export type { Mount, MountedCaller } from './mount.ts';
export type { Expired, Identity, Trouble, TroubleKind } from './options.ts';
export type { OwnedObject, Policy, Who } from './policy.ts';
export { forStaff, isRecent } from './policy.ts';
export { ownPath } from './reply.ts';
export type { Exchange, Route, SignedIn } from './route.ts';
export { signedIn } from './route.ts';
export { buildServer } from './server.ts';
export type {
  ActingDelegation,
  Actor,
  EnablementState,
  EntryMethod,
  Membership,
  Role,
  Visitor,
  VisitorEntry,
} from './visitor.ts';
export { actorOf, covers, membershipFor } from './visitor.ts';
