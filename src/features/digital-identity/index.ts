export type { AssertedIdentity } from './asserted.ts';
export { comeIn, type Wish } from './come-in-routes.tsx';
export { spidCommands } from './commands.ts';
export type { DigitalIdentityDeps } from './deps.ts';
export { samlEntrances } from './entrance-routes.tsx';
export { DIGITAL_ONLY } from './identity-store.ts';
export { digitalIdentityJobs, digitalIdentityRecurring, loadAllProviders } from './jobs.ts';
export { createProviders } from './provider-store.ts';
export { digitalIdentityRoutes } from './routes.ts';
