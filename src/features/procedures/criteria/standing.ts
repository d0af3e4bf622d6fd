import type { Definition } from '../../../engines/procedure/index.ts';
import { type Answers, type Context, scopeOf } from '../../../engines/procedure/index.ts';
import { type Contender, type Ranking, rank } from '../../../engines/ranking/index.ts';
import { type PositionScore, scorePositions } from '../../../engines/scoring/index.ts';
import { answersAt, definitionWith, documentsChosen } from './chosen.ts';
import type { PublishedDocument } from './document.ts';

/** Somebody who asks for a place at a school: the answers of the whole application. */
export interface Applicant {
  readonly id: string;
  readonly answers: Answers;
}

/** The points of an application at one school, line by line; nothing where the school gives none. */
export function scoreAt(document: PublishedDocument, here: Answers, context: Context): PositionScore | undefined {
  return document.scoring === null ? undefined : scorePositions(document.scoring, here, context)[0];
}

/** Who comes before whom at one school, and why: its own questions, points and order. */
export function orderAt(
  document: PublishedDocument,
  school: string,
  people: readonly Applicant[],
  about: { readonly definition: Definition; readonly context: Context; readonly seed?: string },
): Ranking {
  const { definition, context, seed = '' } = about;
  const contenders = people.map(({ id, answers }) => {
    const whole = definitionWith(
      definition,
      documentsChosen(definition, answers, (code) => only(code, school, document)),
    );
    return contenderAt(document, id, answersAt(whole, answers, school), context);
  });
  return rank(contenders, document.order, seed);
}

/** The other schools' questions weigh nothing here. */
function only(code: string, school: string, document: PublishedDocument) {
  return code === school ? document : undefined;
}

function contenderAt(document: PublishedDocument, id: string, here: Answers, context: Context): Contender {
  const points = scoreAt(document, here, context)?.score?.total ?? 0;
  return { id, points, sections: {}, scope: scopeOf(here, {}) };
}
