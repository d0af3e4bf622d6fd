import { nameCommissions } from './commissions.ts';
import type { Document, Fault } from './document-schema.ts';
import { type LotOf, meritOf } from './merit.ts';
import { runMobility } from './mobility.ts';
import { runDocument } from './run.ts';

/** Where each person of a run ends up, whatever the mechanism, in the words of the file. */
export interface Placements {
  /** By person: a seat, or a school and ranking; none for who got nothing or did not move. */
  readonly place: readonly (string | undefined)[];
  /** By person: the preference it came from; none also for who was sent without asking. */
  readonly line: readonly (number | undefined)[];
}

/** Runs the document by its own mechanism. */
export function placementsOf(document: Document, lotOf: LotOf): Placements | { readonly faults: readonly Fault[] } {
  if (document.head.mechanism === 'mobility') return moved(document, lotOf);
  if (document.head.mechanism === 'commissions') return namedTo(document, lotOf);
  const outcome = runDocument(document, lotOf);
  if ('faults' in outcome) return outcome;
  const { lists } = outcome.round;
  return {
    place: document.persons.map((_, person) => document.seats[outcome.seat[person] as number]?.code),
    line: document.persons.map((_, person) => {
      const at = lists.seat
        .subarray(0, lists.start[person + 1])
        .indexOf(outcome.seat[person] as number, lists.start[person]);
      return at === -1 ? undefined : lists.line[at];
    }),
  };
}

function moved(document: Document, lotOf: LotOf): Placements {
  const { moves, world } = runMobility(document, lotOf);
  return {
    place: document.persons.map((_, person) => {
      const [ranking, school] = world.nodes[moves.get(person)?.school ?? -1]?.key.split('\n') ?? [];
      return school === undefined ? undefined : `${school} (${ranking})`;
    }),
    line: document.persons.map((_, person) => moves.get(person)?.line),
  };
}

function namedTo(document: Document, lotOf: LotOf): Placements | { readonly faults: readonly Fault[] } {
  const ordered = meritOf(document, lotOf);
  if ('faults' in ordered) return ordered;
  const { named } = nameCommissions(document, ordered.merit);
  return {
    place: document.persons.map((_, person) => document.seats[named.get(person)?.seat ?? -1]?.code),
    line: document.persons.map((_, person) => {
      const naming = named.get(person);
      return naming === undefined || naming.exOfficio ? undefined : naming.line;
    }),
  };
}

/** What one person lost or won by a change. */
export interface Difference {
  readonly person: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Who would have got what: the people placed elsewhere by a change to the document. */
export function differences({ persons }: Document, before: Placements, after: Placements): Difference[] {
  return persons.flatMap(({ code }, index) => {
    const [was, is] = [before.place[index], after.place[index]];
    return was === is ? [] : [{ person: code, before: was, after: is }];
  });
}
