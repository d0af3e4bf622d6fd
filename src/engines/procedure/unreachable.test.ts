import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { holds } from '../../kernel/condition.ts';
import { conditionFrom } from '../../kernel/condition-from.ts';
import { readExpression } from '../../kernel/expression-parser.ts';
import type { Answers } from './answers.ts';
import { readDefinition } from './definition.ts';
import { withApplicant } from './known-applicant.ts';
import { smallSource } from './small-procedure.ts';
import { scopeOf, visibleAnswers } from './visibility.ts';

// What the check calls impossible is never so, whatever is answered; and it knows contradictions when it sees them.

const choice = (id: string, ...values: string[]) => ({
  ...{ id, kind: 'enum', label: id, options: values.map((value) => ({ value, label: value })) },
});
const [place, , , end] = smallSource.sections;
const titles = {
  ...{ id: 'titles', kind: 'list', title: 'Titoli', item_name: 'titolo', item_title: '{kind}', max: 3 },
  fields: [
    choice('kind', 'degree', 'master', 'course'),
    { id: 'points', kind: 'integer', label: 'Punti', min: 0, max: 9 },
    { id: 'year', kind: 'school_year', label: 'Anno', first: '2018/19', last: '2024/25' },
  ],
};
const work = {
  ...{ id: 'work', kind: 'form', title: 'Lavoro' },
  fields: [
    choice('tier', 'I', 'II', 'III'),
    { id: 'moved', kind: 'boolean', label: 'moved' },
    { id: 'years', kind: 'integer', label: 'years', min: 0, max: 60 },
    { id: 'months', kind: 'integer', label: 'months', min: 0, max: 11, when: 'years >= 5' },
    { id: 'hours', kind: 'decimal', label: 'hours', min: 0, max: 24 },
    { id: 'since', kind: 'date', label: 'since', min: '2000-01-01', max: '2026-03-16' },
    { id: 'note', kind: 'text', label: 'note' },
  ],
};

function faultsOf(when: string) {
  const read = readDefinition({ ...smallSource, sections: [place, work, titles, { ...end, when }] });
  return read.ok ? [] : read.faults;
}

const NEVER = /non può mai valere/;
const VAIN = /nessuna voce può essere così/;

describe('a condition is found to hold for nobody', () => {
  const cases: readonly [when: string, says: RegExp][] = [
    ['size(titles) > 3', NEVER],
    ['size(titles) + size(titles) > 6', NEVER],
    ['4 <= titles.size()', NEVER],
    ['work.years * 12 + work.months > 731', NEVER],
    ['(work.moved ? work.years : 3) > 60', NEVER],
    ['work.tier == "I" ? work.tier == "II" : false', NEVER],
    ['age_on(applicant.birth_date, date("2026-08-31")) >= 65 && applicant.birth_date > date("1970-01-01")', NEVER],
    [
      'age_on(applicant.birth_date, date("2026-08-31")) < 18 && age_on(applicant.birth_date, date("2020-08-31")) > 18',
      NEVER,
    ],
    ['titles.exists(t, t.kind == "degree" && t.kind == "master")', VAIN],
    ['!titles.exists(t, t.points > 9)', VAIN],
    ['titles.filter(t, t.year > "2024/25").size() >= 1', VAIN],
    ['work.moved && titles.all(t, t.points < 3 && t.points > 5)', VAIN],
    ['titles.exists(t, work.tier == "I" && t.points > work.years && work.tier == "II")', VAIN],
  ];
  for (const [when, says] of cases) {
    test(when, () => assert.match(faultsOf(when)[0]?.message ?? 'nothing', says));
  }
});

describe('a condition that may hold is left alone', () => {
  for (const when of [
    'size(titles) == 3',
    'work.years * 12 + work.months == 731',
    'work.years + work.months == 7',
    'work.hours > 1 && work.hours < 1.02',
    'age_on(applicant.birth_date, date("2024-02-28")) == 3 && age_on(applicant.birth_date, date("2024-02-29")) == 4',
    'titles.exists(t, t.year > "2019/20" && t.year < "2021/22")',
    'titles.exists(t, t.kind == "degree") && titles.exists(t, t.kind == "master")',
    'titles.all(t, t.points > work.years)',
    'work.months == 0',
    'sum(titles.map(t, t.points)) > 20',
  ]) {
    test(when, () => assert.deepEqual(faultsOf(when), []));
  }
});

const of = fc.constantFrom;
const days = of('1961-08-31', '1990-03-15', '2004-02-29', '2015-06-01');
const test1 = fc.oneof(
  fc.tuple(of('==', '!='), of('I', 'II', 'III')).map(([op, value]) => `work.tier ${op} "${value}"`),
  of('work.moved', 'applicant.sex == "F"', 'has(work.since)', '"es-1" in applicant.filed', 'work.note == "x"'),
  fc
    .tuple(of('years', 'months', 'hours'), of('<', '<=', '>', '==', '!='), fc.integer({ min: -1, max: 62 }))
    .map(([name, op, value]) => `work.${name} ${op} ${value}`),
  fc
    .tuple(of('<', '>=', '=='), fc.integer({ min: 0, max: 800 }))
    .map(([op, value]) => `work.years * 12 + work.months ${op} ${value}`),
  fc
    .tuple(of('<', '>', '==', '>='), fc.integer({ min: 0, max: 5 }))
    .map(([op, value]) => `size(titles) ${op} ${value}`),
  fc
    .tuple(days, of('<', '>=', '=='), fc.integer({ min: 0, max: 70 }))
    .map(([day, op, age]) => `age_on(applicant.birth_date, date("${day}")) ${op} ${age}`),
  fc
    .tuple(of('work.since', 'applicant.birth_date'), of('<', '>', '=='), days)
    .map(([name, op, day]) => `${name} ${op} date("${day}")`),
  fc
    .tuple(of('exists', 'all'), of('==', '!='), of('degree', 'master'), fc.integer({ min: -1, max: 10 }))
    .map(([does, op, kind, points]) => `titles.${does}(t, t.kind ${op} "${kind}" && t.points > ${points})`),
);
const conditions = fc.letrec<{ one: string }>((tie) => ({
  one: fc.oneof(
    { depthSize: 'small' },
    test1,
    fc.tuple(tie('one'), of('&&', '||'), tie('one')).map(([left, op, right]) => `(${left} ${op} ${right})`),
    tie('one').map((inside) => `!(${inside})`),
    fc.tuple(tie('one'), tie('one'), tie('one')).map(([when, yes, no]) => `(${when} ? ${yes} : ${no})`),
  ),
})).one;

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 6 });
const answers = fc.record({
  work: fc.record({
    tier: maybe(of('I', 'II', 'III')),
    moved: maybe(fc.boolean()),
    years: maybe(fc.integer({ min: 0, max: 60 })),
    months: maybe(fc.integer({ min: 0, max: 11 })),
    hours: maybe(fc.integer({ min: 0, max: 2400 }).map((each) => each / 100)),
    since: maybe(of('2000-01-01', '2004-02-28', '2004-02-29', '2015-06-02', '2026-03-16')),
    note: maybe(of('x', 'y')),
  }),
  titles: fc.array(
    fc.record({
      id: fc.uuid(),
      kind: maybe(of('degree', 'master', 'course')),
      points: maybe(fc.integer({ min: 0, max: 9 })),
    }),
    { maxLength: 3 },
  ),
  facts: fc.record({
    sex: of('F', 'M'),
    birth_date: of('1925-01-01', '1961-08-31', '1961-09-01', '1990-03-14', '2000-02-29', '2004-03-01', '2016-01-01'),
    filed: fc.subarray(['es-1']),
    roles: fc.constant([]),
  }),
});

test('what is called impossible is never so, whatever is answered', () => {
  let found = 0;
  const tried = fc.property(conditions, fc.array(answers, { minLength: 30, maxLength: 30 }), (when, people) => {
    const read = readExpression(when);
    assert.ok(read.ok, when);
    const never = faultsOf(when).some(({ message }) => NEVER.test(message));
    if (!never) return;
    found += 1;
    const condition = conditionFrom(read.expression);
    const asked = readDefinition({ ...smallSource, sections: [place, work, titles, end] });
    assert.ok(asked.ok);
    for (const { facts, ...given } of people) {
      const told = JSON.parse(JSON.stringify(given)) as Answers;
      const seen = visibleAnswers(asked.definition, withApplicant(told, facts));
      assert.equal(holds(condition, scopeOf(seen, {})), false, `${when} holds for ${JSON.stringify(seen)}`);
    }
  });
  fc.assert(tried, { numRuns: 250 });
  assert.ok(found > 10, `${found} conditions that cannot hold`);
});
