import { Batch, type Valued } from './batch.ts';
import { Entries } from './entries.ts';
import { type EntryLimits, entryLimits } from './entry-limits.ts';
import { EntrySums } from './entry-sums.ts';
import type { Related } from './facts.ts';
import { ItemRows } from './item-rows.ts';
import type { Bind } from './one-predicate.ts';
import { Predicates } from './predicates.ts';
import { routeOf, routingField, stillToAsk } from './routes.ts';
import { rowFactors, rowPoints } from './row-points.ts';
import { Run } from './run.ts';
import { Sorting } from './sorting.ts';
import { SumColumns } from './sum-columns.ts';
import { type Placed, placedItems, type SumLimit, sumLimits } from './sum-limits.ts';
import { conditionsOfTable } from './table-names.ts';
import type { ScoringTable, TableItem } from './table-schema.ts';
import { type TimePoints, timePoints } from './time-points.ts';

/** Applications read into columns, ready to be valued as often as needed. */
export interface Loaded {
  /** Hundredths of a point, one for each application in their order. */
  points(): Int32Array;
}

/** A table turned once into loops over columns: the totals of `score`, no explanation. */
export interface CompiledTable {
  /** Reads what the table needs of many applications into columns, once. */
  load(applications: readonly Valued[]): Loaded;
}

/**
 * For whoever values a whole province. Each name the table reads becomes an array; each condition, rule and limit a loop
 * over the rows of some hundred applications; the work of valuing makes no objects.
 */
export function compileTable(table: ScoringTable, related: Related): CompiledTable {
  const plan = planOf(table, related);
  return {
    load: (applications) => {
      const run = runOf(plan, new Batch(applications));
      return { points: () => run.points() };
    },
  };
}

/** A table, before it is known whose applications it values. */
interface Plan {
  readonly items: readonly CompiledItem[];
  readonly sortings: readonly Bind<(items: readonly ItemRows[]) => Sorting>[];
  /** Items by themselves, where it is enough how much each comes to. */
  readonly summed: readonly Placed[];
  readonly lined: readonly EntryLimits[];
  readonly limits: readonly SumLimit[];
}

function planOf(table: ScoringTable, related: Related): Plan {
  const asking = new Predicates(conditionsOfTable(table), related);
  const placed = placedItems(table);
  const items = placed.map(({ item }) => item);
  const kinds = [...new Set(items.map(({ of }) => of))];
  const lined = table.sections.flatMap((section) =>
    entryLimits(
      section,
      placed.filter((each) => each.section === section),
    ),
  );
  return {
    items: items.map((item) => compileItem(item, { asking, related, routed: routingField(item.of, items) })),
    sortings: kinds.map((kind) => compileSorting(kind, { table, items, asking })),
    summed: placed.filter((each) => !lined.some((lines) => lines.items.includes(each))),
    lined,
    limits: sumLimits(table, placed),
  };
}

function runOf({ items, sortings, summed, lined, limits }: Plan, batch: Batch): Run {
  const bound = items.map((bind) => bind(batch));
  const rows = bound.map((item) => item.rows);
  const columns = new SumColumns(rows.length, limits);
  const entries = new Entries(rows.length);
  const line = ({ at }: Placed) => ({ ...(bound[at] as BoundItem), at, column: columns.of(at) });
  return new Run(batch.applications.length, {
    sortings: sortings.map((bind) => bind(batch)(rows)),
    items: rows,
    summed: summed.map(({ at }) => ({ rows: rows[at] as ItemRows, column: columns.of(at) })),
    lined: lined.map((each) => {
      const binds = each.limits.map((bind) => bind(batch));
      return new EntrySums(each.items.map(line), binds, entries);
    }),
    columns,
  });
}

interface BoundItem {
  readonly rows: ItemRows;
  /** What several rows are worth together. */
  readonly together: TimePoints | undefined;
}
type CompiledItem = Bind<BoundItem>;

/** What an item is compiled with; `routed` is the answer by which its rows are sorted: it need not be asked again. */
interface Compiling {
  readonly asking: Predicates;
  readonly related: Related;
  readonly routed: string | undefined;
}

function compileItem(item: TableItem, { asking, related, routed }: Compiling): CompiledItem {
  const { rule, of, reusable } = item;
  const when = item.when && stillToAsk(item.when, routed);
  const test = when === undefined ? undefined : asking.of(when, of);
  const factors = rowFactors(item, asking);
  const timed = rule.kind === 'months' || rule.kind === 'days';
  const together = timed ? timePoints(rule, of, asking) : undefined;
  const points = timed ? undefined : rowPoints(rule, of, related);
  return (batch) => {
    const rows = new ItemRows({
      reusable,
      block: batch.block(of),
      test: test?.(batch),
      points: points?.(batch),
      factors: factors?.(batch),
    });
    return { rows, together: together?.(batch)(rows) };
  };
}

interface SortingOf {
  readonly table: ScoringTable;
  readonly items: readonly TableItem[];
  readonly asking: Predicates;
}

function compileSorting(
  kind: string,
  { table, items, asking }: SortingOf,
): Bind<(items: readonly ItemRows[]) => Sorting> {
  const route = routeOf(kind, items);
  const whens = table.discard.filter(({ of }) => of === kind).map(({ when }) => when);
  const discard = whens.length === 0 ? undefined : asking.of({ any: whens }, kind);
  return (batch) => (rows) =>
    new Sorting(batch.block(kind), { route: route(batch), items: rows, discard: discard?.(batch) });
}
