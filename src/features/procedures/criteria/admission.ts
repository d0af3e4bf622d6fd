import { documentOf, runDocument } from '../../../engines/assignment/index.ts';
import type { Definition } from '../../../engines/procedure/index.ts';
import { decide } from '../../../engines/ranking/index.ts';
import { documentsChosen } from './chosen.ts';
import type { PublishedDocument } from './document.ts';
import { type Line, type Queue, queueOf } from './queue.ts';
import type { Applicant } from './standing.ts';

/** What came of one school that an application names, in the order in which it names them. */
export interface SchoolStep {
  readonly school: string;
  readonly outcome: 'admitted' | 'passed-on' | 'not-needed' | 'no-place';
  /** The place had there. */
  readonly place?: string;
  /** In Italian, with the numbers that decided and what the last one admitted has. */
  readonly words: string;
}

export interface Admission {
  readonly id: string;
  /** Taken by the first school named, by another one, or by none of them. */
  readonly state: 'admitted' | 'moved' | 'not-admitted';
  readonly school?: string;
  readonly place?: string;
  readonly steps: readonly SchoolStep[];
}

interface Around {
  readonly definition: Definition;
  /** Of the draws, put on record beforehand. */
  readonly seed: string;
}

/**
 * Who gets a place where: each school by its own order, each family by its own. Nobody loses the second school for having
 * named another one first, and nobody stays out where somebody who comes after them got in (deferred acceptance). The
 * order of arrival changes nothing.
 */
export function admit(
  people: readonly Applicant[],
  documentOfSchool: (school: string) => PublishedDocument | undefined,
  around: Around,
): readonly Admission[] {
  const chosen = people.map((person) => ({
    person,
    schools: documentsChosen(around.definition, person.answers, documentOfSchool),
  }));
  const named = new Map(
    chosen.flatMap(({ schools }) => schools.map(({ code, document }) => [code, document] as const)),
  );
  const queues = new Map(
    [...named].map(([code, document]) => {
      const there = chosen.filter(({ schools }) => schools.some((each) => each.code === code));
      return [
        code,
        queueOf(
          document,
          code,
          there.map(({ person }) => person),
          around,
        ),
      ] as const;
    }),
  );
  const places = seatsGiven(chosen, queues);
  return chosen.map(({ person, schools }) =>
    told(
      person.id,
      schools.map(({ code }) => code),
      { queues, places, around },
    ),
  );
}

type Chosen = readonly { readonly person: Applicant; readonly schools: readonly { readonly code: string }[] }[];
type Queues = ReadonlyMap<string, Queue>;
/** By person: the school and the place had. */
type Places = ReadonlyMap<string, { readonly school: string; readonly place: string }>;

/** Families name schools, never areas: where a school lies decides nothing. */
const NOWHERE = { municipality: 'comune', district: 'distretto', province: 'provincia' };

/** The run of the assignment engine: a ranking and seats for each school, a preference for each place wished there. */
function seatsGiven(chosen: Chosen, queues: Queues): Places {
  const read = documentOf([
    { record: 'head', format: 'polis-assignment', version: 1, title: 'Iscrizioni', mechanism: 'deferred-acceptance' },
    ...[...queues].flatMap(([school, { document }]) => [
      { record: 'school', code: school, ...NOWHERE },
      { record: 'ranking', code: school, scan: 1 },
      ...document.places.map(({ id, seats }) => ({
        ...{ record: 'seat', code: `${school} ${id}`, school, ranking: school, post: id, seats },
      })),
    ]),
    ...chosen.map(({ person, schools }) => ({
      record: 'person',
      code: person.id,
      entries: schools.map(({ code }) => ({
        ranking: code,
        points: -(queues.get(code)?.line(person.id)?.position ?? 0),
      })),
      preferences: schools.flatMap(({ code }) =>
        (queues.get(code)?.line(person.id)?.wishes ?? []).map(({ id }) => ({ to: code, posts: [id] })),
      ),
    })),
  ]);
  if ('faults' in read) throw new Error(read.faults.map(({ where, what }) => `${where}: ${what}`).join('; '));
  const outcome = runDocument(read.document, (_, person) => person);
  if ('faults' in outcome) throw new Error(outcome.faults.map(({ what }) => what).join('; '));
  const { persons, seats } = outcome.round.document;
  return new Map(
    persons.flatMap(({ code }, index) => {
      const seat = seats[outcome.seat[index] as number];
      return seat === undefined ? [] : [[code, { school: seat.school, place: seat.post }] as const];
    }),
  );
}

interface Told {
  readonly queues: Queues;
  readonly places: Places;
  readonly around: Around;
}

function told(id: string, schools: readonly string[], about: Told): Admission {
  const had = about.places.get(id);
  const at = had === undefined ? schools.length : schools.indexOf(had.school);
  const steps = schools.map((school, index) => stepOf(id, school, index > at, about));
  if (had === undefined) return { id, state: 'not-admitted', steps };
  return { id, state: at === 0 ? 'admitted' : 'moved', ...had, steps };
}

function stepOf(id: string, school: string, after: boolean, about: Told): SchoolStep {
  const queue = about.queues.get(school);
  const line = queue?.line(id);
  if (queue === undefined || line === undefined || line.wishes.length === 0) {
    return { school, outcome: 'no-place', words: 'Qui non ci sono posti del tipo che hai chiesto.' };
  }
  const had = about.places.get(id);
  const where = `${queue.document.name}: posizione ${line.position} su ${queue.size}`;
  if (had?.school === school) {
    const label = queue.document.places.find((each) => each.id === had.place)?.label ?? had.place;
    return { school, outcome: 'admitted', place: had.place, words: `${where}. Posto in «${label}».` };
  }
  if (after)
    return {
      school,
      outcome: 'not-needed',
      words: `${where}. Non serve: hai già un posto in una scuola scelta prima.`,
    };
  const why = line.wishes.map(
    ({ id: place, label, seats }) => `«${label}», posti ${seats}${lastWords(place, line, queue, about)}`,
  );
  return { school, outcome: 'passed-on', words: `${where}. ${why.join('; ')}.` };
}

/** How far the places of one kind went, and what the last one admitted has that this person has not. */
function lastWords(place: string, line: Line, queue: Queue, { places, around }: Told): string {
  const inside = queue.lines.filter(({ contender }) => {
    const had = places.get(contender.id);
    return had?.school === queue.school && had.place === place;
  });
  const last = inside.at(-1);
  if (last === undefined) return '';
  const because = decide(last.contender, line.contender, queue.document.order, around.seed)?.words ?? '';
  return `, l’ultimo ammesso è in posizione ${last.position} (${because.replace(/\.$/, '')})`;
}
