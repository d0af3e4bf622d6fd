/** The independent checker: proves a run or names the counter-example. Shares no code with the engine. */
export { checkAssignment, checkCutoffs, type Rule } from './check.ts';
export { checkCommissions, type PublishedNamings } from './check-commissions.ts';
export { checkDocument, type DocumentVerdict, type Published } from './check-document.ts';
export { checkMobility } from './check-mobility.ts';
export type { PublishedMoves } from './mobility-steps.ts';
export { type Quarantine, quarantineOf } from './quarantine.ts';
export { type Lot, type Records, recordsOf } from './records.ts';
export type { Table, Verdict, Violation } from './table.ts';
