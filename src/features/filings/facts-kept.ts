import { type ApplicantFacts, applicantIn, expressionsOf, onlyAsked } from '../../engines/procedure/index.ts';
import { expressionsOfPack } from '../../engines/scoring/index.ts';
import type { Release } from '../procedures/index.ts';
import type { FiledApplication } from './canonical.ts';

/** What a filing keeps of its applicant beside their identity: the facts that the rules of its release ask about. */
export function factsKept(
  { definition, scoring, schools = [] }: Pick<Release, 'definition' | 'scoring' | 'schools'>,
  facts: Partial<ApplicantFacts>,
): Partial<ApplicantFacts> {
  const packs = [scoring, ...schools.map(({ document }) => document.scoring)].filter((pack) => pack !== null);
  return onlyAsked(facts, [...expressionsOf(definition), ...packs.flatMap(expressionsOfPack)]);
}

/** What is known of an applicant from what they filed, however much later: their identity, and the facts kept. */
export function factsFiled({ applicant, answers }: Pick<FiledApplication, 'applicant' | 'answers'>) {
  const { birthDate: birth_date, sex, fiscalCode: fiscal_code } = applicant;
  return { birth_date, sex, fiscal_code, ...applicantIn(answers) };
}
