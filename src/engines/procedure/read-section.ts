import { isAnswered } from '../../kernel/scope.ts';
import type { Answers, Context, Gap, Posted, Typed, Value, Values } from './answers.ts';
import { checkValue } from './check-value.ts';
import { findSection } from './definition.ts';
import type { Definition, Section } from './definition-schema.ts';
import type { Field } from './field.ts';
import { fieldInputs } from './inputs.ts';
import { unknownToRegistry } from './known.ts';
import { type Reading, readField } from './read-field.ts';
import { own, record } from './records.ts';
import { missing } from './required.ts';
import { visibleAnswers, visibleFields } from './visibility.ts';
import { cited } from './wrong.ts';

/** One record read from a posted form. `values` holds what could be read, also where something else is wrong. */
export interface SectionReading {
  readonly values: Values;
  readonly typed: Typed;
  /** Only of questions asked. Code `missing` is a blank: no reason to refuse saving a draft. */
  readonly gaps: readonly Gap[];
}

/** What the reading may lean on: the other answers, the registry, and which item or key is being read. */
export interface Around {
  readonly answers?: Answers;
  readonly context?: Context;
  readonly item?: string;
}

/**
 * Reads one record of a section (the form, one item, one key) from what was posted. Never throws for what was
 * typed. Files are not posted with the form: their values are kept from the stored record.
 * An unknown section reads as nothing.
 */
export function readSection(
  definition: Definition,
  sectionId: string,
  posted: Posted,
  around: Around = {},
): SectionReading {
  const section = findSection(definition, sectionId);
  if (section === undefined) return { values: {}, typed: {}, gaps: [] };
  const { answers = {}, context, item = '' } = around;
  const stored = record(section, answers, item);
  const readings = new Map(section.fields.map((field) => [field.id, readField(field, posted, section.norm)]));
  const values: Record<string, Value> = {};
  for (const field of section.fields) {
    const kept = field.kind === 'file' ? (own(stored, field.id) as Value | undefined) : readings.get(field.id)?.value;
    if (isAnswered(kept) && kept !== undefined) values[field.id] = kept;
  }
  const seen = visibleAnswers(definition, answers);
  const asked = visibleFields(section, seen, values);
  const gaps = asked.flatMap((field) => fieldGaps(field, readings.get(field.id), { section, seen, values, context }));
  const at = item === '' ? {} : { item };
  return { values, typed: allTyped(readings), gaps: gaps.map((gap) => ({ ...gap, ...at, section: sectionId })) };
}

type RecordGap = Omit<Gap, 'section' | 'item'>;

interface Read {
  readonly section: Section;
  readonly seen: Answers;
  readonly values: Values;
  readonly context: Context | undefined;
}

function fieldGaps(field: Field, reading: Reading | undefined, read: Read): readonly RecordGap[] {
  const { section, seen, values, context } = read;
  const about = { severity: 'error' as const, field: field.id, input: fieldInputs(field)[0] ?? field.id };
  if (reading?.gap !== undefined) return [{ ...about, ...reading.gap }];
  const blank = missing(field, seen, values);
  if (blank !== undefined) return [{ ...about, code: blank.code, message: blank.message }];
  const value = own(values, field.id);
  const unfinished = field.kind === 'preferences' && value !== undefined ? checkValue(field, value) : undefined;
  const wrong = unfinished ?? (context === undefined ? undefined : unknownToRegistry(field, value, context));
  if (wrong === undefined) return [];
  return [{ ...about, code: wrong.code, message: cited(wrong, field.norm, section.norm).message }];
}

function allTyped(readings: ReadonlyMap<string, Reading>): Typed {
  return Object.assign({}, ...[...readings.values()].map((reading) => reading.typed));
}
