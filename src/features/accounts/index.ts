export type { Account, BirthPlace, BirthPlaces, Person } from './account.ts';
export { accountByFiscalCode, accountById, mailAddressOf } from './account-store.ts';
export { birthPlacesOf } from './birth-places.ts';
export { type StaffCommandDeps, staffCommands } from './commands.ts';
export type { AccountDeps } from './deps.ts';
export { type AccountJobsDeps, accountJobs, accountRecurring } from './jobs.ts';
export { membershipsOf } from './membership-store.ts';
export { type Parked, park, takeParked } from './parked-store.ts';
export { accountRoutes } from './routes.ts';
export { SESSION_LIMITS, type SessionLimits } from './session.ts';
export { identify } from './session-store.ts';
export { whereTheyStand } from './standing.ts';
export {
  createVerifiedAccount,
  type VerifiedAccountDeps,
  type VerifiedAccountOptions,
} from './verified-account-store.ts';
