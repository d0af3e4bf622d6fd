import type { Condition } from '../../kernel/condition.ts';
import { pinnedFields, possibleValues } from './compile-condition.ts';
import type { Bind } from './one-predicate.ts';
import type { TableItem } from './table-schema.ts';

/** The items, by their place in the table, that may value a row. */
export interface Route {
  /** Nothing where no answer tells the items apart. */
  readonly codes: Int32Array | undefined;
  /** Those that want some codes only. */
  readonly byCode: ReadonlyMap<number, readonly number[]>;
  /** Those that want any. */
  readonly always: readonly number[];
}

/** The answer that most items of a kind pin ("type is master"). */
export function routingField(kind: string, items: readonly TableItem[]): string | undefined {
  const counts = Map.groupBy(
    items.filter(({ of }) => of === kind).flatMap(({ when }) => pinnedFields(when)),
    (field) => field,
  );
  const [field] = [...counts].toSorted((left, right) => right[1].length - left[1].length)[0] ?? [];
  return field;
}

/** What is left of a condition once rows have been sorted by this field: nothing when that was all it asked. */
export function stillToAsk(condition: Condition, field: string | undefined): Condition | undefined {
  if (field === undefined || possibleValues(condition, field) === undefined) return condition;
  if (!('all' in condition)) return isPin(condition, field) ? undefined : condition;
  const pin = condition.all.findIndex((each) => possibleValues(each, field) !== undefined);
  const left = condition.all.flatMap((each, at) => (at === pin ? (stillToAsk(each, field) ?? []) : [each]));
  return left.length === 0 ? undefined : { all: left };
}

function isPin(condition: Condition, field: string): boolean {
  if (!('field' in condition) || condition.field !== field) return false;
  const words = Object.values(condition).filter((value) => value !== undefined);
  return words.length === 2 && (condition.is !== undefined || condition.in !== undefined);
}

/** Finds the items that may value a fact by that field, without trying them all. */
export function routeOf(kind: string, items: readonly TableItem[]): Bind<Route> {
  const own = items.map((item, at) => ({ when: item.when, of: item.of, at })).filter(({ of }) => of === kind);
  const all = own.map(({ at }) => at);
  const field = routingField(kind, items);
  if (field === undefined) return () => ({ codes: undefined, byCode: new Map(), always: all });
  const wanted = own.map(({ when, at }) => ({ at, values: possibleValues(when, field) }));
  const always = wanted.filter(({ values }) => values === undefined).map(({ at }) => at);
  return (batch) => {
    const codes = batch.column(kind, 'code', field);
    const byCode = new Map<number, readonly number[]>();
    for (const value of new Set(wanted.flatMap(({ values }) => values ?? []))) {
      const those = wanted.filter(({ values }) => values?.includes(value));
      byCode.set(
        batch.codes.codeOf(value),
        those.map(({ at }) => at),
      );
    }
    return { codes, byCode, always };
  };
}
