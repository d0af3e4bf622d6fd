export { formContests } from './forming-store.ts';
export { trialJobs } from './jobs.ts';
export { trialRoutes } from './routes.ts';
