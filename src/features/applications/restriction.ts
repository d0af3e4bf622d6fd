import type { Answers, Definition, Field, FieldOf, Section } from '../../engines/procedure/index.ts';
import { record, valuesOf, visibleAnswers } from '../../engines/procedure/index.ts';

/**
 * What a school must be to be chosen in this field, read off the definition: the province named by a `belongs` check,
 * and the teaching class of the record when a section repeats for each class.
 */
export function schoolRestriction(
  definition: Definition,
  section: Section,
  field: Field,
  answers: Answers,
  key: string,
): { province?: string; teachingClass?: string } {
  const province = provinceFor(definition, section, field, answers);
  const teachingClass = repeatsByClass(definition, section) ? key : undefined;
  return {
    ...(province === undefined ? {} : { province }),
    ...(teachingClass === undefined ? {} : { teachingClass }),
  };
}

/** The province or region that the targets of a list of preferences must lie in, when it has been answered. */
export function placeAsked(
  definition: Definition,
  section: Section,
  { within }: FieldOf<'preferences'>,
  answers: Answers,
  key: string,
): string | undefined {
  if (within === undefined) return undefined;
  const [from = '', name] = within.split('.');
  const value =
    name === undefined
      ? record(section, answers, key)[from]
      : valuesOf(visibleAnswers(definition, answers), from)[name];
  return typeof value === 'string' ? value : undefined;
}

function provinceFor(definition: Definition, section: Section, field: Field, answers: Answers): string | undefined {
  const check = definition.checks.find(
    (each) =>
      each.check === 'belongs' &&
      each.section === section.id &&
      each.field === field.id &&
      each.lookup === 'school' &&
      each.property === 'province',
  );
  if (check?.check !== 'belongs') return undefined;
  const [from = '', name = ''] = check.equals.split('.');
  const value = valuesOf(answers, from)[name];
  return typeof value === 'string' ? value : undefined;
}

function repeatsByClass(definition: Definition, section: Section): boolean {
  if (section.kind !== 'per') return false;
  const source = definition.sections.find((each) => each.id === section.of.section);
  return source?.fields.some((each) => each.id === section.of.field && each.kind === 'teaching_class') ?? false;
}
