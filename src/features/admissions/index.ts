export { admissionsCommand } from './commands.ts';
export { admissionRoutes } from './routes.ts';
