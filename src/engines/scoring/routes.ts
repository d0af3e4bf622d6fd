import { pinnedFields, possibleValues } from './compile-condition.ts';
import type { Bind } from './predicate.ts';
import type { TableItem } from './table-schema.ts';

/** The items, by their place in the table, that may value a row: by the code of one of its answers. */
export interface Route {
  /** Nothing where no answer tells the items apart. */
  readonly codes: Int32Array | undefined;
  readonly byCode: ReadonlyMap<number, readonly number[]>;
  /** The items for any other code. */
  readonly others: readonly number[];
}

/** Finds the items that may value a fact by the field most of them pin ("type is master"), without trying them all. */
export function routeOf(kind: string, items: readonly TableItem[]): Bind<Route> {
  const own = items.map((item, at) => ({ when: item.when, of: item.of, at })).filter(({ of }) => of === kind);
  const all = own.map(({ at }) => at);
  const counts = Map.groupBy(
    own.flatMap(({ when }) => pinnedFields(when)),
    (field) => field,
  );
  const [field] = [...counts].toSorted((left, right) => right[1].length - left[1].length)[0] ?? [];
  if (field === undefined) return () => ({ codes: undefined, byCode: new Map(), others: all });
  const wanted = own.map(({ when, at }) => ({ at, values: possibleValues(when, field) }));
  const always = wanted.filter(({ values }) => values === undefined).map(({ at }) => at);
  return (batch) => {
    const codes = batch.column(kind, 'code', field);
    const byCode = new Map<number, readonly number[]>();
    for (const value of new Set(wanted.flatMap(({ values }) => values ?? []))) {
      const those = wanted.filter(({ values }) => values === undefined || values.includes(value));
      byCode.set(
        batch.codes.codeOf(value),
        those.map(({ at }) => at),
      );
    }
    return { codes, byCode, others: always };
  };
}
