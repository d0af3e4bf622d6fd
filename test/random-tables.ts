import fc from 'fast-check';

/** Tables of any make over facts of two kinds, with every rule and every limit: what both back ends must agree on. */

const KINDS = ['t', 's'] as const;
const TYPES = ['a', 'b', 'c', 'd'] as const;
const points = fc.constantFrom(0.5, 1, 1.5, 2, 3, 6);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const steps = fc.constantFrom(
  [{ up_to: 2, points: 1 }, { points: '2/3' }],
  [{ up_to: 1, points: 3 }, { up_to: 3, points: 0.5 }, { points: 2 }],
);
const rate = fc.oneof(
  points.map((each) => ({ points: each })),
  steps.map((each) => ({ steps: each })),
);
const decimals = fc.constantFrom(0, 2);
const dates = { from: fc.constant('from'), to: fc.constant('to') };

const rule: fc.Arbitrary<object> = fc.oneof(
  fc.record({ kind: fc.constant('each'), points }),
  rate.map((each) => ({ kind: 'amount', field: 'n', unit: { one: 'anno', many: 'anni' }, ...each })),
  rate.map((each) => ({ kind: 'amount', per: 'n * 2 - 1', unit: { one: 'anno', many: 'anni' }, ...each })),
  fc.constantFrom('level', 'flag', 'n', 'position.p').map((field) => ({
    kind: 'lookup',
    field,
    points: { x: 3, y: 4, true: 1, 2: 5, a: 6 },
  })),
  fc.constantFrom(10, 100, 110).map((scale) => ({
    kind: 'band',
    mark: 'mark',
    scale,
    no_mark: 2,
    bands: [
      { from: 6, points: 1 },
      { from: 60, points: 4 },
      { from: 96, points: 12 },
    ],
  })),
  fc.constantFrom(100, 110).map((scale) => ({
    kind: 'above',
    mark: 'mark',
    scale,
    threshold: 76,
    base: 12,
    per_point: 0.5,
    lode: 4,
  })),
  fc.record({
    kind: fc.constant('scaled'),
    mark: fc.constant('mark'),
    scale: fc.constantFrom(10, 30),
    decimals,
    points,
  }),
  fc
    .record({
      ...dates,
      year: maybe(fc.constant('year')),
      max_months: fc.constantFrom(2, 6),
      sum_days: fc.boolean(),
      points,
    })
    .chain((months) => maybe(fc.constant('flag')).map((full_when) => ({ kind: 'months', ...months, full_when }))),
  steps.map((each) => ({ kind: 'months', from: 'from', to: 'to', steps: each })),
  fc.record({ kind: fc.constant('days'), ...dates, per: fc.constantFrom(1, 30, 365), points, decimals }),
  fc.record({
    kind: fc.constant('value'),
    formula: fc.constantFrom('n / 3', 'n + size(list)', 'position.q * 1.5'),
    decimals,
  }),
);

const test = fc.constantFrom(
  'type == "a"',
  'type == "b"',
  'type in ["a", "c"]',
  '!(type == "a")',
  'flag',
  'n >= 2',
  'n == position.q',
  'type == position.p',
  'position.p in list',
  'related("same", type, position.p)',
  'target.place == place',
  'target.place == "here"',
  'has(level) && level != "x"',
  'type == "a" || lang == "en"',
  'type == "d" && year >= "2020/21"',
  'form.yes',
  'others.exists(i, i.of == type)',
  'age_on(applicant.born, date("2026-01-01")) > 30',
);

const capPer = fc.record({ field: fc.constantFrom('year', 'lang', 'n'), points, why: fc.constant('per') });
const onePer = fc.record({
  fields: fc.constantFrom(['lang'], ['lang', 'level'], ['n']),
  why: fc.constant('una'),
});

const item = fc.record({
  of: fc.constantFrom(...KINDS),
  when: maybe(test),
  rule,
  factors: fc.array(fc.record({ when: test, by: fc.constantFrom(0.5, 2, 1.5), why: fc.constant('fattore') }), {
    maxLength: 2,
  }),
  one_per: fc.option(onePer, { nil: undefined, freq: 3 }),
  max_count: fc.option(fc.constantFrom(1, 2), { nil: undefined, freq: 3 }),
  cap_per: fc.option(capPer, { nil: undefined, freq: 3 }),
  cap: fc.option(fc.constantFrom(3, 7), { nil: undefined, freq: 3 }),
  reusable: fc.boolean(),
});

const section = fc.record({
  items: fc.array(item, { minLength: 1, maxLength: 4 }),
  cap_per: fc.option(capPer, { nil: undefined, freq: 3 }),
  cap: fc.option(fc.constantFrom(5, 20), { nil: undefined, freq: 3 }),
  group: maybe(fc.record({ cap: maybe(fc.constantFrom(4, 9)), best_only: fc.boolean(), last: fc.nat({ max: 3 }) })),
});

/** The source of a table, as it would be written. */
export const tables = fc
  .record({
    sections: fc.array(section, { minLength: 1, maxLength: 3 }),
    discard: fc.array(fc.record({ of: fc.constantFrom(...KINDS), when: test, reason: fc.constant('già usato') }), {
      maxLength: 2,
    }),
    across: maybe(fc.constantFrom(6, 15)),
    cap: fc.option(fc.constantFrom(10, 40), { nil: undefined, freq: 3 }),
  })
  .map(({ sections, discard, across, cap }) => ({
    title: 'T',
    norm: 'N',
    cap,
    discard,
    groups: across === undefined ? [] : [{ items: ['0.0', `${sections.length - 1}.0`], cap: across, why: 'insieme' }],
    sections: sections.map(({ items, group, ...limits }, at) => ({
      id: String(at),
      title: 'S',
      ...limits,
      items: items.map((each, index) => ({ id: `${at}.${index}`, label: 'voce', ...each })),
      groups: group === undefined ? [] : [groupOf(group, at, items.length)],
    })),
  }));

function groupOf(group: { cap: number | undefined; best_only: boolean; last: number }, at: number, items: number) {
  const ids = Array.from({ length: Math.min(items, group.last + 1) }, (_, index) => `${at}.${index}`);
  return { items: ids, cap: group.cap, best_only: group.best_only, why: 'gruppo' };
}

const day = fc
  .integer({ min: 0, max: 120 })
  .map((after) => new Date(Date.UTC(2021, 8, 1 + after)).toISOString().slice(0, 10));
const mark = fc.record({
  value: fc.integer({ min: 0, max: 1100 }).map((tenths) => tenths / 10),
  base: fc.constantFrom(10, 60, 100, 110),
  lode: fc.boolean(),
});
const values = fc.record(
  {
    type: fc.constantFrom(...TYPES),
    level: fc.constantFrom<unknown>('x', 'y', 'z', '', null, true),
    lang: fc.constantFrom<unknown>('en', 'fr', 7, ['en']),
    year: fc.constantFrom('2019/20', '2020/21', '2021/22'),
    n: fc.constantFrom<unknown>(0, 1, 2, 3, 7, 2.5, '2'),
    flag: fc.boolean(),
    mark: fc.oneof(mark, fc.constant('trenta')),
    from: day,
    to: day,
    list: fc.subarray(['a', 'b']),
    place: fc.constantFrom('here', 'there', ''),
  },
  { requiredKeys: ['type'] },
);

/** One application in one ranking: up to twenty facts, and what stands around them. */
export const applications = fc
  .record({
    facts: fc.array(fc.record({ kind: fc.constantFrom(...KINDS, 'other'), values }), { maxLength: 20 }),
    position: fc.record({
      key: fc.constant('p'),
      values: fc.record({ p: fc.constantFrom('a', 'b'), q: fc.constantFrom(1, 2) }, { requiredKeys: [] }),
      answers: fc.record({
        form: fc.record({ yes: fc.boolean() }),
        others: fc.array(fc.record({ of: fc.constantFrom(...TYPES) })),
      }),
      applicant: fc.constantFrom({ born: '1990-01-01' }, { born: '2000-06-30' }),
      target: maybe(fc.constantFrom({ place: 'here' }, { place: 'there' })),
    }),
  })
  .map(({ facts, position }) => ({ position, facts: facts.map((fact, at) => ({ id: `f${at}`, ...fact })) }));
