import { schoolYear } from '../../kernel/civil-date.ts';
import type { Answers, Context } from './answers.ts';
import type { Field, Option } from './field.ts';
import { itemsOf } from './records.ts';

/**
 * What can be chosen for a field, in the order to show it: options written in the definition, distinct values of
 * another section, school years (newest first). Empty for kinds chosen from the registry (schools, classes, places).
 */
export function choices(field: Field, answers: Answers, context?: Context): readonly Option[] {
  if (field.kind === 'enum' || field.kind === 'ranked_enum') return field.options;
  if (field.kind === 'school_year') return years(field.first, field.last);
  if (field.kind !== 'multi_enum') return [];
  const from = field.options_from;
  return from === undefined
    ? field.options
    : [...field.options, ...answered(from.section, from.field, answers, context)];
}

function years(first: string, last: string): readonly Option[] {
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, back) => {
    const value = schoolYear(to - back);
    return { value, label: value };
  });
}

function answered(section: string, field: string, answers: Answers, context: Context | undefined): readonly Option[] {
  const values = itemsOf(answers, section).map((item) => item[field]);
  const distinct = [...new Set(values.filter((value) => typeof value === 'string'))];
  return distinct.map((value) => {
    const name = context?.teachingClass(value)?.name;
    return { value, label: name === undefined ? value : `${value} – ${name}` };
  });
}
