import { addDays, parseCivilDate } from '../../kernel/civil-date.ts';
import type { Condition } from '../../kernel/condition.ts';
import { fieldTests, type Possible, sizeBounds, sizeName } from '../../kernel/condition-truth.ts';
import type { Definition } from './definition-schema.ts';
import type { Field } from './field.ts';

/** More literals than this named about one list are not tried in every combination. */
const MOST_MEMBERS = 6;

/**
 * Answers to a question that are enough to decide the conditions given: every choice, both sides of every bound, each
 * text that is named and one that is not, and no answer. Nothing where answers are not compared (marks, acts, files).
 */
export function possibleValues(field: Field, name: string, conditions: readonly Condition[]): Possible | undefined {
  const values = valuesOf(field, literalsAbout(name, conditions));
  return values === undefined ? undefined : { values: [...new Set([...values, undefined])], when: field.when };
}

/** How many items a list may have: none, as many as it takes, and both sides of every bound. */
export function possibleSizes(
  { sections }: Definition,
  name: string,
  conditions: readonly Condition[],
): Possible | undefined {
  const section = sections.find(({ id, kind }) => kind === 'list' && sizeName(id) === name);
  if (section?.kind !== 'list') return undefined;
  const near = conditions.flatMap((each) => sizeBounds(section.id, each)).flatMap((each) => [each - 1, each, each + 1]);
  return { values: [...new Set([0, section.max, ...near.filter((each) => each >= 0 && each <= section.max)])] };
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
      return [field.first, field.last, ...literals.filter((each) => within(field, each))];
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
  const [first, last] = [field.min ?? '1900-01-01', field.max ?? '2100-01-01'];
  return [first, last, ...near.filter((each) => each >= first && each <= last)];
}

function within({ first, last }: { readonly first: string; readonly last: string }, value: unknown): boolean {
  return typeof value === 'string' && value >= first && value <= last;
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
