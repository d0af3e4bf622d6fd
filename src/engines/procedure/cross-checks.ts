import { type CivilDate, schoolYearOf } from '../../kernel/civil-date.ts';
import { holds } from '../../kernel/condition.ts';
import type { Answers, Context, Gap, Values } from './answers.ts';
import type { Check, CheckOf } from './check-schema.ts';

import type { Definition, Section } from './definition-schema.ts';
import { isIsoDate } from './iso-date.ts';
import { linesBreaking } from './line-check.ts';
import { preferencesIn } from './preference-text.ts';
import { placeOf } from './preferences.ts';
import { type KeyedRecord, keyedRecords, own } from './records.ts';
import { isSectionVisible, scopeOf } from './visibility.ts';
import { withNorm } from './wrong.ts';

/** A record that breaks a rule, and the field to point at. */
interface Broken {
  readonly key: string;
  readonly field?: string | undefined;
  /** What stands before the words of the rule. */
  readonly where?: string | undefined;
}

/** What the rules that look at more than one answer have to say. `seen` are answers that count. */
export function crossGaps(definition: Definition, seen: Answers, context: Context): readonly Gap[] {
  const known = new Map<Section, readonly KeyedRecord[]>();
  return definition.checks.flatMap((check) => {
    const section = definition.sections.find((each) => each.id === check.section);
    if (section === undefined || !isSectionVisible(section, seen)) return [];
    const records = known.get(section) ?? keyedRecords(section, seen);
    known.set(section, records);
    const broken = brokenBy(check, lookedAt(check, records, seen), definition, seen, context);
    const norm = normOf(check, section);
    return broken.map((each) => asGap(check, norm, each));
  });
}

/** The norm a check rests on. A warning refuses nothing, and cites only its own. */
export function normOf(check: Check, section: Section | undefined): string | undefined {
  return check.norm ?? (check.severity === 'error' ? section?.norm : undefined);
}

function lookedAt({ when }: Check, all: readonly KeyedRecord[], seen: Answers): readonly KeyedRecord[] {
  return when === undefined ? all : all.filter(({ values }) => holds(when, scopeOf(seen, values)));
}

function asGap(check: Check, norm: string | undefined, { key, field, where = '' }: Broken): Gap {
  return {
    severity: check.severity,
    section: check.section,
    ...(key === '' ? {} : { item: key }),
    ...(field === undefined ? {} : { field }),
    code: check.id,
    message: withNorm(`${where}${check.message}`, norm),
  };
}

function brokenBy(
  check: Check,
  records: readonly KeyedRecord[],
  definition: Definition,
  seen: Answers,
  context: Context,
): readonly Broken[] {
  switch (check.check) {
    case 'in_order':
      return broken(records, check.second, ({ values }) =>
        isBefore(own(values, check.second), own(values, check.first)),
      );
    case 'by_close':
      return broken(records, check.field, ({ values }) =>
        isBefore(closingDay(check, definition, context), own(values, check.field)),
      );
    case 'within_school_year':
      return broken(records, check.field, ({ values }) =>
        isOutside(own(values, check.field), own(values, check.school_year)),
      );
    case 'no_overlap':
      return overlapping(check, records);
    case 'unique':
      return repeated(check, records);
    case 'belongs':
      return broken(records, check.field, ({ values }) => strays(check, values, seen, context));
    case 'covers':
      return broken(records, check.from, ({ values }) => fallsShort(check, values));
    case 'first_is':
      return broken(records, check.field, ({ values }) => !firstIs(check, values, seen, context));
    case 'every_line':
      return records.flatMap(({ key, values }) => brokenLines(check, key, linesBreaking(check, values, seen)));
    case 'total':
      return totalOff(check, records) ? [{ key: records[0]?.key ?? '', field: check.field }] : [];
    case 'must':
      return broken(records, check.field, ({ values }) => !holds(check.holds, scopeOf(seen, values)));
  }
}

function broken(
  records: readonly KeyedRecord[],
  field: string | undefined,
  isBroken: (looked: KeyedRecord) => boolean,
): readonly Broken[] {
  return records.filter(isBroken).map(({ key }) => ({ key, field }));
}

/** Dates and school years sort as text. What is missing breaks no order: it is a gap of its own. */
function isBefore(left: unknown, right: unknown): boolean {
  return typeof left === 'string' && typeof right === 'string' && left < right;
}

function closingDay(check: CheckOf<'by_close'>, definition: Definition, context: Context): string | undefined {
  const window = definition.windows.find((each) => each.id === check.window);
  return (own(context.closes, check.window) as string | undefined)?.slice(0, 10) ?? window?.closes.slice(0, 10);
}

function isOutside(date: unknown, year: unknown): boolean {
  if (typeof date !== 'string' || !isIsoDate(date) || typeof year !== 'string') return false;
  return schoolYearOf(date as CivilDate) !== year;
}

function fallsShort(check: CheckOf<'covers'>, values: Values): boolean {
  const [from, to, year] = [check.from, check.to, check.school_year].map((name) => own(values, name));
  if (typeof from !== 'string' || typeof to !== 'string' || typeof year !== 'string') return false;
  const second = Number(year.slice(0, 4)) + 1;
  return from > `${second}-${check.first}` || to < `${second}-${check.last}`;
}

/** Sorted by start, each period is compared with the one before that ends last: n log n, not n². */
function overlapping(check: CheckOf<'no_overlap'>, records: readonly KeyedRecord[]): readonly Broken[] {
  const found: Broken[] = [];
  for (const group of groupBy(records, ({ values }) => signature(values, check.same)).values()) {
    let latest = '';
    for (const { key, from, to } of periods(check, group)) {
      if (from <= latest) found.push({ key, field: check.from });
      if (to > latest) latest = to;
    }
  }
  return found;
}

function periods(check: CheckOf<'no_overlap'>, group: readonly KeyedRecord[]) {
  return group
    .map(({ key, values }) => ({ key, from: own(values, check.from), to: own(values, check.to) }))
    .filter((each): each is { key: string; from: string; to: string } => {
      return typeof each.from === 'string' && typeof each.to === 'string' && each.from <= each.to;
    })
    .sort((left, right) => (left.from < right.from ? -1 : left.from > right.from ? 1 : 0));
}

/** The first with these values stands, the others are pointed at. */
function repeated(check: CheckOf<'unique'>, records: readonly KeyedRecord[]): readonly Broken[] {
  const complete = records.filter(({ values }) => check.fields.every((field) => own(values, field) !== undefined));
  const groups = groupBy(complete, ({ values }) => signature(values, check.fields));
  return [...groups.values()].flatMap((group) => group.slice(1).map(({ key }) => ({ key, field: check.fields[0] })));
}

/** Without preferences, or without the place, there is nothing to compare: those are gaps of their own. */
function firstIs(check: CheckOf<'first_is'>, values: Values, seen: Answers, context: Context): boolean {
  const lines = preferencesIn(own(values, check.field));
  const place = scopeOf(seen, values).value(check.place);
  if (lines.length === 0 || typeof place !== 'string') return true;
  const elsewhere = lines.findIndex((line) => placeOf(line, context)?.includes(place) === false);
  if (check.whole !== true || elsewhere <= 0) return elsewhere !== 0;
  return lines.slice(0, elsewhere).some(({ code }) => code === place);
}

function brokenLines({ field }: CheckOf<'every_line'>, key: string, lines: readonly number[]): readonly Broken[] {
  if (lines.length === 0) return [];
  return [{ key, field, where: `${lines.length === 1 ? 'Preferenza' : 'Preferenze'} ${lines.join(', ')}. ` }];
}

function totalOff({ field, at_least, at_most }: CheckOf<'total'>, records: readonly KeyedRecord[]): boolean {
  const numbers = records.map(({ values }) => own(values, field)).filter((value) => typeof value === 'number');
  // Hundredths, so that what people write with a comma adds up as they add it.
  const sum = numbers.reduce((total, value) => total + Math.round(value * 100), 0);
  const outside = (bound: number | undefined, wrong: (limit: number) => boolean) =>
    bound !== undefined && wrong(Math.round(bound * 100));
  return numbers.length > 0 && (outside(at_least, (limit) => sum < limit) || outside(at_most, (limit) => sum > limit));
}

/** Codes unknown to the registry are told by the field itself, and what they are compared with may be asked later. */
function strays(check: CheckOf<'belongs'>, values: Values, seen: Answers, context: Context): boolean {
  const wanted = scopeOf(seen, values).value(check.equals);
  if (wanted === undefined) return false;
  const value = own(values, check.field);
  const codes: readonly unknown[] = Array.isArray(value) ? value : [value];
  return codes.some((code) => {
    const entry = typeof code === 'string' ? lookUp(check.lookup, code, context) : undefined;
    return entry !== undefined && own(entry, check.property) !== wanted;
  });
}

function lookUp(table: CheckOf<'belongs'>['lookup'], code: string, context: Context): object | undefined {
  if (table === 'school') return context.school(code);
  return table === 'municipality' ? context.municipality(code) : context.teachingClass(code);
}

function signature(values: Values, fields: readonly string[]): string {
  return JSON.stringify(fields.map((field) => own(values, field) ?? null));
}

function groupBy<Each>(all: readonly Each[], keyOf: (each: Each) => string): ReadonlyMap<string, readonly Each[]> {
  return Map.groupBy(all, keyOf);
}
