import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Answers } from '../../../engines/procedure/index.ts';
import { packFiles, readPack } from '../pack-store.ts';
import { type Admission, admit } from './admission.ts';
import { stepWords } from './admission-words.ts';
import type { PublishedDocument } from './document.ts';
import { documentsIn } from './documents-in.ts';
import { queueOf } from './queue.ts';

const FOLDER = join(import.meta.dirname, '../../../../procedures/iscrizioni-2026');
const read = readPack(FOLDER);
if ('faults' in read) throw new Error(read.faults[0]?.message);
const { definition } = read.pack;
const { documents } = documentsIn(packFiles(FOLDER), definition);
const SCHOOLS = ['VDIC80100L', 'VDIC80200V'];
const around = { definition, seed: 'seme a verbale' };

/** The two schools with as few seats as the story needs. */
function withSeats(seats: readonly number[]): ReadonlyMap<string, PublishedDocument> {
  return new Map(
    [...documents].map(([code, document]) => [
      code,
      { ...document, places: document.places.map((place, at) => ({ ...place, seats: seats[at] ?? 0 })) },
    ]),
  );
}

const family = fc
  .record({
    schools: fc.shuffledSubarray(SCHOOLS, { minLength: 1 }),
    hours: fc.shuffledSubarray(['h40', 'h27'], { minLength: 1 }),
    born: fc.constantFrom('2020-01-10', '2020-05-10', '2020-11-10'),
    hamlet: fc.boolean(),
    sibling: fc.boolean(),
    children: fc.integer({ min: 1, max: 4 }),
  })
  .map(
    ({ schools: [first, second], hours, born, hamlet, sibling, children }) =>
      ({
        child: { grade: 'primary', residence: 'X001', birth_date: born },
        schools: { first, ...(second === undefined ? {} : { second }) },
        timetable: { primary_hours: hours },
        at_vdic80100l: { family: 'two', children, work: 'both', sibling },
        at_vdic80200v: { hamlet, sibling },
      }) as unknown as Answers,
  );
const crowd = fc
  .array(family, { minLength: 1, maxLength: 10 })
  .map((all) => all.map((answers, at) => ({ id: `f${at}`, answers })));
const seats = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 2 });

test('nobody stays out of a place they wished where it is free or somebody after them has it', () => {
  fc.assert(
    fc.property(crowd, seats, (people, few) => {
      const there = withSeats(few);
      const admissions = new Map(admit(people, (code) => there.get(code), around).map((each) => [each.id, each]));
      for (const school of SCHOOLS) {
        const document = there.get(school);
        assert.ok(document);
        const naming = people.filter(({ answers }) => Object.values(answers['schools'] ?? {}).includes(school));
        const queue = queueOf(document, school, naming, around);
        for (const { wishes, contender, position } of queue.lines) {
          const had = admissions.get(contender.id);
          const order = had?.steps.map((step) => step.school) ?? [];
          const better = had?.school !== undefined && order.indexOf(had.school) < order.indexOf(school);
          for (const { id, seats: many } of better ? [] : wishes) {
            if (had?.school === school && had.place === id) break;
            const inside = queue.lines.filter(({ contender: other }) => {
              const place = admissions.get(other.id);
              return place?.school === school && place.place === id;
            });
            assert.equal(inside.length, many, `${contender.id}: ${school} ${id} has seats left`);
            assert.ok(
              inside.every((each) => each.position < position),
              `${contender.id} is before who has ${id}`,
            );
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('no place is given twice, and the order of arrival changes nothing', () => {
  const shuffled = crowd.chain((people) =>
    fc.tuple(fc.constant(people), fc.shuffledSubarray(people, { minLength: people.length })),
  );
  fc.assert(
    fc.property(shuffled, seats, ([people, other], few) => {
      const there = withSeats(few);
      const once = admit(people, (code) => there.get(code), around);
      const again = new Map(admit(other, (code) => there.get(code), around).map((each) => [each.id, each]));
      for (const each of once) assert.deepEqual(again.get(each.id), each);
      const given = Map.groupBy(
        once.filter(({ place }) => place !== undefined),
        ({ school, place }) => `${school} ${place}`,
      );
      for (const [where, all] of given) {
        const [school = '', place] = where.split(' ');
        const most = there.get(school)?.places.find(({ id }) => id === place)?.seats ?? 0;
        assert.ok(all.length <= most, `${where}: ${all.length} of ${most}`);
      }
    }),
    { numRuns: 60 },
  );
});

test('who withdraws takes nothing away from anybody else', () => {
  fc.assert(
    fc.property(crowd, seats, fc.nat(), (people, few, which) => {
      const there = withSeats(few);
      const gone = which % people.length;
      const rankOf = ({ school, place, steps }: Admission) =>
        school === undefined
          ? Number.POSITIVE_INFINITY
          : steps.findIndex((step) => step.school === school) + placeOf(steps, place);
      const placeOf = (steps: Admission['steps'], place: string | undefined) =>
        (steps.find((step) => step.outcome === 'admitted')?.standing?.wished.findIndex(({ id }) => id === place) ?? 0) /
        100;
      const before = new Map(admit(people, (code) => there.get(code), around).map((each) => [each.id, rankOf(each)]));
      for (const each of admit(people.toSpliced(gone, 1), (code) => there.get(code), around)) {
        assert.ok(rankOf(each) <= (before.get(each.id) ?? 0), each.id);
      }
    }),
    { numRuns: 60 },
  );
});

test('whom a school takes stands no later than the last one taken there, and whom it leaves out stands later', () => {
  fc.assert(
    fc.property(crowd, seats, (people, few) => {
      const there = withSeats(few);
      for (const { steps } of admit(people, (code) => there.get(code), around)) {
        for (const { outcome, place, standing } of steps) {
          for (const { id, seats: many, last = 0 } of standing?.wished ?? []) {
            if (outcome === 'admitted' && id === place) assert.ok((standing?.position ?? 0) <= last);
            if (outcome === 'passed-on' && many > 0) assert.ok((standing?.position ?? 0) > last && last > 0);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('a school without criteria passes everybody on, and says so', () => {
  const answers = {
    child: { grade: 'primary' },
    schools: { first: 'VDTF01000D', second: 'VDIC80100L' },
    timetable: { primary_hours: ['h40'] },
  };
  const [one] = admit([{ id: 'a', answers: answers as unknown as Answers }], (code) => documents.get(code), around);
  assert.deepEqual([one?.state, one?.school, one?.steps[0]?.outcome], ['moved', 'VDIC80100L', 'no-criteria']);
  assert.match(one?.steps[0] === undefined ? '' : stepWords(one.steps[0]), /non ha pubblicato/);
});
