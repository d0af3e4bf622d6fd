import {
  type Answers,
  type Attribute,
  type Context,
  choices,
  coveredLines,
  type FieldOf,
  preferencesIn,
  preferenceText,
  targetName,
  targetText,
  type Value,
} from '../../engines/procedure/index.ts';
import type { Lookups } from './lookups.ts';

/** One line of a list of preferences as its page shows it. */
export interface PreferenceLine {
  /** What it asks for, as it is posted: `school:TOIS01200X`. */
  readonly text: string;
  readonly label: string;
  /** The whole line with its attributes, to be put back. */
  readonly whole: string;
  /** What it stands for: "copre 34 scuole", or the town of a school. */
  readonly covers: string | undefined;
  /** From 1: the earlier line that already asks for it. */
  readonly coveredBy: number | undefined;
  readonly attributes: readonly { readonly attribute: Attribute; readonly value: unknown }[];
}

/** The lines of an answer, with what each covers. `answers` are those choices may come from. */
export async function preferenceLines(
  field: FieldOf<'preferences'>,
  value: Value | undefined,
  answers: Answers,
  context: Context,
  lookups: Pick<Lookups, 'covered'>,
): Promise<readonly PreferenceLine[]> {
  const lines = preferencesIn(value);
  const counts = await lookups.covered(lines, field.grades);
  const covered = new Map(field.ordered ? coveredLines(value, context).map(({ line, by }) => [line, by + 1]) : []);
  const attributes = field.attributes.map((attribute) =>
    attribute.kind === 'multi_enum' ? { ...attribute, options: [...choices(attribute, answers, context)] } : attribute,
  );
  return lines.map((line, index) => ({
    text: targetText(line),
    whole: preferenceText(line),
    label: targetName(field, line, context),
    covers:
      coverWords(counts[index]) ?? (line.target === 'school' ? context.school(line.code)?.municipality : undefined),
    coveredBy: covered.get(index),
    attributes: attributes.map((attribute) => ({ attribute, value: line[attribute.id] })),
  }));
}

function coverWords(many: number | undefined): string | undefined {
  if (many === undefined) return undefined;
  if (many === 0) return 'Qui non risultano scuole di questo tipo';
  return many === 1 ? 'Comprende una scuola' : `Comprende ${many} scuole`;
}
