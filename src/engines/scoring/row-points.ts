import type { Points } from '../../kernel/points.ts';
import type { Batch, Valued } from './batch.ts';
import type { Block } from './block.ts';
import { compileFormula } from './compile-formula.ts';
import type { Fact, Related } from './facts.ts';
import { rescale, scaledMark } from './mark.ts';
import { type Bind, isShared } from './one-predicate.ts';
import type { Predicate } from './predicate.ts';
import type { Predicates } from './predicates.ts';
import { abovePoints, amountOf, amountPoints, bandPoints, scaledPoints, valuePoints } from './rule-points.ts';
import type { Rule } from './rule-schema.ts';
import type { TableItem } from './table-schema.ts';
import { lookupKey } from './worth.ts';

/** What a rule gives for each of some rows; months and days look at several and are counted in time-points. */
export type RowPoints = (rows: Int32Array, count: number, worths: Int32Array) => void;

type RowRule = Exclude<Rule, { kind: 'months' | 'days' }>;

/** Compiles a rule over the columns of its facts. */
export function rowPoints(rule: RowRule, kind: string, related: Related): Bind<RowPoints> {
  switch (rule.kind) {
    case 'each':
      return () => (_, count, worths) => worths.fill(rule.points, 0, count);
    case 'amount':
      if (rule.per !== undefined)
        return worked(rule.per, kind, related, (value) => amountPoints(rule, amountOf(value)));
      return overCodes(kind, rule.field ?? '', (value) => amountPoints(rule, amountOf(value)));
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

/** Each value there is was worked out once. */
function overCodes(kind: string, name: string, pointsOf: (value: unknown) => Points): Bind<RowPoints> {
  return (batch) => {
    const shared = isShared(name);
    const codes = shared ? batch.shared('code', name) : batch.column(kind, 'code', name);
    return lookedUp(batch.block(kind), codes, shared, Int32Array.from(batch.codes.values, pointsOf));
  };
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
    return lookedUp(batch.block(kind), codes, shared, points);
  };
}

/** The points of the code of each row, or of the application it belongs to. */
function lookedUp({ owners }: Block, codes: Int32Array, shared: boolean, points: Int32Array): RowPoints {
  if (shared)
    return (rows, count, worths) => {
      for (let at = 0; at < count; at += 1)
        worths[at] = points[codes[owners[rows[at] as number] as number] as number] as number;
    };
  return (rows, count, worths) => {
    for (let at = 0; at < count; at += 1) worths[at] = points[codes[rows[at] as number] as number] as number;
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
    const { owners } = batch.block(kind);
    return (rows, count, worths) => {
      for (let at = 0; at < count; at += 1) {
        const row = rows[at] as number;
        const { position } = applications[owners[row] as number] as Valued;
        worths[at] = pointsOf(compiled((facts[row] as Fact).values, position));
      }
    };
  };
}

/** The product of the factors that hold for each of some rows. */
export type RowFactors = (rows: Int32Array, count: number, products: Float64Array) => void;

/** Nothing where there are none. */
export function rowFactors({ factors, of }: TableItem, asking: Predicates): Bind<RowFactors> | undefined {
  if (factors.length === 0) return undefined;
  const compiled = factors.map(({ when, by }) => ({ test: asking.of(when, of), by }));
  return (batch: Batch) => {
    const bound = compiled.map(({ test, by }) => ({ test: test(batch), by }));
    return (rows, count, products) => {
      products.fill(1, 0, count);
      for (const { test, by } of bound) multiply(test, by, { rows, count, products });
    };
  };
}

function multiply(
  test: Predicate,
  by: number,
  { rows, count, products }: { rows: Int32Array; count: number; products: Float64Array },
): void {
  const { marks } = test.block;
  marks.fill(1, 0, count);
  test.sift(rows, count, marks);
  for (let at = 0; at < count; at += 1) if (marks[at] === 1) products[at] = (products[at] as number) * by;
}
