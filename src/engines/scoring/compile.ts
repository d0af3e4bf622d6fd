import { Batch, type Valued } from './batch.ts';
import type { Related } from './facts.ts';
import { isPlain, tableLimits } from './limit-points.ts';
import type { Bind } from './one-predicate.ts';
import { Predicates } from './predicate.ts';
import { type Route, routeOf, routingField, stillToAsk } from './routes.ts';
import { rowFactor, rowPoints } from './row-points.ts';
import { type BoundItem, Run } from './run.ts';
import { conditionsOfTable } from './table-names.ts';
import type { ScoringTable, TableItem } from './table-schema.ts';
import { timePoints } from './time-points.ts';

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
 * For whoever values a whole province. Each name the table reads becomes an array, each condition and rule a function of
 * a row; the work of valuing makes no objects.
 */
export function compileTable(table: ScoringTable, related: Related): CompiledTable {
  const asking = new Predicates(conditionsOfTable(table), related);
  const all = table.sections.flatMap((section) => section.items);
  const kinds = [...new Set(all.map(({ of }) => of))];
  const routed = new Map(kinds.map((kind) => [kind, routingField(kind, all)]));
  const items = table.sections.flatMap((section) =>
    section.items.map((item) => compileItem(item, isPlain(table, section, item), { asking, related, routed })),
  );
  const routes = kinds.map((kind) => routeOf(kind, all));
  const discards = kinds.map((kind) => {
    const whens = table.discard.filter(({ of }) => of === kind).map(({ when }) => when);
    return whens.length === 0 ? undefined : asking.of({ any: whens }, kind);
  });
  const limits = tableLimits(table);
  return {
    load: (applications) => {
      const batch = new Batch(applications);
      const run = new Run(
        applications.length,
        items.map((bind) => bind.bind(batch)),
        kinds.map((kind, index) => ({
          offsets: batch.rowsOf(kind)?.offsets,
          route: (routes[index] as Bind<Route>)(batch),
          isDiscarded: discards[index]?.(batch),
        })),
        limits(batch),
      );
      return { points: () => run.points() };
    },
  };
}

interface CompiledItem {
  readonly item: TableItem;
  readonly bind: Bind<BoundItem>;
}

/** What the items of one table share while it is compiled. */
interface Compiling {
  readonly asking: Predicates;
  readonly related: Related;
  /** The answer by which rows of each kind are sorted: what it says of an item need not be asked again. */
  readonly routed: ReadonlyMap<string, string | undefined>;
}

function compileItem(item: TableItem, plain: boolean, { asking, related, routed }: Compiling): CompiledItem {
  const { rule, of, reusable } = item;
  const when = item.when && stillToAsk(item.when, routed.get(of));
  const test = when === undefined ? undefined : asking.of(when, of);
  const factor = rowFactor(item, asking);
  const timed = rule.kind === 'months' || rule.kind === 'days';
  const together = timed ? timePoints(rule, of, asking) : undefined;
  const each = timed ? undefined : rowPoints(rule, of, related);
  return {
    item,
    bind: (batch) => {
      const bound = factor?.(batch);
      const asked = test?.(batch);
      const worth = each?.(batch);
      return {
        reusable,
        plain: plain && !timed,
        same: rule.kind === 'each' && factor === undefined ? rule.points : undefined,
        test: asked,
        table: asked?.table,
        each: worth,
        worth: factor === undefined ? worth?.table : undefined,
        factor: bound,
        together: together?.(batch)(bound),
        rows: new Int32Array(64),
        count: 0,
      };
    },
  };
}
