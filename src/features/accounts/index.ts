export type { Account, Person } from './account.ts';
export type { PasswordAging } from './account-facts.ts';
export { accountByFiscalCode, accountById, createAccount, mailAddressOf } from './account-store.ts';
export { actFor } from './acting-session-store.ts';
export { areaOf, waitWords } from './answers-routes.tsx';
export { birthPlacesOf } from './birth-places.ts';
export { type ComingInDeps, comeIn, goOn } from './coming-in-routes.tsx';
export { staffCommands } from './commands.ts';
export { isTooShortAlone, withdrawShortPassword } from './credential-store.ts';
export type { AccountDeps, Entrance } from './deps.ts';
export { createLetIn } from './entry-store.ts';
export { accountJobs, accountRecurring } from './jobs.ts';
export { HAS_ROLE, hasRole } from './membership-store.ts';
export { dropParked, park, parkedForm, takeParked } from './parked-store.ts';
export { type Identity, type PersonTyped, readPerson } from './person-form.ts';
export { PERSON_FIELDS, PERSON_POSTED, personTypedIn, placesOf } from './person-posted-routes.ts';
export { changePerson } from './person-store.ts';
export { accountRoutes } from './routes.ts';
export { type Entry, SESSION_LIMITS, type SessionLimits, type SigningInBrowser } from './session.ts';
export {
  endSession,
  endSessionsById,
  endSessionsOf,
  identifier,
  openSession,
  raiseSession,
  sessionCookie,
} from './session-store.ts';
export { askedPath, CONFIRM_PATH, OWN_PASSWORD_PATH, resumedPath } from './standing.ts';
export { type Limit, networkOf } from './throttle.ts';
export { type Counted, forgetTries, takeTurns } from './throttle-store.ts';
export { createVerifiedAccount, type VerifiedAccountOptions } from './verified-account-store.ts';
export { PersonFields, type PlaceSearch } from './views/person-fields.tsx';
