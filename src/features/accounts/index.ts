export type { Account, Person } from './account.ts';
export { accountByFiscalCode, accountById, mailAddressOf } from './account-store.ts';
export { birthPlacesOf } from './birth-places.ts';
export { staffCommands } from './commands.ts';
export type { AccountDeps, Entrance } from './deps.ts';
export { accountJobs, accountRecurring } from './jobs.ts';
export { park, takeParked } from './parked-store.ts';
export { accountRoutes } from './routes.ts';
export { type Entry, SESSION_LIMITS, type SessionLimits, type SigningInBrowser } from './session.ts';
export {
  endSession,
  endSessionsOf,
  identifier,
  openSession,
  type PasswordAging,
  raiseSession,
  sessionCookie,
} from './session-store.ts';
export { createVerifiedAccount, type VerifiedAccountOptions } from './verified-account-store.ts';
