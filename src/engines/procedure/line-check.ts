import { holds } from '../../kernel/condition.ts';
import type { Answers, Values } from './answers.ts';
import type { CheckOf } from './check-schema.ts';
import type { Section } from './definition-schema.ts';
import { type Field, type FieldOf, fieldSchema } from './field.ts';
import { preferencesIn } from './preference-text.ts';
import { own } from './records.ts';
import { scopeOf } from './visibility.ts';

/** The places, from 1, of the lines for which the condition does not hold. */
export function linesBreaking(
  { field, holds: condition }: CheckOf<'every_line'>,
  values: Values,
  seen: Answers,
): readonly number[] {
  return preferencesIn(own(values, field)).flatMap((line, index) =>
    holds(condition, scopeOf(seen, line)) ? [] : [index + 1],
  );
}

/** What a condition on lines may name: the questions of a line, and what it asks for (`target`, `code`). */
export function lineSection(section: Section, { field: name }: Pick<CheckOf<'every_line'>, 'field'>): Section {
  const field = section.fields.find(({ id }) => id === name);
  return { ...section, fields: field?.kind === 'preferences' ? [...partsOf(field), ...field.attributes] : [] };
}

function partsOf({ targets }: FieldOf<'preferences'>): readonly Field[] {
  const options = targets.map((value) => ({ value, label: value }));
  return [
    fieldSchema.parse({ id: 'target', kind: 'enum', label: 'tipo di preferenza', options }),
    fieldSchema.parse({ id: 'code', kind: 'text', label: 'codice' }),
  ];
}
