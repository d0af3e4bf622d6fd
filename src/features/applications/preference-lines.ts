import {
  type Answers,
  type Attribute,
  type Context,
  choices,
  coveredLines,
  displayValue,
  type FieldOf,
  placeOf,
  preferencesIn,
  preferenceText,
  targetName,
  type Value,
} from '../../engines/procedure/index.ts';
import { isAnswered } from '../../kernel/scope.ts';
import type { Lookups } from './lookups.ts';

/** One line of a list of preferences as its page shows it. */
export interface PreferenceLine {
  /** The whole line, as it is posted: `school:TOIS01200X;contracts=annual`. */
  readonly value: string;
  readonly label: string;
  /** What it stands for: "Comprende 34 scuole", or the town of a school. */
  readonly note: string | undefined;
  /** What was answered about it, in words. */
  readonly answers: string | undefined;
  /** From 1: the earlier line that already asks for it. */
  readonly coveredBy: number | undefined;
  readonly code: string;
  readonly within: readonly string[];
  readonly attributes: readonly { readonly attribute: Attribute; readonly value: unknown }[];
  /** Its questions are open. */
  readonly open: boolean;
}

/**
 * The lines of an answer, with what each covers. `opened`: the place, from 0, of the line whose questions are asked for;
 * `answers` are those choices may come from.
 */
export async function preferenceLines(
  field: FieldOf<'preferences'>,
  value: Value | undefined,
  answers: Answers,
  context: Context,
  { lookups, opened }: { readonly lookups: Pick<Lookups, 'covered'>; readonly opened: number | undefined },
): Promise<readonly PreferenceLine[]> {
  const lines = preferencesIn(value);
  const counts = await lookups.covered(lines, field.grades);
  const covered = new Map(field.ordered ? coveredLines(value, context).map(({ line, by }) => [line, by + 1]) : []);
  const asked = field.attributes.map((attribute) =>
    attribute.kind === 'multi_enum' ? { ...attribute, options: [...choices(attribute, answers, context)] } : attribute,
  );
  const drawn = lines.map((line, index) => {
    const attributes = asked.map((attribute) => ({ attribute, value: line[attribute.id] }));
    const town = line.target === 'school' ? context.school(line.code)?.municipality : undefined;
    return {
      value: preferenceText(line),
      label: targetName(field, line, context),
      note: coverWords(counts[index]) ?? town,
      answers: answerWords(attributes, context),
      coveredBy: covered.get(index),
      code: line.code,
      within: placeOf(line, context)?.slice(1) ?? [],
      attributes,
    };
  });
  const open = opened ?? drawn.findIndex((line) => lacks(line.attributes));
  return drawn.map((line, index) => ({ ...line, open: index === open && line.attributes.length > 0 }));
}

function lacks(attributes: PreferenceLine['attributes']): boolean {
  return attributes.some(({ attribute, value }) => attribute.required && !isAnswered(value));
}

function answerWords(attributes: PreferenceLine['attributes'], context: Context): string | undefined {
  const told = attributes
    .filter(({ value }) => isAnswered(value) && value !== false)
    .map(({ attribute, value }) =>
      attribute.kind === 'boolean' ? attribute.label : `${attribute.label}: ${displayValue(attribute, value, context)}`,
    );
  return told.length === 0 ? undefined : told.join(' · ');
}

function coverWords(many: number | undefined): string | undefined {
  if (many === undefined) return undefined;
  if (many === 0) return 'Qui non risultano scuole di questo tipo';
  return many === 1 ? 'Comprende una scuola' : `Comprende ${many} scuole`;
}
