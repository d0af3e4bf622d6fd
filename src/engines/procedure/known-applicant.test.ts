import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Answers } from './answers.ts';
import type { ApplicantFacts } from './applicant.ts';
import { canonicalApplication } from './canonical-application.ts';
import { carryOver } from './carry-over.ts';
import { readDefinition } from './definition.ts';
import { eligibilityOf } from './eligibility.ts';
import { expressionsOf, onlyAsked } from './facts-asked.ts';
import { gaps } from './gaps.ts';
import { withApplicant } from './known-applicant.ts';
import { anyContext, definitionOf, smallAnswers, smallSource } from './small-procedure.ts';
import { visibleAnswers } from './visibility.ts';

const [place, wishes, schools, end] = smallSource.sections;

/** Asks about the applicant wherever a condition may stand. */
const asking = {
  ...smallSource,
  sections: [
    {
      ...place,
      fields: [
        ...(place?.fields ?? []),
        { id: 'children', kind: 'integer', label: 'Figli', required: true, when: 'applicant.sex == "F"' },
        { id: 'age', kind: 'computed', label: 'Età', as: 'integer', formula: AGE() },
        { id: 'office', kind: 'text', label: 'Ufficio', required_when: '"officer" in applicant.roles' },
      ],
    },
    { ...wishes, when: '!("es-1-2026" in applicant.filed)' },
    schools,
    {
      id: 'pension',
      kind: 'form',
      title: 'Pensione',
      when: `${AGE()} >= 65`,
      fields: [
        { id: 'proof', kind: 'file', label: 'Estratto', accept: ['application/pdf'], max_bytes: 9, required: true },
      ],
    },
    end,
  ],
  checks: [
    {
      ...{ id: 'old', check: 'must', section: 'end', field: 'truth', message: 'Troppi anni.' },
      holds: 'applicant.birth_date >= date("1940-01-01")',
    },
  ],
};

function AGE() {
  return 'age_on(applicant.birth_date, date("2026-08-31"))';
}

const definition = definitionOf(asking);
const anna: ApplicantFacts = {
  ...{ birth_date: '1990-03-15', sex: 'F', fiscal_code: 'PRVNNA90C55L219X', roles: [], entry: 'spid' },
  filed: ['gps-2026-28'],
};

const told = (facts: Partial<ApplicantFacts>, answers: Answers = smallAnswers) =>
  gaps(definition, withApplicant(answers, facts), anyContext)
    .map(({ section, field = '', code }) => `${section}.${field} ${code}`)
    .toSorted();

const cases: readonly [title: string, Partial<ApplicantFacts>, readonly string[]][] = [
  ['a question for women', anna, ['place.children missing']],
  ['nothing more for a man of 36', { ...anna, sex: 'M' }, []],
  [
    'a section from 65 on, with its document',
    { ...anna, sex: 'M', birth_date: '1961-08-31' },
    ['pension.proof missing'],
  ],
  ['none the day before', { ...anna, sex: 'M', birth_date: '1961-09-01' }, []],
  ['an answer that an officer owes', { ...anna, sex: 'M', roles: ['officer'] }, ['place.office missing']],
  ['a section less for who has filed something else', { ...anna, sex: 'M', filed: ['es-1-2026'] }, []],
  ['a check', { ...anna, sex: 'M', birth_date: '1939-12-31' }, ['end.truth old', 'pension.proof missing']],
  ['of nobody knows whom only the check', {}, ['end.truth old']],
];
for (const [title, facts, expected] of cases) {
  test(`what is known of the applicant decides: ${title}`, () => assert.deepEqual(told(facts), expected));
}

test('who asks for no section that is not theirs leaves its answers out, and works out their age', () => {
  const seen = visibleAnswers(definition, withApplicant(smallAnswers, { ...anna, filed: ['es-1-2026'] }));
  assert.equal(seen['wishes'], undefined);
  assert.equal((seen['place'] as Record<string, unknown>)['age'], 36);
});

test('what the portal knows takes the place of what stood there, and nobody’s own words count', () => {
  const forged = {
    ...smallAnswers,
    applicant: { sex: 'M', birth_date: 3, roles: 'officer', entry: 'spid', more: 'x' },
  };
  assert.deepEqual(visibleAnswers(definition, forged as unknown as Answers)['applicant'], { sex: 'M' });
  assert.equal((withApplicant(forged as unknown as Answers, anna)['applicant'] as { sex: string }).sex, 'F');
  assert.equal('applicant' in withApplicant(forged as unknown as Answers, undefined), false);
  assert.equal(withApplicant(smallAnswers, undefined), smallAnswers);
});

test('a filing keeps the facts asked about and no other, and of the procedures filed those asked for', () => {
  const everything = { ...anna, filed: ['gps-2026-28', 'es-1-2026'], roles: ['clerk'] };
  const kept = onlyAsked(everything, expressionsOf(definition));
  assert.deepEqual(kept, { birth_date: '1990-03-15', sex: 'F', roles: ['clerk'], filed: ['es-1-2026'] });
  const plain = definitionOf(smallSource);
  assert.deepEqual(onlyAsked(everything, expressionsOf(plain)), {});
  const text = JSON.parse(canonical(plain, withApplicant(smallAnswers, onlyAsked(everything, expressionsOf(plain)))));
  assert.equal('applicant' in text.answers, false);
});

test('a count of the procedures filed keeps them all', () => {
  const [first] = asking.sections;
  const counting = definitionOf({ ...asking, sections: [{ ...first, when: 'size(applicant.filed) > 1' }, end] });
  const filed = ['a-1', 'b-2'];
  assert.deepEqual(onlyAsked({ ...anna, filed }, expressionsOf(counting)).filed, filed);
});

test('what was filed is judged the same from its own text, whoever the applicant has become since', () => {
  const facts = fc.record({
    birth_date: fc.constantFrom('1930-01-01', '1961-08-31', '1961-09-01', '1990-03-15'),
    sex: fc.constantFrom('F', 'M'),
    roles: fc.subarray(['officer', 'clerk']),
    filed: fc.subarray(['es-1-2026', 'gps-2026-28', 'gae-2026']),
    entry: fc.constant('cie'),
  });
  fc.assert(
    fc.property(facts, (known) => {
      const kept = onlyAsked(known, expressionsOf(definition));
      const filed = JSON.parse(canonical(definition, withApplicant(smallAnswers, kept))).answers as Answers;
      const now = gaps(definition, withApplicant(smallAnswers, known), anyContext);
      assert.deepEqual(gaps(definition, filed, anyContext), now);
      assert.equal(canonical(definition, filed), canonical(definition, withApplicant(smallAnswers, kept)));
    }),
  );
});

test('requirements about the person are judged by what was filed where nothing newer is known', () => {
  const rule = { id: 'young', rule: 'Giovane', message: 'Troppo vecchio.', norm: 'DM 1/2026' };
  const young = definitionOf({ ...smallSource, eligibility: [{ ...rule, holds: `${AGE()} < 65` }] });
  const [verdict] = eligibilityOf(young, {}, withApplicant(smallAnswers, anna));
  assert.equal(verdict?.verdict, 'yes');
});

test('a new release says what it asks of this applicant, and moves no fact among the answers', () => {
  const before = definitionOf(smallSource);
  const moved = (sex: string) => carryOver(withApplicant(smallAnswers, { ...anna, sex }), before, definition);
  assert.deepEqual(
    moved('F').touched.map(({ field }) => field),
    ['children'],
  );
  assert.deepEqual(moved('M').touched, []);
  assert.equal('applicant' in moved('F').answers, false);
});

const wrong: readonly [title: string, when: string, says: RegExp][] = [
  ['a fact nobody knows', 'applicant.height > 2', /"applicant\.height": della persona si sanno birth_date, sex/],
  ['how one came in', 'applicant.entry == "spid"', /"applicant\.entry" cambia da una volta all’altra/],
  ['a third sex', 'applicant.sex == "X"', /"X" non è tra le scelte/],
  ['a day without date()', 'applicant.birth_date > "1961-09-01"', /vuole una data/],
  ['a role that is none', '"king" in applicant.roles', /"king" non è tra le scelte/],
  ['what cannot be', 'applicant.sex == "F" && applicant.sex == "M"', /non può mai valere/],
];
for (const [title, when, says] of wrong) {
  test(`a definition is refused that asks ${title}`, () => {
    const [first, ...others] = asking.sections;
    const read = readDefinition({
      ...smallSource,
      sections: [first, { ...end, id: 'more', when }, ...others.slice(2)],
    });
    assert.ok(!read.ok);
    const fault = read.faults.find(({ path }) => path === 'sections.1.when');
    assert.match(fault?.message ?? '', says);
  });
}

function canonical(of: typeof definition, answers: Answers): string {
  return canonicalApplication({
    ...{ definition: of, digest: 'd', applicant: {}, answers, context: anyContext, office: 'USP-TO' },
  });
}
