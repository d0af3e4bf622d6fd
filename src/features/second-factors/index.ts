export { resetSecondFactorCommand } from './commands.ts';
export type { SecondFactorDeps } from './deps.ts';
export { hasSecondFactor } from './factors-store.ts';
export { secondFactorJobs, secondFactorRecurring } from './jobs.ts';
export { PASSKEY_ENTRANCE } from './paths.ts';
export { secondFactorRoutes } from './routes.ts';
export { putTotp as enrolTotp } from './totp-store.ts';
