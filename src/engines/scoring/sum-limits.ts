import type { Points } from '../../kernel/points.ts';
import { isAmong } from './limits.ts';
import type { ScoringTable, TableItem, TableSection } from './table-schema.ts';

/** The place of an item in its table. */
export interface Placed {
  readonly item: TableItem;
  readonly section: TableSection;
  readonly at: number;
}

export function placedItems(table: ScoringTable): readonly Placed[] {
  return table.sections
    .flatMap((section) => section.items.map((item) => ({ section, item })))
    .map((each, at): Placed => ({ ...each, at }));
}

/** Every row is worth the same. */
export function isSame({ rule, factors }: TableItem): boolean {
  return rule.kind === 'each' && factors.length === 0;
}

/** Whether it matters which lines of an item count, not only how much they come to. */
export function hasLines(item: TableItem): boolean {
  const { rule, one_per, cap_per, max_count } = item;
  const timed = rule.kind === 'months' || rule.kind === 'days';
  return timed || one_per !== undefined || cap_per !== undefined || (max_count !== undefined && !isSame(item));
}

/** A limit on what some items come to: all together at most so many points, or only the item that gives most. */
export interface SumLimit {
  readonly items: readonly Placed[];
  /** Without it, only the best. */
  readonly cap: Points | undefined;
}

/** The limits on sums, in the order in which they are applied: those of items, sections, groups, the whole. */
export function sumLimits(table: ScoringTable, placed: readonly Placed[]): readonly SumLimit[] {
  return [
    ...table.sections.flatMap((section) =>
      ofSection(
        section,
        placed.filter((each) => each.section === section),
      ),
    ),
    ...table.groups.map(({ cap, ...group }) => ({
      items: placed.filter(({ section, item }) => isAmong({ ...group, cap }, section.id, item.id)),
      cap,
    })),
    ...(table.cap === undefined ? [] : [{ items: placed, cap: table.cap }]),
  ];
}

/** Where a limit looks at the lines of a section, only its cap is left to apply after it. */
function ofSection(section: TableSection, own: readonly Placed[]): readonly SumLimit[] {
  const whole = section.cap === undefined ? [] : [{ items: own, cap: section.cap }];
  if (section.cap_per !== undefined) return whole;
  const ofItems = own.filter(({ item }) => !hasLines(item)).flatMap(ofItem);
  const ofGroups = section.groups.flatMap(({ items, cap, best_only }) => {
    const inGroup = own.filter(({ item }) => items.includes(item.id));
    const best = best_only ? [{ items: inGroup, cap: undefined }] : [];
    return cap === undefined ? best : [...best, { items: inGroup, cap }];
  });
  return [...ofItems, ...ofGroups, ...whole];
}

/** Of titles that are all worth the same, so many are as much as those points. */
function ofItem(placed: Placed): readonly SumLimit[] {
  const { max_count, cap, rule } = placed.item;
  const most = max_count === undefined || rule.kind !== 'each' ? undefined : max_count * rule.points;
  return [most, cap].flatMap((each) => (each === undefined ? [] : [{ items: [placed], cap: each }]));
}
