export type { Client } from './client.ts';
export { allClients } from './client-store.ts';
export { ssoCommands } from './commands.ts';
export { ssoJobs, ssoRecurring } from './jobs.ts';
export { oneSignOn } from './openid-routes.tsx';
export { seedClient } from './seed-store.ts';
