import { type Answers, type Definition, scopeOf } from '../../../engines/procedure/index.ts';
import { type Contender, type Ranking, rank } from '../../../engines/ranking/index.ts';
import { type PositionScore, scorePositions } from '../../../engines/scoring/index.ts';
import { answersAt, definitionWith, documentsChosen } from './chosen.ts';
import type { PublishedDocument } from './document.ts';

/** Somebody who asks for a place at a school: the answers of the whole application. */
export interface Applicant {
  readonly id: string;
  readonly answers: Answers;
}

/** No school asks for teaching classes. */
const NO_CLASSES = { teachingClass: () => undefined };

/** The points of an application at one school, line by line; nothing where the school gives none. */
export function scoreAt(document: PublishedDocument, here: Answers): PositionScore | undefined {
  return document.scoring === null ? undefined : scorePositions(document.scoring, here, NO_CLASSES)[0];
}

/** Who comes before whom at one school, and why: its own questions, points and order. */
export function orderAt(
  document: PublishedDocument,
  school: string,
  people: readonly Applicant[],
  about: { readonly definition: Definition; readonly seed?: string },
): Ranking {
  const contenders = contendersAt(document, school, people, about).map(({ contender }) => contender);
  return rank(contenders, document.order, about.seed ?? '');
}

/** Everybody as one school compares them, with the answers that count there. */
export function contendersAt(
  document: PublishedDocument,
  school: string,
  people: readonly Applicant[],
  { definition }: { readonly definition: Definition },
): readonly { readonly contender: Contender; readonly here: Answers }[] {
  return people.map(({ id, answers }) => {
    // The other schools' questions weigh nothing here.
    const only = documentsChosen(definition, answers, (code) => (code === school ? document : undefined));
    const here = answersAt(definitionWith(definition, only), answers, school);
    const points = scoreAt(document, here)?.score?.total ?? 0;
    return { here, contender: { id, points, sections: {}, scope: scopeOf(here, {}) } };
  });
}
