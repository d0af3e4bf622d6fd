export { authoringCommands } from './authoring-commands.ts';
export { procedureCommands } from './commands.ts';
export { examplesIn, runExamples } from './examples.ts';
export { packDigest, readPackFiles } from './pack-files.ts';
export { packFiles, readPack } from './pack-store.ts';
export { personWindow } from './person-window.ts';
export type { Release } from './release.ts';
export { procedureRoutes } from './routes.tsx';
export {
  catalogueEntries,
  currentRelease,
  currentReleases,
  procedureWindow,
  publishRelease,
  RELEASE_PUBLISHED,
  recordWindowAct,
  releaseByDigest,
  WINDOW_MOVED,
  windowActById,
  windowActs,
} from './store.ts';
export { ConsequencesPart } from './views/consequences-part.tsx';
export { EligibilityPart } from './views/eligibility-part.tsx';
export type { FilingWindow, WindowAct } from './window.ts';
export { filingOf, filingWindow } from './window.ts';
