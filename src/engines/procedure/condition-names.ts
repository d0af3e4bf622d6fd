import { type CivilDate, formatDate, parseCivilDate } from '../../kernel/civil-date.ts';
import type { ConditionNames } from '../../kernel/condition-words.ts';
import { APPLICANT, APPLICANT_SECTION } from './applicant.ts';
import type { Definition, Section } from './definition-schema.ts';
import type { Field } from './field.ts';

/**
 * The names of a definition as people read them, seen from one section (bare names are its fields) or from outside. A
 * name that leads nowhere is shown as it is: a published release may hold words of a later language.
 */
export function conditionNames(definition: Definition, within?: Section): ConditionNames {
  const find = (name: string) => placed(definition, within, name);
  return {
    field: (name) => {
      const found = find(name);
      if (found === undefined) return `«${name}»`;
      const { field, section } = found;
      return section === undefined || section === within
        ? `«${field.label}»`
        : `«${field.label}» (sezione «${section.title}»)`;
    },
    value: (name, value) => valueWords(find(name)?.field, value),
    isYesNo: (name) => ['boolean', 'declaration'].includes(find(name)?.field.kind ?? ''),
    items: (id) => {
      const section = definition.sections.find((each) => each.id === id);
      return { title: `«${section?.title ?? id}»`, names: conditionNames(definition, section) };
    },
    relation: (name) => `«${name}»`,
  };
}

/** A value of a question as a person reads it: choices by their label, days in words, codes as they are. */
export function valueWords(field: Field | undefined, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? '«Sì»' : '«No»';
  if (typeof value === 'number') return String(value).replace('.', ',');
  if (field?.kind === 'enum' || field?.kind === 'multi_enum') {
    return `«${field.options.find((option) => option.value === value)?.label ?? value}»`;
  }
  return parseCivilDate(value) === value ? formatDate(value as CivilDate) : `«${value}»`;
}

function placed(definition: Definition, within: Section | undefined, name: string) {
  const [left = '', right] = name.replace('[]', '').split('.');
  if (right === undefined) {
    const field = within?.fields.find(({ id }) => id === left);
    return field && { field, section: within };
  }
  if (left === APPLICANT_SECTION) {
    const field = APPLICANT.find(({ id }) => id === right);
    return field && { field, section: undefined };
  }
  const section = definition.sections.find(({ id }) => id === left);
  const field = section?.fields.find(({ id }) => id === right);
  return field && { field, section };
}
