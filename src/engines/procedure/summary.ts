import type { Answers, Context } from './answers.ts';
import type { Definition, Section } from './definition-schema.ts';
import { displayValue, itemTitle } from './display.ts';
import type { Field } from './field.ts';
import { own, record, recordKeys } from './records.ts';
import { isSectionVisible, visibleAnswers, visibleFields } from './visibility.ts';

/** One row of "Controlla le risposte" and of the receipt. */
export interface SummaryRow {
  readonly section: string;
  readonly sectionTitle: string;
  /** Item id or key, for sections with more than one record. */
  readonly item?: string;
  readonly itemTitle?: string;
  readonly field: string;
  readonly label: string;
  /** In Italian; "Non indicato" when skipped. New lines separate the schools of a list. */
  readonly value: string;
  /** The exact words of a declaration. */
  readonly text?: string;
  readonly special: boolean;
  /** Where to change it; null for what comes from the profile. */
  readonly change: { readonly section: string; readonly item?: string; readonly field: string } | null;
}

/** Every question asked and its answer, in the order of the definition. Lists without items give no rows. */
export function summary(definition: Definition, answers: Answers, context: Context): readonly SummaryRow[] {
  const seen = visibleAnswers(definition, answers);
  return definition.sections
    .filter((section) => isSectionVisible(section, seen))
    .flatMap((section) =>
      recordKeys(section, seen).flatMap((key, index) => recordRows(section, key, index, seen, context)),
    );
}

function recordRows(
  section: Section,
  key: string,
  index: number,
  seen: Answers,
  context: Context,
): readonly SummaryRow[] {
  const values = record(section, seen, key);
  const item = key === '' ? {} : { item: key };
  const title = key === '' ? {} : { itemTitle: itemTitle(section, values, context, index, key) };
  return visibleFields(section, seen, values).map((field) => ({
    section: section.id,
    sectionTitle: section.title,
    ...item,
    ...title,
    field: field.id,
    label: field.label,
    value: displayValue(field, own(values, field.id), context),
    ...textOf(field),
    special: field.special,
    change:
      field.source === undefined && field.kind !== 'computed'
        ? { section: section.id, ...item, field: field.id }
        : null,
  }));
}

function textOf(field: Field): { text?: string } {
  return field.kind === 'declaration' ? { text: field.text } : {};
}
