/** The independent checker: proves a run or names the counter-example. Shares no code with the engine. */
export { checkAssignment, checkCutoffs, type Rule } from './check.ts';
export { type Quarantine, quarantineOf } from './quarantine.ts';
export type { Table, Verdict, Violation } from './table.ts';
