import type { Points } from '../../kernel/points.ts';
import type { Batch, Valued } from './batch.ts';
import { compileFormula } from './compile-formula.ts';
import type { Fact, Related } from './facts.ts';
import { rescale, scaledMark } from './mark.ts';
import { type Bind, isShared } from './one-predicate.ts';
import type { Predicates } from './predicate.ts';
import { abovePoints, amountOf, amountPoints, bandPoints, scaledPoints, valuePoints } from './rule-points.ts';
import type { Rule } from './rule-schema.ts';
import type { TableItem } from './table-schema.ts';
import { lookupKey } from './worth.ts';

/** What a rule gives for one row; months and days look at several and are counted in time-points. */
export interface RowPoints {
  (row: number, application: number): Points;
  /** Where looking up the code of the row is enough. */
  readonly table?: PointsTable;
}

/** The code of each row, and the points of each code: every value there is was worked out once. */
export interface PointsTable {
  readonly codes: Int32Array;
  readonly points: Int32Array;
}

type RowRule = Exclude<Rule, { kind: 'months' | 'days' }>;

/** Compiles a rule over the columns of its facts. */
export function rowPoints(rule: RowRule, kind: string, related: Related): Bind<RowPoints> {
  switch (rule.kind) {
    case 'each':
      return () => () => rule.points;
    case 'amount':
      if (rule.per !== undefined)
        return worked(rule.per, kind, related, (value) => amountPoints(rule, amountOf(value)));
      return overNumbers(kind, rule.field ?? '', (value) => amountPoints(rule, amountOf(value)));
    case 'lookup':
      return overCodes(kind, rule.field, (value) => {
        const key = lookupKey(value);
        return key !== undefined && Object.hasOwn(rule.points, key) ? (rule.points[key] ?? 0) : 0;
      });
    case 'band':
      return overMarks(kind, rule.mark, rule.no_mark ?? 0, (value, base) =>
        bandPoints(rule, rescale({ value, base, lode: false }, rule.scale)),
      );
    case 'above':
      return overMarks(kind, rule.mark, rule.no_mark ?? 0, (value, base, lode) =>
        abovePoints(rule, rescale({ value, base, lode }, rule.scale), lode),
      );
    case 'scaled':
      return overMarks(kind, rule.mark, rule.no_mark ?? 0, (value, base) =>
        scaledPoints(rule, scaledMark({ value, base, lode: false }, rule.scale, rule.decimals)),
      );
    case 'value':
      return worked(rule.formula, kind, related, (value) => valuePoints(rule, value));
  }
}

function overNumbers(kind: string, name: string, pointsOf: (value: number) => Points): Bind<RowPoints> {
  return (batch) => {
    if (isShared(name)) {
      const numbers = batch.shared('number', name);
      return (_, application) => pointsOf(numbers[application] as number);
    }
    const numbers = batch.column(kind, 'number', name);
    return (row) => pointsOf(numbers[row] as number);
  };
}

/** Each value there is worked out once. */
function overCodes(kind: string, name: string, pointsOf: (value: unknown) => Points): Bind<RowPoints> {
  return (batch) => {
    const shared = isShared(name);
    const codes = shared ? batch.shared('code', name) : batch.column(kind, 'code', name);
    const points = Int32Array.from(batch.codes.values, pointsOf);
    return lookedUp({ codes, points }, shared);
  };
}

function lookedUp(table: PointsTable, shared: boolean): RowPoints {
  const { codes, points } = table;
  return shared
    ? (_, application) => points[codes[application] as number] as number
    : Object.assign((row: number) => points[codes[row] as number] as number, { table });
}

/** As {@link overCodes}: people have few different marks. */
function overMarks(
  kind: string,
  name: string,
  none: Points,
  pointsOf: (value: number, base: number, lode: boolean) => Points,
): Bind<RowPoints> {
  return (batch) => {
    const shared = isShared(name);
    const { codes, marks } = shared ? batch.shared('mark', name) : batch.column(kind, 'mark', name);
    const points = Int32Array.from(marks, (mark) =>
      mark === undefined ? none : pointsOf(mark.value, mark.base, mark.lode),
    );
    return lookedUp({ codes, points }, shared);
  };
}

function worked(
  formula: Parameters<typeof compileFormula>[0],
  kind: string,
  related: Related,
  pointsOf: (value: unknown) => Points,
): Bind<RowPoints> {
  const compiled = compileFormula(formula, related);
  return (batch) => {
    const facts = batch.rowsOf(kind)?.facts ?? [];
    const { applications } = batch;
    return (row, application) =>
      pointsOf(compiled((facts[row] as Fact).values, (applications[application] as Valued).position));
  };
}

/** The product of the factors that hold; nothing where there are none. */
export function rowFactor({ factors, of }: TableItem, asking: Predicates): Bind<RowPoints> | undefined {
  if (factors.length === 0) return undefined;
  const compiled = factors.map(({ when, by }) => ({ test: asking.of(when, of), by }));
  return (batch: Batch) => {
    const bound = compiled.map(({ test, by }) => ({ test: test(batch), by }));
    return (row, application) => {
      let product = 1;
      for (const { test, by } of bound) if (test(row, application)) product *= by;
      return product;
    };
  };
}
