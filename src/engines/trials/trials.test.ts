import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import type { Trial } from '../../kernel/trial-rules.ts';
import { trialRulesSchema } from '../../kernel/trial-rules.ts';
import { isFollowed, judgeTrial, type Outcome, totalOf, trialsOf } from './index.ts';

const rules = trialRulesSchema.parse({
  contests: { section: 'procedures', key: ['teaching_class'] },
  list: [
    {
      ...{
        id: 'written',
        title: 'Scritta',
        kind: 'computer',
        what: 'Domande',
        max: 100,
        pass: 70,
        norm: 'DM 205/2023',
      },
      admits: { per_post: 3 },
    },
    {
      ...{ id: 'practical', title: 'Pratica', kind: 'practical', what: 'Laboratorio', max: 100, pass: 70, norm: 'DM' },
      ...{ after: 'written', stage: 'second', when: 'teaching_class == "B-15"' },
    },
    {
      ...{ id: 'oral', title: 'Orale', kind: 'oral', what: 'Colloquio', max: 100, pass: 70, norm: 'DM 205/2023' },
      ...{ after: 'written', stage: 'second' },
    },
  ],
  titles: { max: 50 },
  total: 250,
});
const [written, practical, oral] = rules.list as [Trial, Trial, Trial];
const judge = (points: readonly (number | null)[], posts: number | undefined, followed = true) =>
  judgeTrial(
    { trial: written, followed, posts },
    points.map((each, index) => ({ candidate: String(index), points: each })),
  );
const outcomes = (...asked: Parameters<typeof judge>) => judge(...asked)?.map(({ outcome }) => outcome);

const cases: readonly [story: string, points: (number | null)[], posts: number, outcomes: Outcome[]][] = [
  ['the threshold itself is enough, one hundredth less is not', [7000, 6999], 5, ['admitted', 'below']],
  ['who did not come is absent', [null, 8000], 5, ['absent', 'admitted']],
  [
    'three for each post are admitted, the fourth is beyond',
    [9000, 8800, 8600, 8400],
    1,
    ['admitted', 'admitted', 'admitted', 'beyond'],
  ],
  [
    'whoever has the points of the last admitted is admitted as well',
    [9000, 8800, 8600, 8600, 8600, 8500],
    1,
    ['admitted', 'admitted', 'admitted', 'admitted', 'admitted', 'beyond'],
  ],
  ['places left over admit nobody below the threshold', [7000, 6000], 10, ['admitted', 'below']],
];
for (const [story, points, posts, expected] of cases) {
  test(story, () => assert.deepEqual(outcomes(points, posts), expected));
}

describe('a trial', () => {
  it('that nothing follows is passed, whatever the posts', () => {
    assert.deepEqual(outcomes([7000, 6999], undefined, false), ['passed', 'below']);
  });

  it('that admits so many for each post is not judged before the posts are known', () => {
    assert.equal(judge([9000], undefined), undefined);
  });

  it('says why: the points, the threshold, how many are admitted and where the last one stands', () => {
    const told = judge([9000, 8800, 8600, 8400], 1)?.map(({ because }) => because);
    assert.equal(
      told?.[3],
      'Hai 84,00 punti su 100,00, e ne servivano almeno 70,00. Sono ammessi i primi 3 (3 per l’unico posto) e chi ha gli stessi punti dell’ultimo: l’ultimo ammesso ha 86,00 punti.',
    );
    assert.equal(judge([6850], 1)?.[0]?.because, 'Hai 68,50 punti su 100,00: ne servivano almeno 70,00.');
    assert.match(judge([null], 1)?.[0]?.because ?? '', /Non ti sei presentato/);
    assert.match(judge([7000], 1)?.[0]?.because ?? '', /in 1, quindi sono ammessi tutti/);
  });

  it('taken in some competitions only is left out of the others', () => {
    assert.deepEqual(trialsOf(rules, { teaching_class: 'A-12' }), [written, oral]);
    assert.deepEqual(trialsOf(rules, { teaching_class: 'B-15' }), [written, practical, oral]);
    assert.deepEqual([isFollowed(rules.list, written), isFollowed(rules.list, oral)], [true, false]);
  });
});

describe('the total', () => {
  it('is the stages and the titles, each said', () => {
    assert.deepEqual(totalOf(rules, [written, oral], { written: 7800, oral: 9050 }, 2250), {
      total: 19100,
      parts: [
        { label: 'Scritta', points: 7800 },
        { label: 'Orale', points: 9050 },
        { label: 'Titoli', points: 2250 },
      ],
    });
  });

  it('takes the mean of the trials of one stage, half a hundredth up', () => {
    const { parts } = totalOf(rules, rules.list, { written: 7800, practical: 7801, oral: 9000 }, 0);
    assert.deepEqual(parts[1], { label: 'Pratica e Orale', points: 8401 });
  });

  it('counts titles up to their maximum, and none where the competition values none', () => {
    assert.equal(totalOf(rules, [], {}, 9900).total, 5000);
    assert.equal(totalOf({}, [], {}, 9900).total, 0);
  });
});

const result = fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: null });
const crowd = fc.record({ points: fc.array(result, { maxLength: 60 }), posts: fc.integer({ min: 1, max: 12 }) });

describe('whatever the results', () => {
  it('equal points have equal outcomes, and more points never a worse one', () => {
    const rank = { admitted: 3, passed: 3, beyond: 2, below: 1, absent: 0 } as const;
    fc.assert(
      fc.property(crowd, ({ points, posts }) => {
        const judged = judge(points, posts) ?? [];
        for (const one of judged) {
          for (const other of judged) {
            if ((one.points ?? -1) >= (other.points ?? -1)) assert.ok(rank[one.outcome] >= rank[other.outcome]);
          }
        }
      }),
    );
  });

  it('as many as there are places are admitted if so many pass, and more only by a tie with the last', () => {
    fc.assert(
      fc.property(crowd, ({ points, posts }) => {
        const judged = judge(points, posts) ?? [];
        const admitted = judged.filter(({ outcome }) => outcome === 'admitted').map((each) => each.points ?? 0);
        const passed = points.filter((each) => each !== null && each >= 7000).length;
        assert.ok(admitted.length >= Math.min(passed, posts * 3));
        const over = admitted.toSorted((one, other) => other - one).slice(posts * 3 - 1);
        assert.ok(new Set(over).size <= 1);
        assert.ok(admitted.every((each) => each >= 7000));
      }),
    );
  });

  it('the order in which they are given changes nothing', () => {
    fc.assert(
      fc.property(crowd, ({ points, posts }) => {
        const there = judge(points, posts) ?? [];
        const back = judgeTrial(
          { trial: written, followed: true, posts },
          points.map((each, index) => ({ candidate: String(index), points: each })).toReversed(),
        );
        assert.deepEqual(back?.toReversed(), there);
      }),
    );
  });

  it('the total stays between nothing and its maximum', () => {
    const score = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(score, score, score, fc.nat(20_000), (one, two, three, titles) => {
        const { total } = totalOf(rules, rules.list, { written: one, practical: two, oral: three }, titles);
        assert.ok(total >= 0 && total <= 25_000);
      }),
    );
  });
});
