import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Answers } from './answers.ts';
import type { ApplicantFacts } from './applicant.ts';
import { cautioning, eligibilityOf, missingPrerequisites, refusing } from './eligibility.ts';
import { gaps } from './gaps.ts';
import { officeOf } from './office.ts';
import { excluding, prevailing } from './parallel.ts';
import { anyContext, definitionOf, smallAnswers, smallSource } from './small-procedure.ts';
import type { Verdict } from './verdict.ts';
import { windowsFor } from './windows-for.ts';

const rule = (id: string, holds: unknown, more: object = {}) => ({
  id,
  rule: `Requisito ${id}`,
  holds,
  message: `Manca ${id}.`,
  norm: 'DM 1/2026 art. 2',
  ...more,
});

const definition = definitionOf({
  ...smallSource,
  eligibility: [
    rule('young', 'applicant.birth_date >= date("1958-03-17")'),
    rule('grown', 'applicant.birth_date <= date("2000-01-01")', { severity: 'warning' }),
    rule('filed', '"es-e-2027" in applicant.filed'),
    rule('here', 'place.province in ["TO", "MI"]'),
    rule('from', '!place.moved || place.from == "MI"'),
    rule('classes', 'wishes.exists(i, i.class == "A-12")', { severity: 'warning' }),
  ],
  prerequisites: [{ procedure: 'services', message: 'Prima i servizi.' }],
});

const anna: ApplicantFacts = {
  birth_date: '1990-03-15',
  sex: 'F',
  fiscal_code: 'PRVNNA90C55L219X',
  roles: [],
  entry: 'password',
  filed: ['es-e-2027'],
};

const cases: readonly [title: string, Partial<ApplicantFacts>, Answers | undefined, string][] = [
  ['before any answer', anna, undefined, 'young:yes filed:yes here:unknown from:unknown classes:unknown'],
  ['too old, to the day', { ...anna, birth_date: '1958-03-16' }, undefined, 'young:no'],
  ['just young enough', { ...anna, birth_date: '1958-03-17' }, undefined, 'young:yes'],
  ['born nobody knows when', { filed: [] }, undefined, 'young:unknown filed:no'],
  ['answers that meet every rule', anna, smallAnswers, 'here:yes from:yes classes:yes'],
  ['a province left out', anna, { place: { province: 'NA' } }, 'here:no from:unknown'],
  ['a question that follows is still to be answered', anna, { place: { moved: true } }, 'from:unknown'],
  ['a question that follows is answered', anna, { place: { moved: true, from: 'TO' } }, 'from:no'],
  ['a question no longer asked decides by not being there', anna, { place: { moved: false, from: 'TO' } }, 'from:yes'],
  ['a list begun without what is asked for', anna, { wishes: [{ id: 'w', class: 'A-22' }] }, 'classes:no'],
];
for (const [title, applicant, answers, expected] of cases) {
  test(`who may apply: ${title}`, () => {
    const found = new Map(eligibilityOf(definition, applicant, answers).map(({ id, verdict }) => [id, verdict]));
    for (const [id = '', verdict] of expected.split(' ').map((each) => each.split(':'))) {
      assert.equal(found.get(id), verdict, id);
    }
  });
}

test('each verdict says why, and what is not known says what to answer', () => {
  const why = (applicant: Partial<ApplicantFacts>, answers?: Answers) =>
    Object.fromEntries(eligibilityOf(definition, applicant, answers).map((each) => [each.id, each.why]));
  assert.equal(why(anna)['young'], 'Risulta da: data di nascita (15/03/1990).');
  assert.equal(why(anna)['here'], 'Si saprà quando rispondi a «Provincia».');
  assert.equal(why({})['young'], 'Non lo sappiamo ancora: dipende da data di nascita.');
  assert.equal(why(anna, { place: { province: 'NA' } })['here'], 'Manca here.');
});

test('only rules not met that are no warnings refuse, and those about the person alone refuse at once', () => {
  const old = eligibilityOf(
    definition,
    { ...anna, birth_date: '1950-01-01' },
    { place: { province: 'NA' }, wishes: [] },
  );
  assert.deepEqual(
    refusing(old).map(({ id }) => id),
    ['young', 'here'],
  );
  assert.deepEqual(
    refusing(old, 'person').map(({ id }) => id),
    ['young'],
  );
});

test('a rule about the person alone that refuses nobody is told apart from those told at an answer', () => {
  const cautions = (born: string) =>
    cautioning(eligibilityOf(definition, { ...anna, birth_date: born }, { wishes: [] })).map(({ id }) => id);
  assert.deepEqual(cautions('1990-03-15'), []);
  assert.deepEqual(cautions('2001-03-15'), ['grown']);
});

test('a rule that an answer breaks is a gap at that answer, with its norm; a rule about the person is not', () => {
  const context = { ...anyContext, applicant: { ...anna, birth_date: '1950-01-01' } };
  const found = gaps(definition, { ...smallAnswers, place: { province: 'NA' } }, context);
  assert.deepEqual(
    found.filter(({ code }) => ['young', 'here'].includes(code)),
    [
      {
        severity: 'error',
        section: 'place',
        field: 'province',
        code: 'here',
        message: 'Manca here. (DM 1/2026 art. 2)',
      },
    ],
  );
});

test('a prerequisite is missing until a valid filing stands', () => {
  assert.equal(missingPrerequisites(definition, { filed: [] }).length, 1);
  assert.equal(missingPrerequisites(definition, { filed: ['services'] }).length, 0);
});

test('nothing typed makes the rules throw, and the same answers give the same verdicts', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('place', 'wishes', 'end', '__proto__'), fc.anything()), (answers) => {
      const twice = [1, 2].map(() => eligibilityOf(definition, anna, answers as Answers));
      assert.deepEqual(twice[0], twice[1]);
      assert.ok(twice[0]?.every(({ verdict }) => (['yes', 'no', 'unknown'] as Verdict[]).includes(verdict)));
    }),
    { numRuns: 200 },
  );
});

const period = { title: 'Presentazione', opens: '2026-02-01T09:00' };
const categories = definitionOf({
  ...smallSource,
  windows: [
    { ...period, id: 'heads', kind: 'filing', closes: '2026-03-28T23:59', for: 'place.moved' },
    { ...period, id: 'teachers', kind: 'filing', closes: '2026-02-21T23:59' },
    { ...period, id: 'again', kind: 'filing', opens: '2026-04-01T09:00', closes: '2026-04-21T23:59' },
    { ...period, id: 'back', kind: 'revocation', closes: '2026-02-28T23:59' },
  ],
});
const windowCases: readonly [string, Answers | undefined, string[]][] = [
  ['every category that may be theirs, before they say who they are', undefined, ['heads', 'teachers', 'again']],
  ['their own alone, when an answer says which', { place: { moved: true } }, ['heads']],
  ['those for everybody, when theirs is none of the others', { place: { moved: false } }, ['teachers', 'again']],
];
for (const [title, answers, expected] of windowCases) {
  test(`the windows of a person are ${title}`, () => {
    assert.deepEqual(
      windowsFor(categories, 'filing', anna, answers).map(({ id }) => id),
      expected,
    );
    assert.deepEqual(
      windowsFor(categories, 'revocation', anna, answers).map(({ id }) => id),
      ['back'],
    );
  });
}

const school = { id: 'school', kind: 'school', label: 'Scuola' };
const withOffice = (office: unknown) => {
  const [place, ...others] = smallSource.sections;
  const sections = [{ ...place, fields: [...(place?.fields ?? []), school] }, ...others];
  return definitionOf({ ...smallSource, office, sections });
};
const ministry = { by: 'fixed', kind: 'ministry', code: 'DGPER', name: 'Direzione' };
const cased = {
  by: 'cases',
  cases: [{ when: 'place.moved', office: ministry }],
  otherwise: { by: 'answer', field: 'place.school', kind: 'provincial' },
};
const regional = { by: 'answer', field: 'place.province', kind: 'regional' };
const offices: readonly [string, unknown, Answers, object | undefined][] = [
  [
    'the school itself',
    { by: 'answer', field: 'place.school', kind: 'school' },
    { place: { school: 'TOIS01200X' } },
    { kind: 'school', code: 'TOIS01200X' },
  ],
  [
    'the provincial office of a school',
    { ...cased.otherwise },
    { place: { school: 'TOIS01200X' } },
    { kind: 'provincial', code: 'TO' },
  ],
  [
    'the regional office of a province',
    regional,
    { place: { province: 'TO' } },
    { kind: 'regional', code: 'PIEMONTE' },
  ],
  ['a directorate for everybody', ministry, {}, { kind: 'ministry', code: 'DGPER', name: 'Direzione' }],
  [
    'the directorate of a case',
    cased,
    { place: { moved: true } },
    { kind: 'ministry', code: 'DGPER', name: 'Direzione' },
  ],
  [
    'the other, when no case holds',
    cased,
    { place: { moved: false, school: 'MIPS01' } },
    { kind: 'provincial', code: 'MI' },
  ],
  ['none, while the case is not decided', cased, { place: { school: 'MIPS01' } }, undefined],
  ['none, while nothing is answered', regional, {}, undefined],
];
for (const [title, office, answers, expected] of offices) {
  test(`an application goes to ${title}`, () => {
    const context = { ...anyContext, province: (code: string) => ({ code, name: code, region: 'PIEMONTE' }) };
    assert.deepEqual(officeOf(withOffice(office), answers, context), expected);
  });
}

const beside = (procedureId: string, rank: number, together = true, filed = true, group = 'g') => ({
  ...{ procedureId, title: procedureId, filed },
  parallel: { group, rank, together, rule: 'Vale la prima.' },
});

test('of parallel applications filed the lowest rank prevails, drafts do not count', () => {
  assert.equal(prevailing([beside('b', 2), beside('a', 1, true, false), beside('c', 3)])?.procedureId, 'b');
  assert.equal(prevailing([beside('a', 1, true, false)]), undefined);
});

test('an application excludes another when either suffers no other beside it, in its own group and once filed', () => {
  const excluded = (own: ReturnType<typeof beside>, ...others: ReturnType<typeof beside>[]) =>
    excluding(own.parallel, others).map(({ procedureId }) => procedureId);
  assert.deepEqual(excluded(beside('a', 1), beside('b', 2)), []);
  assert.deepEqual(excluded(beside('a', 1, false), beside('b', 2)), ['b']);
  assert.deepEqual(excluded(beside('a', 1), beside('b', 2, false)), ['b']);
  assert.deepEqual(excluded(beside('a', 1, false), beside('b', 2, false, false)), []);
  assert.deepEqual(excluded(beside('a', 1, false), beside('b', 2, false, true, 'h')), []);
});
