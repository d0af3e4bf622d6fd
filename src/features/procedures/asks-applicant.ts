import { pointsAskAboutApplicant } from '../../engines/scoring/index.ts';
import type { Release } from './release.ts';

/** Whether points may depend on who applies, or what a school asks: that is known when the schools are. */
export function pointsOrSchoolsAsk({ definition, scoring }: Pick<Release, 'definition' | 'scoring'>): boolean {
  return definition.school_parts !== undefined || (scoring !== null && pointsAskAboutApplicant(scoring));
}
