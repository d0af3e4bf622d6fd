export { CLOSING_PATH } from './closing.ts';
export { IS_CLOSING } from './closing-store.ts';
export { personalDataJobs, personalDataRecurring } from './jobs.ts';
export { personalDataRoutes } from './routes.tsx';
