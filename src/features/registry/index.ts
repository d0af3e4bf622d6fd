export { registryCommands } from './commands.ts';
export { filesAt } from './files.ts';
export { type ImportOptions, importRegistry } from './import/import-registry.ts';
export type { RegistryFile } from './import/read-csv.ts';
export type { ImportReport } from './import/report.ts';
export { createRegistry, type Registry, type RegistryLookups } from './registry-store.ts';
export {
  type Country,
  gradesOfClass,
  type Institute,
  type Municipality,
  type Office,
  type Province,
  type School,
  type SchoolGrade,
  type TeachingClass,
} from './school.ts';
export { type SchoolSuggestion, schoolSuggestions } from './school-suggestions.ts';
export type { SchoolSearch } from './schools-store.ts';
