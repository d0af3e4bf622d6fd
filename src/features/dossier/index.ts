export type { DossierDeps, NamedFiling } from './deps.ts';
export { entriesOf, hasEntries } from './entry-store.ts';
export { keepDeclared } from './keeping-store.ts';
export { dossierRoutes } from './routes.tsx';
export { noteTakings, takenInto } from './taking-store.ts';
