import {
  type Definition,
  type Field,
  HERE,
  readSchoolSection,
  type Section,
} from '../../../engines/procedure/index.ts';
import { readScoringPack, type ScoringPack, scoringFaults } from '../../../engines/scoring/index.ts';
import { type ReadingFault, readingFaults } from '../../../kernel/reading-faults.ts';
import { askedBy } from '../asked-by.ts';
import { type PackFault, readYamlText } from '../yaml-store.ts';
import type { SchoolDocument } from './document.ts';
import { documentSchema, type Place, type WrittenDocument } from './document-schema.ts';

export type DocumentReading = { readonly document: SchoolDocument } | { readonly faults: readonly PackFault[] };

/**
 * Reads what a school decided for a procedure: hostile text first, then questions, points and order by the engines that
 * judge a whole procedure. Every fault comes back with its line and column.
 */
export function readDocument(file: string, text: string, definition: Definition): DocumentReading {
  const yaml = readYamlText(file, text);
  if ('faults' in yaml) return yaml;
  const reading = judge(yaml.value, definition);
  if ('document' in reading) return reading;
  return {
    faults: reading.faults.map(({ path, message, within }) => ({
      file,
      ...yaml.at(path, within?.offset),
      message: `${path}: ${message}`,
    })),
  };
}

interface Faulty {
  readonly faults: readonly ReadingFault[];
}

type Judged = { readonly document: SchoolDocument } | Faulty;

function judge(value: unknown, definition: Definition): Judged {
  const read = documentSchema.safeParse(value);
  if (!read.success) return { faults: readingFaults(read.error) };
  const written = read.data;
  const about = aboutFaults(written, definition);
  if (about.length > 0) return { faults: about };
  const asked = questionsOf(written, definition);
  if ('faults' in asked) return asked;
  const scoring = scoringOf(written, value, asked.definition);
  if ('faults' in scoring) return scoring;
  const places = placeFaults(written, asked.definition);
  if (places.length > 0) return { faults: places };
  const { procedure, school, name, act, intro } = written;
  return {
    document: {
      ...{ procedure, school, name, act, places: written.places },
      ...(intro === undefined ? {} : { intro }),
      section: asked.section,
      scoring: written.points.length === 0 ? null : scoring.pack,
      order: written.order,
    },
  };
}

function aboutFaults({ procedure, points, order }: WrittenDocument, definition: Definition): readonly ReadingFault[] {
  const byPoints = order.findIndex(({ by }) => by === 'points' || by === 'section_points');
  return [
    ...(procedure === definition.id
      ? []
      : [{ path: 'procedure', message: `questi criteri sono di "${procedure}", non di "${definition.id}"` }]),
    ...(definition.school_parts === undefined
      ? [{ path: 'procedure', message: 'in questa procedura le scuole non hanno criteri propri' }]
      : []),
    ...(order.at(-1)?.by === 'draw'
      ? []
      : [{ path: 'order', message: 'per ultimo va il sorteggio (draw): nessuno resta alla pari con un altro' }]),
    ...(points.length === 0 && byPoints >= 0
      ? [{ path: `order.${byPoints}`, message: 'non ci sono punti da confrontare' }]
      : []),
    ...(points.length > 0 && byPoints < 0 ? [{ path: 'points', message: 'l’ordine non guarda questi punti' }] : []),
  ];
}

/** The kinds of question a school may ask: what it would need the portal's files or registry for, it may not. */
const ASKED: readonly Field['kind'][] = [
  ...(['boolean', 'enum', 'multi_enum', 'ranked_enum', 'integer', 'decimal'] as const),
  ...(['text', 'textarea', 'date', 'declaration', 'municipality', 'school'] as const),
];

function questionsOf(
  { questions, name, intro }: WrittenDocument,
  definition: Definition,
): Faulty | { readonly section: Section | null; readonly definition: Definition } {
  if (questions.length === 0) return { section: null, definition };
  const kinds = questions.flatMap(({ kind }, index) =>
    ASKED.some((each) => each === kind)
      ? []
      : [{ path: `questions.${index}.kind`, message: `una scuola non può chiedere "${kind}"` }],
  );
  if (kinds.length > 0) return { faults: kinds };
  const reading = readSchoolSection(definition, { title: name, ...(intro && { intro }), fields: questions });
  if (reading.ok) return { section: reading.section, definition: reading.definition };
  return { faults: reading.faults.map((fault) => ({ ...fault, path: fault.path.replace(/^fields/, 'questions') })) };
}

/** The points as a table of the engine, and the order as its ranking: judged by what judges those of a procedure. */
function scoringOf(
  { school, name, act, points }: WrittenDocument,
  value: unknown,
  definition: Definition,
): Faulty | { readonly pack: ScoringPack } {
  const source = value as { readonly order: unknown };
  // Priorities alone are judged beside a criterion that everybody meets.
  const worth = points.length === 0 ? [{ id: '-', label: name, points: 1 }] : points;
  const items = worth.map((each) => {
    const { points: figure, ...item } = each;
    return { ...item, of: 'answers', rule: { kind: 'each', points: figure } };
  });
  const facts = definition.sections.some(({ id }) => id === HERE) ? HERE : firstForm(definition);
  const reading = readScoringPack({
    id: definition.id,
    norm: act,
    positions: { single: { key: school, label: name }, tables: [{ table: 'criteria' }] },
    facts: [{ kind: 'answers', name: 'Le tue risposte', from: { form: facts } }],
    tables: { criteria: { title: 'Criteri di precedenza', norm: act, sections: [{ id: 'A', title: name, items }] } },
    ranking: source.order,
  });
  const faults = reading.ok ? scoringFaults(reading.pack, askedBy(definition)) : reading.faults;
  if (reading.ok && faults.length === 0) return { pack: reading.pack };
  return { faults: faults.map((fault) => ({ ...fault, path: asWritten(fault.path) })) };
}

function firstForm(definition: Definition): string {
  return definition.school_parts?.of[0]?.split('.')[0] ?? '';
}

/** Where it stands in the document: the table and the ranking are of our making. */
function asWritten(path: string): string {
  return path
    .replace(/^tables\.criteria\.sections\.0\.items/, 'points')
    .replace(/^(points\.\d+)\.rule\.points/, '$1.points')
    .replace(/^tables\..*/, 'points')
    .replace(/^ranking/, 'order');
}

/** Who may have a seat is asked by questions that are there, with answers that can be given. */
function placeFaults({ places }: WrittenDocument, definition: Definition): readonly ReadingFault[] {
  return places.flatMap(({ id, choice }, index) => {
    const path = `places.${index}`;
    const twice = places.findIndex((each) => each.id === id) !== index;
    return [
      ...(twice ? [{ path: `${path}.id`, message: `"${id}" c’è due volte` }] : []),
      ...(choice === undefined ? [] : choiceFaults(choice, definition, `${path}.choice`)),
    ];
  });
}

function choiceFaults({ of, is }: NonNullable<Place['choice']>, definition: Definition, path: string) {
  const [id, question] = of.split('.');
  const field = definition.sections.find((each) => each.id === id)?.fields.find((each) => each.id === question);
  if (field === undefined || !('options' in field) || field.options.length === 0)
    return [{ path: `${path}.of`, message: `"${of}" non è una domanda con le sue scelte` }];
  if (field.options.some(({ value }) => value === is)) return [];
  return [{ path: `${path}.is`, message: `"${is}" non è tra le scelte di "${of}"` }];
}
