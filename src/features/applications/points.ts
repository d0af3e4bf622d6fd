import type { Answers, Context, Definition } from '../../engines/procedure/index.ts';
import { findSection, itemsOf, itemTitle, visibleAnswers } from '../../engines/procedure/index.ts';
import type { PositionScore, ScoreLine, ScoringPack, TargetScore } from '../../engines/scoring/index.ts';
import { scorePositions, targetScores } from '../../engines/scoring/index.ts';
import { formatPoints } from '../../kernel/points.ts';
import { answersAt, type Release } from '../procedures/index.ts';
import type { Application } from './application.ts';
import { targetWords } from './target-words.ts';

/** One line of a score as it is shown: what was declared, by which rule, for how much. Points in hundredths. */
export interface PointsRow {
  readonly declared: string;
  readonly rule: string;
  readonly norm?: string | undefined;
  readonly quantity?: string | undefined;
  readonly points: number;
  /** Why it counts less than it would, in words: a cap, an alternative that counts more. */
  readonly cap?: string | undefined;
}

/** The score in one ranking asked for, line by line. */
export interface RankingPoints {
  /** Id of the item that asks for the ranking: the anchor of its table. */
  readonly key: string;
  readonly title: string;
  readonly total: number;
  /** The total without what was declared with proviso, when it differs. */
  readonly withoutProviso?: number | undefined;
  readonly sections: readonly { readonly title: string; readonly points: number }[];
  readonly rows: readonly PointsRow[];
  /** More for some preferences only: which, the total there, and the lines that count only there. */
  readonly elsewhere: readonly {
    readonly where: string;
    readonly total: number;
    readonly rows: readonly PointsRow[];
  }[];
  /** Why no score can be given yet, instead of the lines. */
  readonly missing?: string | undefined;
}

/** The points in every ranking asked for, from the answers that count. */
export function rankingPoints(
  pack: ScoringPack,
  definition: Definition,
  application: Pick<Application, 'answers'>,
  context: Context,
): readonly RankingPoints[] {
  return rankingsFrom(pack, definition, visibleAnswers(definition, application.answers), context);
}

/** The points at each of the schools chosen that give any, from the answers that count there. */
export function schoolPoints(
  { definition, schools = [] }: Pick<Release, 'definition' | 'schools'>,
  application: Pick<Application, 'answers'>,
  context: Context,
): readonly RankingPoints[] {
  return schools.flatMap(({ code, document: { scoring } }) =>
    scoring === null
      ? []
      : rankingsFrom(scoring, definition, answersAt(definition, application.answers, code), context).map((ranking) => ({
          ...ranking,
          key: code.toLowerCase(),
        })),
  );
}

function rankingsFrom(
  pack: ScoringPack,
  definition: Definition,
  answers: Answers,
  context: Context,
): readonly RankingPoints[] {
  const titles = itemTitles(definition, answers, context);
  const around = { applicant: context.applicant };
  const some = targetScores(pack, answers, context, around);
  const single = 'single' in pack.positions ? pack.positions.single.label : undefined;
  return scorePositions(pack, answers, context, around).map((position) => ({
    ...rankingOf(position, titles, single),
    elsewhere: some.filter(({ item }) => item === position.item).map((each) => elsewhereOf(each, titles, context)),
  }));
}

function elsewhereOf({ target, score }: TargetScore, titles: ReadonlyMap<string, string>, context: Context) {
  return {
    where: targetWords(target, context),
    total: score.total,
    rows: score.lines.filter((line) => line.target && line.points > 0).map((line) => rowOf(line, titles)),
  };
}

function rankingOf(
  { item, score, missing }: PositionScore,
  titles: ReadonlyMap<string, string>,
  single = 'Graduatoria',
): Omit<RankingPoints, 'elsewhere'> {
  const title = titles.get(item) ?? single;
  const key = item === '' ? 'punteggio' : item;
  if (score === undefined) return { key, title, total: 0, sections: [], rows: [], missing };
  return {
    key,
    title,
    total: score.total,
    withoutProviso: score.withoutProviso === score.total ? undefined : score.withoutProviso,
    sections: score.sections.map(({ title: label, total }) => ({ title: label, points: total })),
    rows: score.lines.map((line) => rowOf(line, titles)),
  };
}

function rowOf(line: ScoreLine, titles: ReadonlyMap<string, string>): PointsRow {
  const declared = line.sources.map((id) => titles.get(id)).filter((title) => title !== undefined);
  return {
    declared: declared.length === 0 ? line.label : declared.join(', '),
    // What has no title of its own is called by the label: said once is enough.
    rule: [declared.length === 0 ? '' : line.label, line.rule].filter((part) => part !== '').join(': '),
    norm: line.norm === '' ? undefined : line.norm,
    quantity: line.quantity === '' ? undefined : line.quantity,
    points: line.points,
    cap: capWords(line),
  };
}

function capWords({ capped, discarded, proviso }: ScoreLine): string | undefined {
  const words = [
    discarded,
    capped && `${capped.why}: senza il limite sarebbero ${formatPoints(capped.before)} punti`,
    proviso ? 'dichiarato con riserva' : undefined,
  ].filter((part) => part !== undefined);
  return words.length === 0 ? undefined : words.join('. ');
}

/** How each item declared is called on the pages, by its id. */
function itemTitles(definition: Definition, answers: Application['answers'], context: Context): Map<string, string> {
  const lists = definition.sections.filter((section) => section.kind === 'list');
  return new Map(
    lists.flatMap((section) =>
      itemsOf(answers, section.id).map((item, index): [string, string] => [
        item.id,
        itemTitle(findSection(definition, section.id) ?? section, item, context, index),
      ]),
    ),
  );
}

/** The finding told above the drawing of a score: which part weighs most. */
export function findingOf(ranking: RankingPoints): string {
  const [first] = [...ranking.sections].sort((one, other) => other.points - one.points);
  if (first === undefined || first.points <= 0) return 'Per ora le tue risposte non danno punti';
  const words = first.points * 2 > ranking.total ? 'vale più di metà del tuo punteggio' : 'è la parte che pesa di più';
  return `«${first.title}» ${words}`;
}
