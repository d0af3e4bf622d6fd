import { readFileSync } from 'node:fs';
import {
  type Container,
  type Document,
  ENGINE,
  FORMAT,
  type Market,
  marketContainer,
  NOBODY,
  type Outcome,
  protectedMarket,
  UnreadableFile,
  VERSION,
} from '../../engines/assignment/index.ts';
import { sha256 } from './files.ts';

/** At least this many bytes of secret, or pseudonyms could be undone by trying every code. */
const leastSalt = 16;

/** The secret salt of an office: kept, never published; it opens the commitment for a judge or an auditor. */
export function readSalt(path: string): string {
  const salt = readFileSync(path);
  if (salt.length < leastSalt) throw new UnreadableFile(`${path}: il sale segreto deve avere almeno ${leastSalt} byte`);
  return salt.toString('hex');
}

export interface Bundle {
  readonly container: Container;
  readonly assignment: string;
  readonly people: number;
  readonly withheld: number;
}

/**
 * What is published: a market anyone can run again, with pseudonyms, without points, reserves or L. 104; the seats given;
 * the digest of the input committed before; a salted commitment to the protected data, to be opened only to an auditor.
 */
export function bundleOf(outcome: Outcome, input: string, salt: string): Bundle {
  const { document } = outcome.round;
  const published = protectedMarket(outcome, (code) => pseudonym(salt, code));
  const poolNames = document.seats.map((seat) => seat.code);
  const names = { people: published.pseudonyms, pools: poolNames, orders: published.orderNames };
  const assignment = assignmentDigest(published.pseudonyms, poolNames, published.seat);
  const header = {
    format: FORMAT,
    version: VERSION,
    kind: 'bundle',
    title: document.head.title,
    mechanism: document.head.mechanism as 'deferred-acceptance',
    listLimit: Math.max(1, longestList(published.market)),
    people: 0,
    pools: 0,
    orders: 0,
    engine: ENGINE,
    input,
    assignment,
    protectedData: protectedCommitment(document, salt),
    withheld: published.withheld.length,
  } as const;
  const container = marketContainer({ header, market: published.market, names });
  return {
    container: { ...container, sections: { ...container.sections, seat: published.seat } },
    assignment,
    people: published.people.length,
    withheld: published.withheld.length,
  };
}

export function pseudonym(salt: string, code: string): string {
  return sha256(`${salt}\n${code}`).slice(0, 24);
}

/** One line for each person, in the order of the pseudonyms: what everybody who runs it again must find. */
export function assignmentDigest(people: readonly string[], pools: readonly string[], seat: Int32Array): string {
  return sha256(people.map((person, index) => `${person} ${seatName(pools, seat[index] as number)}\n`).join(''));
}

function seatName(pools: readonly string[], seat: number): string {
  return seat === NOBODY ? '-' : (pools[seat] ?? '?');
}

function protectedCommitment({ persons }: Document, salt: string): string {
  const flags = persons.map(({ code, reserves, precedence }) => [
    code,
    reserves,
    precedence?.rank ?? 0,
    precedence?.municipality ?? '',
  ]);
  return sha256(`${salt}\n${JSON.stringify(flags)}`);
}

function longestList({ people, listStart }: Market): number {
  let longest = 0;
  for (let person = 0; person < people; person++) {
    longest = Math.max(longest, (listStart[person + 1] as number) - (listStart[person] as number));
  }
  return longest;
}
