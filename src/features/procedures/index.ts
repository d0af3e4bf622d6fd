export { pointsOrSchoolsAsk } from './asks-applicant.ts';
export { authoringCommands } from './authoring-commands.ts';
export { byPart, CHANGE_KINDS } from './change-words.ts';
export { procedureCommands } from './commands.ts';
export { type Admission, admit, type SchoolStanding, type SchoolStep } from './criteria/admission.ts';
export { stepWords } from './criteria/admission-words.ts';
export { answersAt, definitionWith } from './criteria/chosen.ts';
export { documentDigest, type PublishedDocument } from './criteria/document.ts';
export { publishSchools, publishTexts } from './criteria/publish.ts';
export { readDocument } from './criteria/read-document.ts';
export { documentsAt, type SchoolSource, schoolSource, withSchools } from './criteria/store.ts';
export { SchoolDocumentPart } from './criteria/views/school-page.tsx';
export { directorate } from './directorate-store.ts';
export { type ExamplesRun, examplesIn, passes, runExamples } from './examples.ts';
export { packDigest, packWarnings, readPackFiles } from './pack-files.ts';
export { packFiles, readPack } from './pack-store.ts';
export { personWindow } from './person-window.ts';
export { pictureOf } from './rehearsal/picture.ts';
export { gapName, type InventedApplication, rehearse } from './rehearsal/rehearse.ts';
export { reportOf } from './rehearsal/report.ts';
export { Tally } from './rehearsal/tally.ts';
export { type Pack, type Release, releaseNorm } from './release.ts';
export { procedureRoutes } from './routes.tsx';
export {
  catalogueEntries,
  currentRelease,
  currentReleases,
  keepSource,
  procedureWindow,
  publishRelease,
  RELEASE_PUBLISHED,
  recordWindowAct,
  releaseByDigest,
  sourceOf,
  WINDOW_MOVED,
  windowActById,
  windowActs,
} from './store.ts';
export { ConsequencesPart } from './views/consequences-part.tsx';
export { EligibilityPart } from './views/eligibility-part.tsx';
export type { FilingWindow, TimedWindow, WindowAct } from './window.ts';
export { filingOf, filingWindow, mainWindow, timedWindows } from './window.ts';
export { moveWindow } from './window-store.ts';
export { type PackFault, YAML_LIMITS } from './yaml-store.ts';
