import { documentOf } from './document.ts';
import type { Document } from './document-schema.ts';
import { type ReasonName, reasonName } from './reasons.ts';
import { type Outcome, runDocument } from './run.ts';

/** Test world: a document from the little that a case is about, checked like any file. */
export function smallDocument(head: object, records: readonly object[]): Document {
  const read = documentOf([
    {
      record: 'head',
      format: 'polis-assignment',
      version: 1,
      title: 'prova',
      mechanism: 'deferred-acceptance',
      ...head,
    },
    ...records,
  ]);
  if ('faults' in read) throw new Error(read.faults.map((fault) => `${fault.where}: ${fault.what}`).join('\n'));
  return read.document;
}

export const school = (code: string, municipality = 'Roma', more: object = {}) => ({
  record: 'school',
  code,
  municipality,
  district: `distretto di ${municipality}`,
  province: 'RM',
  ...more,
});

export const ranking = (code: string, more: object = {}) => ({ record: 'ranking', code, scan: 1, ...more });

export const seat = (code: string, at: string, of: string, more: object = {}) => ({
  record: 'seat',
  code,
  school: at,
  ranking: of,
  seats: 1,
  ...more,
});

/** Entries as ranking → points. */
export const person = (
  code: string,
  points: Record<string, number>,
  to: readonly (string | object)[],
  more: object = {},
) => ({
  record: 'person',
  code,
  entries: Object.entries(points).map(([of, each]) => ({ ranking: of, points: each })),
  preferences: to.map((each) => (typeof each === 'string' ? { to: each } : each)),
  ...more,
});

/** No lots in small cases: every key differs. */
export const noLot = (): string => {
  throw new Error('a tie in a case without ties');
};

export function ran(document: Document): Outcome {
  const outcome = runDocument(document, noLot);
  if ('faults' in outcome) throw new Error(JSON.stringify(outcome.faults));
  return outcome;
}

/** Person → seat code, and → the reasons of their expanded preferences. */
export function seatsOf(outcome: Outcome): Record<string, string> {
  const { document } = outcome.round;
  return Object.fromEntries(
    document.persons.map((each, index) => [each.code, document.seats[outcome.seat[index] as number]?.code ?? '-']),
  );
}

export function reasonsOf(outcome: Outcome, code: string): ReasonName[] {
  const index = outcome.round.document.persons.findIndex((each) => each.code === code);
  const { start } = outcome.round.lists;
  return [...outcome.reasons.subarray(start[index], start[index + 1])].map(reasonName);
}

export const check = (head: object, records: readonly object[], expected: Record<string, string>): Outcome => {
  const outcome = ran(smallDocument(head, records));
  const found = seatsOf(outcome);
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
  return outcome;
};

export const rome = [school('RMA'), school('RMB'), school('RMC'), school('RMX'), school('RMY')];
