export { acting } from './acting-store.ts';
export { endDelegationsOf } from './closing-store.ts';
export { delegationJobs, delegationRecurring } from './jobs.ts';
export { delegationRoutes } from './routes.ts';
export { holdDelegation, STILL_STANDS } from './standing-store.ts';
