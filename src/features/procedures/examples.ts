import { type Answers, gaps, journey, visibleAnswers } from '../../engines/procedure/index.ts';
import {
  compilePack,
  type PositionScore,
  positionsOf,
  type ScoringPack,
  type Surroundings,
  scorePositions,
} from '../../engines/scoring/index.ts';
import { formatPoints, pointsOf } from '../../kernel/points.ts';
import { readingFaults } from '../../kernel/reading-faults.ts';
import { answersAt, definitionWith, documentsChosen } from './criteria/chosen.ts';
import { type Documents, documentsIn } from './criteria/documents-in.ts';
import { type Difference, differs, exampleAnswers } from './difference.ts';
import { playAdmission } from './example-admission.ts';
import { aroundDifferences, worldOf } from './example-around.ts';
import { computedDifferences } from './example-computed.ts';
import { playOrder } from './example-order.ts';
import {
  type Example,
  type ExampleAdmission,
  type ExampleOrder,
  type ExpectedGap,
  type ExpectedPosition,
  exampleFileSchema,
} from './example-schema.ts';
import { exampleWorld } from './example-world.ts';
import type { PackFiles } from './pack-files.ts';
import type { Pack } from './release.ts';
import { type PackFault, readYamlText } from './yaml-store.ts';

export interface ExampleOutcome {
  readonly file: string;
  readonly line: number;
  readonly title: string;
  /** None: it comes out as it says. */
  readonly differences: readonly Difference[];
}

export interface ExamplesRun {
  readonly outcomes: readonly ExampleOutcome[];
  /** Example files that could not be read. */
  readonly faults: readonly PackFault[];
}

/** Whether there are examples, and all of them come out as they say. */
export function passes({ outcomes, faults }: ExamplesRun): boolean {
  return faults.length === 0 && outcomes.length > 0 && outcomes.every(({ differences }) => differences.length === 0);
}

/** Plays every example of a pack in the small world they live in, with the engines that serve everybody. */
export function runExamples(files: PackFiles, pack: Pack): ExamplesRun {
  const { documents } = documentsIn(files, pack.definition);
  const read = exampleNames(files).map((name) => readExamples(name, files[name] ?? ''));
  return {
    faults: read.flatMap((each) => ('faults' in each ? each.faults : [])),
    outcomes: read.flatMap((each) =>
      'faults' in each
        ? []
        : [
            ...each.cases.map(({ example, line }) => ({
              file: each.file,
              line,
              title: example.title,
              differences: playExample(example, pack, documents),
            })),
            ...each.orders.map(({ order, line }) => ({
              file: each.file,
              line,
              title: order.title,
              differences: playOrder(order, pack, documents),
            })),
            ...each.admissions.map(({ admission, line }) => ({
              file: each.file,
              line,
              title: admission.title,
              differences: playAdmission(admission, pack, documents),
            })),
          ],
    ),
  };
}

type ReadExamples =
  | { readonly faults: readonly PackFault[] }
  | {
      readonly file: string;
      readonly cases: readonly { readonly example: Example; readonly line: number }[];
      readonly orders: readonly { readonly order: ExampleOrder; readonly line: number }[];
      readonly admissions: readonly { readonly admission: ExampleAdmission; readonly line: number }[];
    };

/** The applications a pack gives as examples, in the order of its files; what cannot be read is left out. */
export function examplesIn(files: PackFiles): readonly Example[] {
  return exampleNames(files).flatMap((name) => {
    const read = readExamples(name, files[name] ?? '');
    return 'faults' in read
      ? []
      : read.cases.map(({ example }) => ({ ...example, answers: exampleAnswers({ answers: example.answers }) }));
  });
}

function exampleNames(files: PackFiles): readonly string[] {
  return Object.keys(files)
    .filter((path) => /^examples\/[^/]+\.yaml$/.test(path))
    .sort();
}

function readExamples(file: string, text: string): ReadExamples {
  const yaml = readYamlText(file, text);
  if ('faults' in yaml) return yaml;
  const reading = exampleFileSchema.safeParse(yaml.value);
  if (!reading.success) {
    return {
      faults: readingFaults(reading.error).map(({ path, message }) => ({
        file,
        ...yaml.at(path),
        message: `${path}: ${message}`,
      })),
    };
  }
  return {
    file,
    cases: reading.data.cases.map((example, index) => ({ example, line: yaml.at(`cases.${index}`).line })),
    orders: reading.data.orders.map((order, index) => ({ order, line: yaml.at(`orders.${index}`).line })),
    admissions: reading.data.admissions.map((admission, index) => ({
      admission,
      line: yaml.at(`admissions.${index}`).line,
    })),
  };
}

function playExample(example: Example, pack: Pack, documents: Documents): readonly Difference[] {
  const { scoring } = pack;
  const { expect } = example;
  const answers = exampleAnswers(example);
  const world = worldOf(example, exampleWorld());
  const schools = documentsChosen(pack.definition, answers, (code) => documents.get(code));
  const definition = definitionWith(pack.definition, schools);
  const found = gaps(definition, answers, world);
  const steps = new Map(journey(definition, answers, world).map((step) => [step.section, step.state as string]));
  const valued = [
    ...(scoring === null ? [] : [{ scoring, answers: visibleAnswers(definition, answers) }]),
    ...schools.flatMap(({ code, document }) =>
      document.scoring === null ? [] : [{ scoring: document.scoring, answers: answersAt(definition, answers, code) }],
    ),
  ].map((each) => ({ ...each, scores: scorePositions(each.scoring, each.answers, world, example) }));
  const scores = valued.flatMap((each) => each.scores);
  return [
    ...gapDifferences(
      'errori',
      expect.gaps,
      found.filter(({ severity }) => severity === 'error'),
    ),
    ...gapDifferences(
      'avvisi',
      expect.warnings,
      found.filter(({ severity }) => severity === 'warning'),
    ),
    ...Object.entries(expect.journey ?? {}).flatMap(([section, state]) =>
      differs(`sezione ${section}`, state, steps.get(section) ?? 'non c’è'),
    ),
    ...aroundDifferences(example, { ...pack, definition }, answers, world),
    ...valued.flatMap((each) => otherwise(each.scoring, each.answers, each.scores, example)),
    ...computedDifferences(example, definition, visibleAnswers(definition, answers)),
    ...Object.entries(expect.positions ?? {}).flatMap(([key, expected]) => positionDifferences(key, expected, scores)),
  ];
}

/** The compiled back end must give the same points as the one that explains them. */
function otherwise(
  scoring: ScoringPack,
  answers: Answers,
  scores: readonly PositionScore[],
  around: Surroundings,
): readonly Difference[] {
  const compiled = compilePack(scoring)(positionsOf(scoring, answers, exampleWorld(), around));
  const said = (points: number | undefined) => (points === undefined ? 'nessun punteggio' : formatPoints(points));
  return scores.flatMap(({ position, score }, index) =>
    differs(`${position.key}: totale senza spiegazione`, said(score?.total), said(compiled[index])),
  );
}

function gapDifferences(
  what: string,
  expected: readonly ExpectedGap[] | undefined,
  found: readonly ExpectedGap[],
): readonly Difference[] {
  if (expected === undefined) return [];
  const words = (list: readonly ExpectedGap[]) =>
    list
      .map(({ section, item, field, code }) =>
        [section, item, field, code].filter((part) => part !== undefined).join('.'),
      )
      .toSorted()
      .join(', ') || 'nessuno';
  return differs(what, words(expected), words(found));
}

function positionDifferences(
  key: string,
  expected: ExpectedPosition,
  scores: readonly PositionScore[],
): readonly Difference[] {
  const found = scores.find(({ position }) => position.key === key);
  const score = found?.score;
  if (found === undefined || score === undefined) {
    return [{ what: key, expected: 'un punteggio', got: found?.missing ?? 'nessun punteggio' }];
  }
  const discarded = score.lines.filter((line) => line.discarded !== undefined);
  const sum = score.lines.reduce((total, line) => total + line.points, 0);
  const said = (what: string, value: string | undefined, got: string) =>
    value === undefined ? [] : differs(`${key}: ${what}`, value, got);
  return [
    ...said('tabella', expected.table, found.table ?? ''),
    ...said('totale', points(expected.total), formatPoints(score.total)),
    ...said('totale senza riserva', points(expected.without_proviso), formatPoints(score.withoutProviso)),
    ...said('somma delle righe', formatPoints(score.total), formatPoints(sum)),
    ...said('righe senza punti', expected.discarded?.toString(), String(discarded.length)),
    ...said('righe al tetto', expected.capped?.toString(), String(score.lines.filter((line) => line.capped).length)),
    ...(expected.reasons ?? []).flatMap((words) =>
      discarded.some((line) => line.discarded?.includes(words))
        ? []
        : [
            {
              what: `${key}: motivo`,
              expected: words,
              got: discarded.map((line) => line.discarded).join(' · ') || 'nessuno',
            },
          ],
    ),
    ...(expected.lines ?? []).flatMap((line) => lineDifference(key, line, score.lines)),
  ];
}

type ExpectedLine = NonNullable<ExpectedPosition['lines']>[number];
type Lines = NonNullable<PositionScore['score']>['lines'];

function lineDifference(key: string, wanted: ExpectedLine, lines: Lines): readonly Difference[] {
  const own = lines.filter((line) => line.item === wanted.item);
  const fits = own.some(
    (line) =>
      line.points === pointsOf(wanted.points) && (wanted.quantity === undefined || line.quantity === wanted.quantity),
  );
  if (fits) return [];
  const words = (value: number, quantity: string) =>
    [formatPoints(value), quantity].filter((part) => part !== '').join(' per ');
  return [
    {
      what: `${key}: riga ${wanted.item}`,
      expected: words(pointsOf(wanted.points), wanted.quantity ?? ''),
      got: own.map((line) => words(line.points, line.quantity)).join(' · ') || 'non c’è',
    },
  ];
}

function points(written: number | undefined): string | undefined {
  return written === undefined ? undefined : formatPoints(pointsOf(written));
}
