import { type Condition, holds, namesUsed } from '../../kernel/condition.ts';
import { truthOf } from '../../kernel/condition-truth.ts';
import { isAnswered, type Scope } from '../../kernel/scope.ts';
import type { Answers } from './answers.ts';
import { APPLICANT_SECTION, type ApplicantFacts } from './applicant.ts';
import type { Definition, Section } from './definition-schema.ts';
import type { Field } from './field.ts';
import { applicantIn } from './known-applicant.ts';
import { own, valuesOf } from './records.ts';
import { isSectionVisible, scopeOf, visibleAnswers } from './visibility.ts';

/** `unknown`: it depends on something not said yet. */
export type Verdict = 'yes' | 'no' | 'unknown';

/** What the rules around a procedure are judged on: who applies, and the answers given so far. */
export interface Grounds {
  readonly definition: Definition;
  readonly applicant: Partial<ApplicantFacts>;
  readonly seen: Answers;
  readonly scope: Scope;
}

/** Answers that count, together with what is known of who applies. */
export function groundsOf(
  definition: Definition,
  applicant: Partial<ApplicantFacts> = {},
  answers: Answers = {},
): Grounds {
  const seen = visibleAnswers(definition, answers);
  // What was filed keeps what was known then; what is known now comes first.
  const known = { ...applicantIn(seen), ...applicant };
  return { definition, applicant: known, seen, scope: scopeOf({ ...seen, [APPLICANT_SECTION]: known }, {}) };
}

/** Whether a rule holds, as far as it can be said from what is known: a question not answered yet refuses nobody. */
export function verdictOf(condition: Condition, grounds: Grounds): Verdict {
  const unknown = unknownNames(condition, grounds);
  if (unknown.length === 0) return holds(condition, grounds.scope) ? 'yes' : 'no';
  const missing = new Set(unknown);
  const truth = truthOf(condition, (name) => (missing.has(name) ? undefined : { values: [grounds.scope.value(name)] }));
  return truth === 'always' ? 'yes' : truth === 'never' ? 'no' : 'unknown';
}

/** The names of a rule that have no value yet, and may still get one. */
export function unknownNames(condition: Condition, grounds: Grounds): readonly string[] {
  return [...new Set(namesUsed(condition))].filter((name) => !isKnown(name, grounds));
}

function isKnown(name: string, grounds: Grounds): boolean {
  const [left = '', right = ''] = name.split('.');
  if (left === APPLICANT_SECTION) return own(grounds.applicant, right) !== undefined;
  const section = grounds.definition.sections.find((each) => each.id === left.replace('[]', ''));
  if (section === undefined) return false;
  if (isNeverAsked(section, undefined, grounds)) return true;
  // What is measured may be a list or a section, and is named as both: this is a section.
  if (name === section.id) return true;
  // Items may still be added, but what was saved is what the person has said.
  if (left.endsWith('[]')) return own(grounds.seen, section.id) !== undefined;
  const field = section.fields.find((each) => each.id === right);
  if (field === undefined) return false;
  return isAnswered(own(valuesOf(grounds.seen, left), right)) || isNeverAsked(section, field, grounds);
}

/** A question that the answers already given leave out has no answer, and that is known. */
function isNeverAsked(section: Section, field: Field | undefined, grounds: Grounds): boolean {
  const { when } = field ?? section;
  if (when === undefined) return false;
  const own = new Set(section.fields.map(({ id }) => id));
  const names = namesUsed(when).map((name) => (own.has(name) ? `${section.id}.${name}` : name));
  if (!names.every((name) => isKnown(name, grounds))) return false;
  if (field === undefined) return !isSectionVisible(section, grounds.seen);
  return !holds(when, scopeOf(grounds.seen, valuesOf(grounds.seen, section.id)));
}
