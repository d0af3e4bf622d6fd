import { normOf } from './cross-checks.ts';
import type { Definition, Fault, Section } from './definition-schema.ts';
import type { Field } from './field.ts';

/** What a list holds when its section sets no limit of its own. */
const NO_LIMIT = 100;

/**
 * Everything that may refuse an application and names no norm: for the office that wrote it, each with its place. What
 * is left out or badly written, the type and size of files, and the bounds of numbers and days (they keep out slips)
 * may have none.
 */
export function unfounded(definition: Definition): readonly Fault[] {
  const { windows, prerequisites = [], parallel, several, checks, sections } = definition;
  const without = <Each extends { readonly norm?: string | undefined }>(list: readonly Each[], path: string) =>
    list.flatMap(({ norm }, at) => (norm === undefined ? [lacking(`${path}.${at}`)] : []));
  return [
    ...without(windows, 'windows'),
    ...without(prerequisites, 'prerequisites'),
    ...(parallel?.together === false && parallel.norm === undefined ? [lacking('parallel')] : []),
    ...(several?.one_for !== undefined && several.norm === undefined ? [lacking('several')] : []),
    ...sections.flatMap((section, at) => sectionLacks(section, `sections.${at}`)),
    ...checks.flatMap((check, at) => {
      const section = sections.find(({ id }) => id === check.section);
      const refuses = check.severity === 'error' && normOf(check, section) === undefined;
      return refuses ? [lacking(`checks.${at}`)] : [];
    }),
  ];
}

function sectionLacks(section: Section, path: string): readonly Fault[] {
  if (section.norm !== undefined) return [];
  const counts = section.kind === 'list' && (section.min > 0 || section.max !== NO_LIMIT);
  return [
    ...(counts ? [lacking(path)] : []),
    ...section.fields.flatMap((field, at) =>
      isLimit(field) && field.norm === undefined ? [lacking(`${path}.fields.${at}`)] : [],
    ),
  ];
}

/** How many may be chosen, which ones, where. */
function isLimit(field: Field): boolean {
  switch (field.kind) {
    case 'preferences':
    case 'schools':
      return true;
    case 'multi_enum':
    case 'ranked_enum':
      return field.max !== undefined;
    case 'teaching_class':
      return field.kinds !== undefined;
    default:
      return false;
  }
}

function lacking(path: string): Fault {
  return { path, message: 'rifiuta senza dire la norma: manca norm, qui o nella sezione' };
}
