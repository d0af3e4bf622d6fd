import type { Points } from '../../kernel/points.ts';
import type { Batch } from './batch.ts';
import type { Entries } from './entries.ts';
import { member } from './facts.ts';
import { Marks } from './marks.ts';
import type { Bind } from './one-predicate.ts';
import { hasLines, isSame, type Placed } from './sum-limits.ts';
import type { TableItem, TableSection } from './table-schema.ts';
import { NO_YEAR } from './time-points.ts';

/** One limit, applied to the entries of one application. */
export type Limit = (entries: Entries) => void;

/** Items whose lines are told apart, and the limits on those lines in the order in which they are applied. */
export interface EntryLimits {
  readonly items: readonly Placed[];
  readonly limits: readonly Bind<Limit>[];
}

/** Of a section, where a limit looks at its lines; otherwise of each item by itself whose lines some limit looks at. */
export function entryLimits(section: TableSection, own: readonly Placed[]): readonly EntryLimits[] {
  if (section.cap_per !== undefined)
    return [{ items: own, limits: [...own.flatMap(itemLimits), ...sectionLimits(section, own)] }];
  return own.filter(({ item }) => hasLines(item)).map((each) => ({ items: [each], limits: itemLimits(each) }));
}

function itemLimits(placed: Placed): readonly Bind<Limit>[] {
  const { one_per, max_count, cap_per, cap } = placed.item;
  return [
    ...(orderMatters(placed) ? [inOrder(placed)] : []),
    ...(one_per === undefined ? [] : [onePer(placed, one_per.fields)]),
    ...(max_count === undefined ? [] : [atMost(placed, max_count)]),
    ...(cap_per === undefined ? [] : [capPer([placed], cap_per.field, cap_per.points)]),
    ...(cap === undefined ? [] : [capOf([placed], cap)]),
  ];
}

/**
 * Lines of one item are put in order only where it can change the total: where some are set aside and not all are worth
 * the same, and where a limit on a sum comes before one that tells lines apart by year or by another answer.
 */
function orderMatters({ item, section }: Placed): boolean {
  const same = isSame(item) && !tellsApart(item, section);
  if (item.one_per !== undefined || item.max_count !== undefined) return !same;
  const grouped = section.groups.some(({ items, cap }) => cap !== undefined && items.includes(item.id));
  const otherwise = item.cap_per !== undefined && item.cap_per.field !== section.cap_per?.field;
  return section.cap_per !== undefined && (item.cap !== undefined || grouped || otherwise);
}

/** Whether a limit on each value of an answer comes later: then it matters which of two equal lines is set aside. */
function tellsApart(item: TableItem, section: TableSection): boolean {
  return item.cap_per !== undefined || section.cap_per !== undefined;
}

function sectionLimits(section: TableSection, own: readonly Placed[]): readonly Bind<Limit>[] {
  const ofGroups = section.groups.flatMap(({ items, cap, best_only }) => {
    const inGroup = own.filter(({ item }) => items.includes(item.id));
    return [...(best_only ? [bestOf(inGroup)] : []), ...(cap === undefined ? [] : [capOf(inGroup, cap)])];
  });
  const { cap_per } = section;
  return [...ofGroups, ...(cap_per === undefined ? [] : [capPer(own, cap_per.field, cap_per.points)])];
}

/** Most points first; then, where it matters, the latest year and the name, as the interpreter explains it. */
function inOrder({ item, section, at }: Placed): Bind<Limit> {
  return (batch) => {
    const facts = batch.rowsOf(item.of)?.facts ?? [];
    const { values } = batch.codes;
    const yearOf = (entries: Entries, place: number) => {
      const year = entries.years[place] as number;
      return year === NO_YEAR ? '' : String(values[year]);
    };
    const idOf = (entries: Entries, place: number) => facts[entries.rows[place] as number]?.id ?? '';
    const tie = (entries: Entries) => (one: number, other: number) =>
      descending(yearOf(entries, one), yearOf(entries, other)) || descending(idOf(entries, one), idOf(entries, other));
    const ties = tellsApart(item, section);
    return (entries) => {
      const from = entries.begins[at] as number;
      const to = entries.ends[at] as number;
      if (to - from > 1) entries.sort(from, to, ties ? tie(entries) : undefined);
    };
  };
}

function descending(left: string, right: string): number {
  return left < right ? 1 : left > right ? -1 : 0;
}

function onePer({ item, at }: Placed, fields: readonly string[]): Bind<Limit> {
  return (batch) => {
    const keys = keyColumn(batch, item.of, fields);
    const taken = new Marks(batch.codes);
    return (entries) => {
      const to = entries.ends[at] as number;
      taken.clear();
      for (let place = entries.begins[at] as number; place < to; place += 1) {
        const key = keys[entries.rows[place] as number] as number;
        if (taken.has(key)) entries.setAside(place);
        else taken.put(key, 1);
      }
    };
  };
}

/** One text: itself. Otherwise all the fields as one text. */
function keyColumn(batch: Batch, kind: string, fields: readonly string[]): Int32Array {
  const [only = ''] = fields;
  return batch.derived(kind, JSON.stringify(fields), (values) => {
    const value = fields.length === 1 ? member(values, only) : undefined;
    return typeof value === 'string' ? value : JSON.stringify(fields.map((field) => member(values, field) ?? null));
  });
}

function atMost({ at }: Placed, most: number): Bind<Limit> {
  return () => (entries) => {
    const to = entries.ends[at] as number;
    let left = most;
    for (let place = entries.begins[at] as number; place < to; place += 1) {
      if (entries.dead[place] === 1) continue;
      if (left === 0) entries.setAside(place);
      else left -= 1;
    }
  };
}

/** At most so many points together. */
function capOf(placed: readonly Placed[], cap: Points): Bind<Limit> {
  const places = placed.map(({ at }) => at);
  return () => (entries) => {
    let left = cap;
    for (let index = 0; index < places.length; index += 1) {
      const at = places[index] as number;
      left = entries.lower(entries.begins[at] as number, entries.ends[at] as number, left);
    }
  };
}

/** At most so many points for each value of a field; the school year, where entries are made of a year's services. */
function capPer(placed: readonly Placed[], field: string, cap: Points): Bind<Limit> {
  return (batch) => {
    const texts = placed.map(({ item }) => batch.column(item.of, 'text', field));
    const places = placed.map(({ at }) => at);
    const left = new Marks(batch.codes);
    return (entries) => {
      left.clear();
      for (let index = 0; index < places.length; index += 1) {
        const to = entries.ends[places[index] as number] as number;
        for (let place = entries.begins[places[index] as number] as number; place < to; place += 1) {
          const year = entries.years[place] as number;
          const value =
            year === NO_YEAR ? ((texts[index] as Int32Array)[entries.rows[place] as number] as number) : year;
          left.put(value, entries.lower(place, place + 1, left.has(value) ? left.of(value) : cap));
        }
      }
    };
  };
}

/** Only the item worth most; of equals the first. */
function bestOf(placed: readonly Placed[]): Bind<Limit> {
  return () => (entries) => {
    let best = -1;
    let most = 0;
    for (const { at } of placed) {
      const sum = entries.sum(entries.begins[at] as number, entries.ends[at] as number);
      if (sum <= most) continue;
      best = at;
      most = sum;
    }
    for (const { at } of placed) {
      if (at === best) continue;
      for (let place = entries.begins[at] as number; place < (entries.ends[at] as number); place += 1)
        entries.setAside(place);
    }
  };
}
