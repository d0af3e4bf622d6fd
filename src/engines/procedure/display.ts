import { asText } from '../../kernel/as-text.ts';
import { type CivilDate, formatDate } from '../../kernel/civil-date.ts';
import { isAnswered } from '../../kernel/scope.ts';
import type { Context, FileRef, Mark, Person, Preference, Values } from './answers.ts';
import { isPayment, isPeriod, isPerson } from './composed.ts';
import type { Section } from './definition-schema.ts';
import type { Attribute, Field, FieldOf } from './field.ts';
import { isAct, isMark, typedNumber } from './inputs.ts';
import { isIsoDate } from './iso-date.ts';
import { preferencesIn } from './preference-text.ts';
import { targetName } from './preferences.ts';
import { own } from './records.ts';

/** What stands where an answer was not given. */
export const NOT_GIVEN = 'Non indicato';

/** A value as a person reads it on the check page, on the receipt and at the office; "Non indicato" when absent. */
export function displayValue(field: Field, value: unknown, context: Context): string {
  if (field.source !== undefined) return fromProfile(field.source, context);
  if (!isAnswered(value)) return NOT_GIVEN;
  return displayAnswer(field, value, context) ?? NOT_GIVEN;
}

/** The title of one record: the section's template with the answers in it, or "Titolo 2" while they are missing. */
export function itemTitle(section: Section, values: Values, context: Context, index: number, key = ''): string {
  if (section.kind === 'form') return section.title;
  const filled = section.item_title.replaceAll(/\{(\w+)\}/g, (_, id: string) =>
    titlePart(section, id, values, context, key),
  );
  const name = section.kind === 'list' ? section.item_name : section.title;
  const said = filled.replaceAll(/^[\s–,-]+|[\s–,-]+$/g, '');
  return said === '' ? `${name.charAt(0).toUpperCase()}${name.slice(1)} ${index + 1}` : said;
}

function titlePart(section: Section, id: string, values: Values, context: Context, key: string): string {
  if (id === 'key') return key;
  const field = section.fields.find((each) => each.id === id);
  const value = own(values, id);
  if (field === undefined || !isAnswered(value)) return '';
  return field.kind === 'teaching_class' ? asText(value) : displayValue(field, value, context);
}

function displayAnswer(field: Field, value: unknown, context: Context): string | undefined {
  switch (field.kind) {
    case 'boolean':
      return value === true ? 'Sì' : 'No';
    case 'declaration':
      return value === true ? 'Dichiarato' : undefined;
    case 'integer':
    case 'decimal':
      return typeof value === 'number' ? typedNumber(value) : undefined;
    case 'date':
      return typeof value === 'string' ? dateInWords(value) : undefined;
    case 'enum':
      return labelOf(field.options, value);
    case 'money':
      return typeof value === 'number' ? inEuros(value) : undefined;
    case 'computed':
      return computedInWords(field, value);
    case 'multi_enum':
      return list(value, (each) => labelOf(field.options, each), '; ');
    case 'ranked_enum':
      return list(value, (each) => labelOf(field.options, each), ', poi ');
    case 'period':
      return isPeriod(value) ? `dal ${dateInWords(value.from)} al ${dateInWords(value.to)}` : undefined;
    case 'person':
      return isPerson(value) ? personInWords(field.relations, value) : undefined;
    case 'payment':
      return isPayment(value) ? `avviso ${value.notice}, pagato il ${dateInWords(value.date)}` : undefined;
    case 'preferences':
      return preferencesIn(value)
        .map((line, index) => preferenceInWords(field, line, field.ordered ? `${index + 1}. ` : '', context))
        .join('\n');
    case 'mark':
      return isMark(value) ? markInWords(value) : undefined;
    case 'act':
      return isAct(value) ? `${value.authority}, n. ${value.number} del ${dateInWords(value.date)}` : undefined;
    case 'file':
      return (value as Partial<FileRef>).name;
    case 'schools':
      return list(value, (code) => coded(code, context.school(code)?.name), '\n');
    default:
      return typeof value === 'string' ? displayCode(field, value, context) : undefined;
  }
}

function displayCode(field: Field, code: string, context: Context): string {
  switch (field.kind) {
    case 'teaching_class':
      return coded(code, context.teachingClass(code)?.name);
    case 'school':
      return coded(code, context.school(code)?.name);
    case 'province':
      return context.province(code)?.name ?? code;
    case 'municipality':
      return context.municipality(code)?.name ?? code;
    case 'region':
      return context.region(code)?.name ?? code;
    case 'district':
      return context.district(code)?.name ?? code;
    case 'country':
      return context.country(code)?.name ?? code;
    default:
      return code;
  }
}

/** "110/110 e lode". */
export function markInWords({ value, base, lode }: Mark): string {
  return `${typedNumber(value)}/${base}${lode ? ' e lode' : ''}`;
}

/** 10.5 → "10,50 €". */
export function inEuros(value: number): string {
  return `${value.toFixed(2).replace('.', ',')} €`;
}

function computedInWords({ as, unit }: FieldOf<'computed'>, value: unknown): string | undefined {
  if (typeof value === 'boolean') return value ? 'Sì' : 'No';
  if (typeof value !== 'number') return typeof value === 'string' ? value : undefined;
  const said = as === 'money' ? inEuros(value) : typedNumber(value);
  return unit === undefined ? said : `${said} ${unit}`;
}

function personInWords(relations: readonly { value: string; label: string }[], person: Person): string {
  const relation = person.relation === undefined ? '' : `, ${labelOf(relations, person.relation).toLowerCase()}`;
  return `${person.surname} ${person.name} (${person.fiscal_code})${relation}`;
}

function preferenceInWords(field: FieldOf<'preferences'>, line: Preference, place: string, context: Context): string {
  const attributes = field.attributes
    .filter(({ id }) => isAnswered(own(line, id)))
    .map((attribute) => `${attribute.label}: ${attributeInWords(attribute, own(line, attribute.id), context) ?? ''}`);
  const told = attributes.length === 0 ? '' : ` (${attributes.join('; ')})`;
  return `${place}${targetName(field, line, context)}${told}`;
}

/** Semicolons stand between the questions of a line already. */
function attributeInWords(attribute: Attribute, value: unknown, context: Context): string | undefined {
  if (attribute.kind !== 'multi_enum') return displayAnswer(attribute, value, context);
  return list(value, (each) => labelOf(attribute.options, each), ', ');
}

function coded(code: string, name: string | undefined): string {
  return name === undefined ? code : `${code} – ${name}`;
}

function list(value: unknown, say: (each: string) => string, between: string): string | undefined {
  return Array.isArray(value) ? value.map((each) => say(asText(each))).join(between) : undefined;
}

function labelOf(options: readonly { value: string; label: string }[], value: unknown): string {
  return options.find((option) => option.value === value)?.label ?? asText(value);
}

export function dateInWords(value: string): string {
  return isIsoDate(value) ? formatDate(value as CivilDate) : value;
}

function fromProfile(source: string, context: Context): string {
  const value = own(context.profile, source.replace(/^profile\./, ''));
  return typeof value === 'string' && value !== '' ? value : NOT_GIVEN;
}
