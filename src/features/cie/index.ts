export { cieCommand } from './commands.ts';
export type { CieDeps } from './deps.ts';
export { type CieJobsDeps, cieJobs, cieRecurring } from './jobs.ts';
export { cieRoutes } from './routes.ts';
export { CIE_PATH, type CieSettings } from './settings.ts';
