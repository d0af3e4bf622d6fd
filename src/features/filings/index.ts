export { applicantFacts } from './applicant-store.ts';
export {
  editionStatus,
  FILED_EDITION,
  filedAnswers,
  filedApplication,
  filedApplications,
  filingForOffice,
  filingsOf,
  filingsOfApplication,
} from './archive-store.ts';
export { type FiledApplication, profileContext } from './canonical.ts';
export { filingCommands } from './commands.ts';
export type { FilingDeps } from './deps.ts';
export { factsFiled } from './facts-kept.ts';
export { file, isRefusal, type Refusal } from './filing.ts';
export { createFilingRegistrar } from './filing-registrar-store.ts';
export { brokenPromises } from './invariants.ts';
export { filingJobs, receiptAttachment } from './jobs.ts';
export { officeAt } from './office-at.ts';
export { readingsOf, recordReading } from './reading-store.ts';
export { receiptName } from './receipt.ts';
export { receiptOf } from './receipt-store.ts';
export type { FilingReading, FilingRecord, FilingState } from './record.ts';
export { type RegisterNumber, readNumber, stamp, writeNumber } from './register-number.ts';
export { filingRoutes } from './routes.ts';
export { searchKey } from './search-key.ts';
export { standingFilings } from './standing-store.ts';
export { type Beside, standingBeside, twinFor } from './twin-store.ts';
export { IS_VALID, validFilings } from './valid-store.ts';
