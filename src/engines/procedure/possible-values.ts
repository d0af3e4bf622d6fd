import { addDays, type CivilDate, civilDate, parseCivilDate, schoolYear } from '../../kernel/civil-date.ts';
import type { Condition } from '../../kernel/condition.ts';
import { fieldTests, type Possible, sizeBounds, sizeName } from '../../kernel/condition-truth.ts';
import { usesInFormulas } from '../../kernel/expression-uses.ts';
import type { Definition } from './definition-schema.ts';
import type { Field, FieldOf } from './field.ts';

/** More literals than this named about one list are not tried in every combination. */
const MOST_MEMBERS = 6;

/**
 * Answers to a question that are enough to decide the conditions given: every choice, both sides of every bound, each
 * text that is named and one that is not, and no answer. Nothing where answers are not compared (marks, acts, files).
 * Whether they are enough for the formulas too depends on how these read the question.
 */
export function possibleValues(field: Field, name: string, conditions: readonly Condition[]): Possible | undefined {
  const uses = usesInFormulas(name, conditions);
  const literals = [...new Set([...literalsAbout(name, conditions), ...(uses?.literals ?? [])])];
  const every = uses?.freely === true ? everyValue(field) : undefined;
  const values = every ?? valuesOf(field, literals);
  if (values === undefined) return undefined;
  const days = field.kind === 'date' ? anniversaries(field, uses?.anniversaries ?? []) : [];
  const counted = (uses?.anniversaries.length ?? 0) === 0 || field.kind === 'date';
  const whole = counted && (uses?.freely !== true || every !== undefined);
  return { values: [...new Set([...values, ...days, undefined])], when: field.when, whole };
}

/** How many items a list may have: none, as many as it takes, and both sides of every bound; all, where formulas count. */
export function possibleSizes(
  { sections }: Definition,
  name: string,
  conditions: readonly Condition[],
): Possible | undefined {
  const section = sections.find(({ id, kind }) => kind === 'list' && sizeName(id) === name);
  if (section?.kind !== 'list') return undefined;
  const counted = usesInFormulas(section.id, conditions) !== undefined;
  if (counted && section.max <= MOST_LISTED) return { values: upTo(section.max), whole: true };
  const near = conditions.flatMap((each) => sizeBounds(section.id, each)).flatMap((each) => [each - 1, each, each + 1]);
  return { values: [...new Set([0, section.max, ...near.filter((each) => each >= 0 && each <= section.max)])] };
}

/** Numbers up to so many are tried one by one. */
const MOST_LISTED = 200;

function upTo(most: number): readonly number[] {
  return Array.from({ length: most + 1 }, (_, each) => each);
}

/** Each value there is, where they are few enough to be listed. */
function everyValue(field: Field): readonly unknown[] | undefined {
  if (field.kind === 'enum' || field.kind === 'boolean' || field.kind === 'declaration') return valuesOf(field, []);
  if (field.kind !== 'integer' || field.max - field.min > MOST_LISTED) return undefined;
  return upTo(field.max - field.min).map((each) => field.min + each);
}

/** Both sides of each year that is completed on the days given. */
function anniversaries(field: FieldOf<'date'>, days: readonly string[]): readonly CivilDate[] {
  const [first, last] = span(field);
  const years = upTo(Number(last.slice(0, 4)) - Number(first.slice(0, 4))).map(
    (each) => Number(first.slice(0, 4)) + each,
  );
  return [...new Set(days.map((day) => day.slice(5)))].flatMap((end) => {
    const [month = 3, day = 1] = end.split('-').map(Number);
    return years.flatMap((year) => {
      const on = civilDate(year, month, day) ?? civilDate(year, 3, 1);
      const near = on === undefined ? [] : [addDays(on, -1), on, addDays(on, 1)];
      return near.filter((each) => each >= first && each <= last);
    });
  });
}

function valuesOf(field: Field, literals: readonly unknown[]): readonly unknown[] | undefined {
  switch (field.kind) {
    case 'enum':
      return field.options.map((option) => option.value);
    case 'boolean':
      return [true, false];
    case 'declaration':
      return [true];
    case 'integer':
    case 'decimal':
    case 'money':
      return numbersAround(field, literals);
    case 'date':
      return datesAround(field, literals);
    case 'school_year':
      return schoolYearsOf(field);
    case 'multi_enum':
    case 'ranked_enum':
      return listsOf(literals.slice(0, MOST_MEMBERS + 1));
    case 'computed':
    case 'mark':
    case 'act':
    case 'period':
    case 'person':
    case 'payment':
    case 'file':
    case 'schools':
    case 'preferences':
      return undefined;
    default:
      // A text or a code of the registry: those named, and any other.
      return [...literals, SOME_OTHER];
  }
}

const SOME_OTHER = '\u{fffd}';

function numbersAround(field: Field & { readonly min: number; readonly max: number }, literals: readonly unknown[]) {
  const step = field.kind === 'decimal' ? 10 ** -field.decimals : field.kind === 'money' ? 0.01 : 1;
  const near = literals.flatMap((each) => (typeof each === 'number' ? [each - step, each, each + step] : []));
  return [field.min, field.max, ...near.filter((each) => each >= field.min && each <= field.max)];
}

function datesAround(
  field: Field & { readonly min?: string | undefined; readonly max?: string | undefined },
  literals: readonly unknown[],
) {
  const near = literals.flatMap((each) => {
    const date = typeof each === 'string' ? parseCivilDate(each) : undefined;
    return date === undefined ? [] : [addDays(date, -1), date, addDays(date, 1)];
  });
  const [first, last] = span(field);
  return [first, last, ...near.filter((each) => each >= first && each <= last)];
}

function span({ min, max }: { readonly min?: string | undefined; readonly max?: string | undefined }) {
  return [min ?? '1900-01-01', max ?? '2100-01-01'] as const;
}

function schoolYearsOf({ first, last }: FieldOf<'school_year'>): readonly string[] {
  const [from, to] = [first, last].map((year) => Number(year.slice(0, 4))) as [number, number];
  return upTo(to - from).map((each) => schoolYear(from + each));
}

function listsOf(members: readonly unknown[]): readonly unknown[] | undefined {
  if (members.length > MOST_MEMBERS) return undefined;
  return Array.from({ length: 2 ** members.length }, (_, mask) =>
    mask === 0 ? [SOME_OTHER] : members.filter((_each, index) => mask & (1 << index)),
  );
}

function literalsAbout(name: string, conditions: readonly Condition[]): unknown[] {
  const found = conditions.flatMap((condition) =>
    fieldTests(condition).flatMap(({ test, of }) =>
      of === undefined && test.field === name
        ? [test.is, ...(test.in ?? []), test.has, test.at_least, test.at_most, test.above, test.below]
        : [],
    ),
  );
  return [...new Set(found.filter((each) => each !== undefined))];
}
