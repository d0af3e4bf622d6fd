export type { Application, Standing } from './application.ts';
export { standingOf } from './application.ts';
export { draftForFiling } from './filing-store.ts';
export type { Lookups } from './lookups.ts';
export { contextFor } from './lookups.ts';
export { draftGaps } from './progress.ts';
export { lookupsOver } from './registry-lookups.ts';
export { applicationRoutes } from './routes.ts';
export { applicationsOf } from './store.ts';
