import { documentOf, runDocument } from '../../../engines/assignment/index.ts';
import { chosenSchools, type Definition } from '../../../engines/procedure/index.ts';
import { decide, type OwnValue, ownValues } from '../../../engines/ranking/index.ts';
import { documentsChosen } from './chosen.ts';
import type { PublishedDocument } from './document.ts';
import { type Line, type PointsLine, type Queue, queueOf } from './queue.ts';
import type { Applicant } from './standing.ts';

/** A place wished at a school: how many there are, and how far they went. */
export interface WishedPlace {
  readonly id: string;
  readonly label: string;
  readonly seats: number;
  /** Position of the last one admitted there; nothing where nobody was. */
  readonly last?: number;
  /** What that one has before this person. It tells of somebody else: it is for the office, and never kept. */
  readonly because?: string;
}

/** How a family stands at one school: its place in the order, and what it brings there line by line. */
export interface SchoolStanding {
  /** The name and the act by which the school is judged. */
  readonly name: string;
  readonly act: string;
  readonly position: number;
  readonly size: number;
  readonly points: readonly PointsLine[];
  readonly values: readonly OwnValue[];
  readonly wished: readonly WishedPlace[];
}

/** What came of one school that an application names, in the order in which it names them. */
export interface SchoolStep {
  readonly school: string;
  readonly outcome: 'admitted' | 'passed-on' | 'not-needed' | 'no-place' | 'no-criteria';
  /** Nothing where the school has published no criteria. */
  readonly standing?: SchoolStanding;
  /** The place had there. */
  readonly place?: string;
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
  return people.map(({ id, answers }) =>
    told(id, chosenSchools(around.definition, answers), { queues, places, around }),
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
  if (queue === undefined || line === undefined) return { school, outcome: 'no-criteria' };
  const standing = standingAt(queue, line, about);
  const had = about.places.get(id);
  if (had?.school === school) return { school, outcome: 'admitted', standing, place: had.place };
  if (after) return { school, outcome: 'not-needed', standing };
  return { school, outcome: line.wishes.length === 0 ? 'no-place' : 'passed-on', standing };
}

function standingAt(queue: Queue, line: Line, about: Told): SchoolStanding {
  const { name, act, order } = queue.document;
  return {
    ...{ name, act, position: line.position, size: queue.size, points: line.points },
    values: ownValues(line.contender, order, about.around.seed),
    wished: line.wishes.map(({ id, label, seats }) => ({ id, label, seats, ...lastOf(id, line, queue, about) })),
  };
}

/** How far the places of one kind went, and what the last one admitted has that this person has not. */
function lastOf(place: string, line: Line, queue: Queue, { places, around }: Told) {
  const last = queue.lines.findLast(({ contender }) => {
    const had = places.get(contender.id);
    return had?.school === queue.school && had.place === place;
  });
  if (last === undefined) return {};
  if (last.position >= line.position) return { last: last.position };
  const because = decide(last.contender, line.contender, queue.document.order, around.seed)?.words;
  return { last: last.position, ...(because === undefined ? {} : { because: because.replace(/\.$/, '') }) };
}
