export { trialJobs } from './jobs.ts';
export { trialRoutes } from './routes.ts';
