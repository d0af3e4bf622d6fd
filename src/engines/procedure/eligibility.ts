import { type Condition, namesUsed } from '../../kernel/condition.ts';
import type { Answers, Gap } from './answers.ts';
import { APPLICANT, APPLICANT_SECTION, type ApplicantFacts } from './applicant.ts';
import type { Definition } from './definition-schema.ts';
import type { EligibilityRule, Prerequisite } from './envelope-schema.ts';
import { questionsAskAboutApplicant } from './facts-asked.ts';
import { own } from './records.ts';
import { type Grounds, groundsOf, unknownNames, type Verdict, verdictOf } from './verdict.ts';

/** What one requirement says of one person, in words. */
export interface EligibilityVerdict {
  readonly id: string;
  readonly rule: string;
  readonly verdict: Verdict;
  /** What it rests on, what is wrong, or what is still to be said. */
  readonly why: string;
  readonly norm: string;
  /** A warning is told and refuses nobody. */
  readonly severity: 'error' | 'warning';
  /** The rule was not confirmed on the official act. */
  readonly uncertain: boolean;
  /** The answers it depends on; none when it is about the person alone. */
  readonly asks: readonly { readonly section: string; readonly field?: string }[];
}

/** The requirements of a procedure for one person, each explained. Before any answer, leave `answers` out. */
export function eligibilityOf(
  definition: Definition,
  applicant: Partial<ApplicantFacts>,
  answers: Answers = {},
): readonly EligibilityVerdict[] {
  const grounds = groundsOf(definition, applicant, answers);
  return (definition.eligibility ?? []).map((rule) => explained(rule, grounds));
}

/** The requirements not met that stand in the way: about the person alone, or about answers too. */
export function refusing(verdicts: readonly EligibilityVerdict[], about: 'person' | 'any' = 'any') {
  return verdicts.filter(
    ({ verdict, severity, asks }) => verdict === 'no' && severity === 'error' && (about === 'any' || asks.length === 0),
  );
}

/** The requirements not met that are about the person alone and refuse nobody: to be told before filing. */
export function cautioning(verdicts: readonly EligibilityVerdict[]) {
  return verdicts.filter(
    ({ verdict, severity, asks }) => verdict === 'no' && severity === 'warning' && asks.length === 0,
  );
}

/** Requirements that the answers do not meet, at the answer. Those about the person alone are told before it. */
export function eligibilityGaps(
  definition: Definition,
  applicant: Partial<ApplicantFacts> | undefined,
  answers: Answers,
): readonly Gap[] {
  const grounds = groundsOf(definition, applicant, answers);
  return (definition.eligibility ?? []).flatMap(({ id, holds, message, norm, severity }) => {
    const [first] = placesIn(holds);
    if (first === undefined || verdictOf(holds, grounds) !== 'no') return [];
    return [{ severity, ...first, code: id, message: `${message} (${norm})` }];
  });
}

/** The procedures to be filed first, of which the person has no valid filing. */
export function missingPrerequisites(
  definition: Definition,
  applicant: Pick<ApplicantFacts, 'filed'>,
): readonly Prerequisite[] {
  return (definition.prerequisites ?? []).filter(({ procedure }) => !applicant.filed.includes(procedure));
}

/** Whether anything around the questions depends on who applies: to be judged before opening and before filing. */
export function asksAboutApplicant(definition: Definition): boolean {
  const { eligibility = [], prerequisites = [], parallel } = definition;
  return (
    eligibility.length > 0 || prerequisites.length > 0 || parallel !== undefined || answersAskAboutApplicant(definition)
  );
}

/** Whether what is asked or told beside an answer depends on who applies; the rest is not needed while filling in. */
export function answersAskAboutApplicant(definition: Definition): boolean {
  const { eligibility = [], windows } = definition;
  if (questionsAskAboutApplicant(definition)) return true;
  const isAboutPerson = (name: string) => name.startsWith(`${APPLICANT_SECTION}.`);
  const ofRules = eligibility.some(({ holds }) => {
    const names = namesUsed(holds);
    return names.some(isAboutPerson) && !names.every(isAboutPerson);
  });
  return ofRules || windows.some((window) => window.for !== undefined && namesUsed(window.for).some(isAboutPerson));
}

function explained(rule: EligibilityRule, grounds: Grounds): EligibilityVerdict {
  const verdict = verdictOf(rule.holds, grounds);
  const names = [...new Set(namesUsed(rule.holds))];
  const why = {
    yes: () => `Risulta da: ${[...new Set(names.map((name) => labelOf(name, grounds)))].join(', ')}.`,
    no: () => rule.message,
    unknown: () => stillUnknown(unknownNames(rule.holds, grounds), grounds),
  };
  return {
    id: rule.id,
    rule: rule.rule,
    verdict,
    why: why[verdict](),
    norm: rule.norm,
    severity: rule.severity,
    uncertain: rule.uncertain !== undefined,
    asks: placesIn(rule.holds),
  };
}

function stillUnknown(names: readonly string[], grounds: Grounds): string {
  const labels = [...new Set(names.map((name) => labelOf(name, grounds)))];
  const fromAnswers = names.some((name) => !name.startsWith(`${APPLICANT_SECTION}.`));
  if (!fromAnswers) return `Non lo sappiamo ancora: dipende da ${labels.join(', ')}.`;
  return `Si saprà quando rispondi a ${labels.join(', ')}.`;
}

function labelOf(name: string, { definition, applicant }: Grounds): string {
  const [left = '', right] = name.split('.');
  if (left === APPLICANT_SECTION) return factInWords(right ?? '', applicant);
  const section = definition.sections.find(({ id }) => id === left.replace('[]', ''));
  const field = section?.fields.find(({ id }) => id === right);
  return `«${field?.label ?? section?.title ?? name}»`;
}

function factInWords(fact: string, applicant: Partial<ApplicantFacts>): string {
  const label = APPLICANT.find(({ id }) => id === fact)?.label ?? fact;
  const value = own(applicant, fact);
  if (fact !== 'birth_date' || typeof value !== 'string') return label;
  return `${label} (${value.split('-').reverse().join('/')})`;
}

/** The answers a rule depends on. */
function placesIn(holds: Condition) {
  return [...new Set(namesUsed(holds))].flatMap(placeOf);
}

function placeOf(name: string): readonly { readonly section: string; readonly field?: string }[] {
  const [left = '', right] = name.split('.');
  if (left === APPLICANT_SECTION) return [];
  if (left.endsWith('[]')) return [{ section: left.slice(0, -2) }];
  return [{ section: left, ...(right === undefined ? {} : { field: right }) }];
}
