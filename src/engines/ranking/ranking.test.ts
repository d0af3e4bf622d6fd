import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Criterion, criteriaSchema } from '../../kernel/ranking-criteria.ts';
import { type Contender, decide, orderOf, ownValues, rank } from './index.ts';

const SEED = 'seme a verbale';

function person(id: string, points: number, values: Record<string, unknown> = {}, sections = {}): Contender {
  const scope = { value: (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined), items: () => [] };
  return { id, points, sections, scope };
}

const all: readonly Criterion[] = criteriaSchema.parse([
  { by: 'tier', field: 'position.tier', order: ['I', 'II'] },
  { by: 'points' },
  { by: 'section_points', section: 'C' },
  { by: 'codes', field: 'p.codes', order: ['A', 'B', 'Q', 'R'] },
  { by: 'number', field: 'p.children', first: 'higher', label: 'Più figli a carico' },
  { by: 'yes', field: 'p.service', label: 'Servizio senza demerito' },
  {
    by: 'priority',
    order: ['p.near', { when: 'p.twin', label: 'Ha un gemello' }],
  },
  { by: 'date', field: 'applicant.birth_date', first: 'younger' },
  { by: 'draw', words: 'Sorteggio' },
]);

const anyone = fc.record({
  points: fc.integer({ min: 0, max: 3 }),
  c: fc.integer({ min: 0, max: 2 }),
  values: fc.record(
    {
      'position.tier': fc.constantFrom<unknown>('I', 'II', 'III', 7),
      'p.codes': fc.oneof(fc.subarray(['A', 'B', 'Q', 'R', 'Z']), fc.constant('A')),
      'p.children': fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(Number.NaN), fc.constant('2')),
      'p.service': fc.boolean(),
      'p.near': fc.boolean(),
      'p.twin': fc.boolean(),
      'applicant.birth_date': fc.constantFrom('1990-01-01', '1990-01-02', '2000-02-29', '1 gennaio', '1990-02-30'),
    },
    { requiredKeys: [] },
  ),
});
const people = fc
  .array(anyone, { maxLength: 12 })
  .map((each) => each.map(({ points, c, values }, n) => person(`p${n}`, points, values, { C: c })));
const some = fc.subarray([...all], { minLength: 1 });

test('whoever is compared, one comes before the other or they are equal, and never both before', () => {
  fc.assert(
    fc.property(people, some, (crowd, criteria) => {
      for (const one of crowd) {
        assert.equal(decide(one, one, criteria, SEED), undefined);
        for (const other of crowd) {
          const there = decide(one, other, criteria, SEED);
          assert.deepEqual(decide(other, one, criteria, SEED), there);
        }
      }
    }),
  );
});

test('whoever is before who is before a third is before the third', () => {
  const before = (one: Contender, other: Contender, criteria: readonly Criterion[]) =>
    decide(one, other, criteria, SEED)?.above === one.id;
  fc.assert(
    fc.property(people, some, (crowd, criteria) => {
      for (const a of crowd)
        for (const b of crowd)
          for (const c of crowd)
            if (before(a, b, criteria) && before(b, c, criteria)) assert.ok(before(a, c, criteria));
    }),
    { numRuns: 40 },
  );
});

test('the order in which people are given changes nothing', () => {
  const shuffled = people.chain((crowd) =>
    fc.tuple(fc.constant(crowd), fc.shuffledSubarray(crowd, { minLength: crowd.length })),
  );
  fc.assert(
    fc.property(shuffled, some, ([crowd, other], criteria) => {
      assert.deepEqual(rank(crowd, criteria, SEED), rank(other, criteria, SEED));
    }),
  );
});

test('sort keys and comparison one by one give the same order', () => {
  fc.assert(
    fc.property(people, some, (crowd, criteria) => {
      const { places, positions } = orderOf(crowd, criteria, SEED);
      for (let at = 1; at < places.length; at += 1) {
        const [above, below] = [crowd[places[at - 1] ?? 0], crowd[places[at] ?? 0]] as [Contender, Contender];
        const decision = decide(above, below, criteria, SEED);
        assert.equal(decision?.above, decision === undefined ? undefined : above.id);
        assert.equal(positions[at] === positions[at - 1], decision === undefined);
      }
    }),
    { numRuns: 300 },
  );
});

test('with a draw nobody is tied, and the same seed draws the same', () => {
  const crowd = Array.from({ length: 500 }, (_, n) => person(`p${n}`, 0));
  const draw = criteriaSchema.parse([{ by: 'points' }, { by: 'draw', words: 'Sorteggio del 3 marzo' }]);
  const ids = (seed: string) => rank(crowd, draw, seed).map(({ id }) => id);
  assert.ok(rank(crowd, draw, SEED).every(({ tied }) => !tied));
  assert.deepEqual(ids(SEED), ids(SEED));
  assert.notDeepEqual(ids(SEED), ids('un altro'));
});

test('the draw gives everyone the same chance of being first', () => {
  const crowd = ['a', 'b', 'c', 'd'].map((id) => person(id, 0));
  const draw = criteriaSchema.parse([{ by: 'draw', words: 'Sorteggio' }]);
  const wins = new Map<string, number>();
  for (let seed = 0; seed < 4000; seed += 1) {
    const first = rank(crowd, draw, String(seed))[0]?.id ?? '';
    wins.set(first, (wins.get(first) ?? 0) + 1);
  }
  // 1,000 expected of each; six standard deviations are 165.
  for (const id of ['a', 'b', 'c', 'd'])
    assert.ok(Math.abs((wins.get(id) ?? 0) - 1000) < 165, `${id}: ${wins.get(id)}`);
});

test('what decides between neighbours is said with both values', () => {
  const base = { 'position.tier': 'I', 'p.codes': ['Q'], 'p.children': 1, 'applicant.birth_date': '1990-03-05' };
  const cases: readonly [Contender, Contender, string][] = [
    [person('a', 1, base), person('b', 9, { ...base, 'position.tier': 'II' }), 'Fascia: I contro II.'],
    [person('a', 6450, base), person('b', 6200, base), 'Più punti: 64,50 contro 62,00.'],
    [person('a', 1, base, { C: 100 }), person('b', 1, base), 'Più punti nella parte C: 1,00 contro 0,00.'],
    [
      person('a', 1, { ...base, 'p.codes': ['A'] }),
      person('b', 1, { ...base, 'p.codes': ['Q', 'R'] }),
      'Titolo di preferenza: A contro senza A.',
    ],
    [
      person('a', 1, { ...base, 'p.codes': ['Q', 'R'] }),
      person('b', 1, base),
      'Titolo di preferenza: R contro senza R.',
    ],
    [person('a', 1, { ...base, 'p.children': 3 }), person('b', 1, base), 'Più figli a carico: 3 contro 1.'],
    [
      person('a', 1, base),
      person('b', 1, { ...base, 'p.children': undefined }),
      'Più figli a carico: 1 contro nessuna risposta.',
    ],
    [person('a', 1, { ...base, 'p.service': true }), person('b', 1, base), 'Servizio senza demerito: sì contro no.'],
    [
      person('a', 1, { ...base, 'p.near': true }),
      person('b', 1, { ...base, 'p.twin': true }),
      'Criterio di precedenza 1: sì contro no.',
    ],
    [person('a', 1, { ...base, 'p.twin': true }), person('b', 1, base), 'Ha un gemello: sì contro no.'],
    [
      person('a', 1, { ...base, 'applicant.birth_date': '1991-01-01' }),
      person('b', 1, base),
      'Più giovane d’età: 1 gennaio 1991 contro 5 marzo 1990.',
    ],
  ];
  for (const [above, below, words] of cases) {
    const decision = decide(below, above, all, SEED);
    assert.deepEqual([decision?.above, decision?.words], ['a', words]);
  }
});

test('equals share a position and the next one skips', () => {
  const criteria = criteriaSchema.parse([{ by: 'points' }]);
  const crowd = [person('c', 5), person('a', 9), person('b', 5), person('d', 1)];
  const found = rank(crowd, criteria).map(({ id, position, tied }) => [id, position, tied]);
  assert.deepEqual(found, [
    ['a', 1, false],
    ['b', 2, true],
    ['c', 2, true],
    ['d', 4, false],
  ]);
  assert.equal(rank(crowd, criteria)[2]?.because, undefined);
});

test('the direction of age is a word of the procedure', () => {
  const crowd = ['1980-05-05', '1995-05-05', undefined].map((date, n) =>
    person(`p${n}`, 1, { 'applicant.birth_date': date }),
  );
  for (const [first, ids] of [
    ['younger', ['p1', 'p0', 'p2']],
    ['older', ['p0', 'p1', 'p2']],
  ] as const) {
    const criteria = criteriaSchema.parse([{ by: 'date', field: 'applicant.birth_date', first }]);
    assert.deepEqual(
      rank(crowd, criteria).map(({ id }) => id),
      ids,
    );
  }
});

test('what one person has is said criterion by criterion, as when two are compared', () => {
  fc.assert(
    fc.property(people, some, (crowd, criteria) => {
      for (const one of crowd) {
        for (const other of crowd) {
          const decided = decide(one, other, criteria, SEED);
          if (decided === undefined || decided.by === 'codes' || decided.by === 'tier') continue;
          const above = decided.above === one.id ? one : other;
          const [what = ''] = decided.words.split(': ');
          const own = ownValues(above, criteria, SEED).find((each) => each.what === what);
          assert.ok(decided.words.includes(`: ${own?.value} contro `), `${decided.words} ${own?.value}`);
        }
      }
    }),
  );
});
