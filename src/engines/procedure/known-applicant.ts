import type { Answers, Value, Values } from './answers.ts';
import { APPLICANT_SECTION, type ApplicantFacts, lastingFact } from './applicant.ts';
import { valuesOf } from './records.ts';

/**
 * The answers with what is known of who gives them, where conditions look for `applicant.…`. It takes the place of
 * whatever stood there: the portal writes it, nobody else. Without facts there are none.
 */
export function withApplicant(answers: Answers, facts: Partial<ApplicantFacts> | undefined): Answers {
  const { [APPLICANT_SECTION]: before, ...given } = answers;
  const known = lasting(facts ?? {});
  if (known === undefined) return before === undefined ? answers : given;
  return { ...given, [APPLICANT_SECTION]: known };
}

/** What the answers were given with: only facts that have a name, whatever the stored draft holds. */
export function applicantIn(answers: Answers): Partial<ApplicantFacts> | undefined {
  return lasting(valuesOf(answers, APPLICANT_SECTION));
}

function lasting(facts: Partial<ApplicantFacts> | Values): Values | undefined {
  const known = Object.entries(facts).filter(([id, value]) => isOfKind(lastingFact(id)?.kind, value));
  return known.length === 0 ? undefined : (Object.fromEntries(known) as { [id: string]: Value });
}

function isOfKind(kind: string | undefined, value: unknown): boolean {
  if (kind === undefined) return false;
  if (kind !== 'multi_enum') return typeof value === 'string';
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
