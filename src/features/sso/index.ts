export { ssoCommands } from './commands.ts';
export { ssoJobs, ssoRecurring } from './jobs.ts';
export { oneSignOn } from './openid-routes.tsx';
