import { type Answers, type Definition, valuesOf } from '../../../engines/procedure/index.ts';
import { type Contender, rank } from '../../../engines/ranking/index.ts';
import type { Points } from '../../../kernel/points.ts';
import type { PublishedDocument } from './document.ts';
import type { Place } from './document-schema.ts';
import { type Applicant, contendersAt, scoreAt } from './standing.ts';

/** What one criterion of a school gives a family. */
export interface PointsLine {
  readonly label: string;
  readonly points: Points;
}

/** Somebody in the order of one school, with the places they wish there, the dearest first. */
export interface Line {
  readonly position: number;
  readonly contender: Contender;
  readonly wishes: readonly Place[];
  /** Where the school gives points: those had, line by line. */
  readonly points: readonly PointsLine[];
}

/** Everybody who named one school, in its order. */
export interface Queue {
  readonly school: string;
  readonly document: PublishedDocument;
  readonly size: number;
  readonly lines: readonly Line[];
  line(id: string): Line | undefined;
}

export function queueOf(
  document: PublishedDocument,
  school: string,
  people: readonly Applicant[],
  about: { readonly definition: Definition; readonly seed: string },
): Queue {
  const contenders = new Map(contendersAt(document, school, people, about).map((each) => [each.contender.id, each]));
  const lines = rank(
    [...contenders.values()].map(({ contender }) => contender),
    document.order,
    about.seed,
  ).flatMap(({ id, position }) => {
    const found = contenders.get(id);
    if (found === undefined) return [];
    const { contender, here } = found;
    return [{ position, contender, wishes: wishesAt(document, here), points: pointsOf(document, here) }];
  });
  const byId = new Map(lines.map((line) => [line.contender.id, line]));
  return { school, document, size: lines.length, lines, line: (id) => byId.get(id) };
}

/** The places a family wishes at a school: those for everybody, and those of the answers they chose, in their order. */
function wishesAt({ places }: PublishedDocument, here: Answers): readonly Place[] {
  const wished = places.flatMap((place) => {
    if (place.choice === undefined) return [{ place, at: 0 }];
    const [section = '', field = ''] = place.choice.of.split('.');
    const answer = valuesOf(here, section)[field];
    const at = (Array.isArray(answer) ? answer : [answer]).indexOf(place.choice.is);
    return at < 0 ? [] : [{ place, at }];
  });
  return wished.toSorted((one, other) => one.at - other.at).map(({ place }) => place);
}

function pointsOf(document: PublishedDocument, here: Answers): readonly PointsLine[] {
  const lines = scoreAt(document, here)?.score?.lines ?? [];
  return lines.flatMap(({ label, points }) => (points === 0 ? [] : [{ label, points }]));
}
