import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { check, ranking, reasonsOf, school, seat } from './small-document.ts';

// Enrolment (§11): many to one, each school with its own priorities, three choices; order of arrival does not count.
const pupil = (code: string, priorities: Record<string, [tier: number, points: number]>, to: readonly string[]) => ({
  record: 'person',
  code,
  entries: Object.entries(priorities).map(([of, [tier, points]]) => ({ ranking: of, tier, points })),
  preferences: to.map((each) => ({ to: each })),
});

describe('enrolment by each school’s own priorities', () => {
  const schools = ['S1', 'S2', 'S3'].flatMap((code) => [
    school(code),
    ranking(code),
    seat(code, code, code, { seats: code === 'S3' ? 5 : 1 }),
  ]);
  const head = { mechanism: 'deferred-acceptance', parameters: { listLimit: 3 } };

  it('sends on to the second school whoever the first cannot take, as the families wrote', () => {
    const outcome = check(
      head,
      [
        ...schools,
        pupil('sibling', { S1: [1, 0], S2: [9, 1], S3: [9, 1] }, ['S1', 'S2', 'S3']),
        pupil('near', { S1: [2, 50], S2: [1, 2], S3: [9, 2] }, ['S1', 'S2', 'S3']),
        pupil('far', { S1: [2, 40], S2: [2, 3], S3: [9, 3] }, ['S2', 'S1', 'S3']),
      ],
      { far: 'S3', near: 'S2', sibling: 'S1' },
    );
    assert.deepEqual(reasonsOf(outcome, 'far'), ['beyondLast', 'beyondLast', 'assigned']);
  });

  it('takes nothing from who names first a school that refuses them', () => {
    check(
      head,
      [
        ...schools,
        pupil('bold', { S1: [9, 0], S2: [1, 9], S3: [9, 1] }, ['S1', 'S2']),
        pupil('first', { S1: [1, 0], S2: [9, 1], S3: [9, 2] }, ['S1']),
        pupil('second', { S1: [8, 0], S2: [2, 9], S3: [9, 3] }, ['S2', 'S3']),
      ],
      { bold: 'S2', first: 'S1', second: 'S3' },
    );
  });
});
