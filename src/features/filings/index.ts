export {
  type EditionStatus,
  editionStatus,
  filedAnswers,
  filedApplication,
  filingForOffice,
  filingsOf,
  filingsOfApplication,
} from './archive-store.ts';
export { type FiledApplication, profileContext } from './canonical.ts';
export { type FilingCommandDeps, filingCommands } from './commands.ts';
export type { FilingDeps } from './deps.ts';
export { searchKey } from './filing.ts';
export { createFilingRegistrar, type FilingRegistrar } from './filing-registrar-store.ts';
export { type Breach, brokenPromises } from './invariants.ts';
export { type FilingJobsDeps, filingJobs, receiptAttachment } from './jobs.ts';
export { type Look, readingsOf, recordReading } from './reading-store.ts';
export { receiptName } from './receipt.ts';
export { receiptOf } from './receipt-store.ts';
export type { FilingReading, FilingRecord, FilingState } from './record.ts';
export { type RegisterNumber, readNumber, stamp, writeNumber } from './register-number.ts';
export { filingRoutes } from './routes.ts';
