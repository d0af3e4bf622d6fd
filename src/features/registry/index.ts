export { registryCommands } from './commands.ts';
export { filesAt } from './files.ts';
export { importRegistry } from './import/import-registry.ts';
export type { RegistryFile } from './import/read-csv.ts';
export type { ImportReport } from './import/report.ts';
export { regionNamed, regionsOf } from './regions.ts';
export { createRegistry, type Registry } from './registry-store.ts';
export {
  gradesOfClass,
  type School,
  type TeachingClass,
} from './school.ts';
