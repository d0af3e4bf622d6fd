import type { ReadingFault } from '../../kernel/reading-faults.ts';
import { fieldOf, type World } from './asked.ts';
import { amountPoints, monthPoints } from './rule-points.ts';
import type { Rule } from './rule-schema.ts';
import type { ScoringTable, TableItem } from './table-schema.ts';

/** What an item knows of its facts: the questions, and whether there can be only one of them (a form, the position). */
export interface Reach {
  readonly world: World;
  readonly alone: boolean;
}

/** Limits nobody ever reaches: what they limit is worth less, whatever is declared. */
export function reachFaults(
  table: ScoringTable,
  at: string,
  reachOf: (kind: string) => Reach,
): readonly ReadingFault[] {
  const most = new Map(
    table.sections.flatMap(({ items }) => items.map((item) => [item.id, mostOf(item, reachOf(item.of))])),
  );
  const together = (ids: readonly string[]) => ids.reduce((sum, id) => sum + Math.min(most.get(id) ?? 0, ENDLESS), 0);
  const tooHigh = (cap: number | undefined, ids: readonly string[], path: string) => {
    if (cap === undefined) return [];
    if (cap === 0) return [{ path, message: ZERO }];
    return together(ids) >= cap ? [] : [{ path, message: NEVER }];
  };
  const idsOf = (section: string) =>
    table.sections.filter(({ id }) => id === section).flatMap(({ items }) => items.map(({ id }) => id));
  const all = table.sections.flatMap(({ items }) => items.map(({ id }) => id));
  return [
    ...table.sections.flatMap((section, place) => {
      const here = `${at}.sections.${place}`;
      return [
        ...section.items.flatMap(({ id, cap }, index) => tooHigh(cap, [id], `${here}.items.${index}.cap`)),
        ...section.groups.flatMap(({ cap, items }, index) => tooHigh(cap, items, `${here}.groups.${index}.cap`)),
        ...section.groups.flatMap(({ best_only, items }, index) =>
          best_only && items.length === 1 ? [{ path: `${here}.groups.${index}`, message: ALONE }] : [],
        ),
        ...tooHigh(section.cap, idsOf(section.id), `${here}.cap`),
      ];
    }),
    ...table.groups.flatMap(({ cap, sections, items }, index) =>
      tooHigh(cap, [...new Set([...sections.flatMap(idsOf), ...items])], `${at}.groups.${index}.cap`),
    ),
    ...tooHigh(table.cap, all, `${at}.cap`),
  ];
}

const NEVER = 'questo massimo non si raggiunge mai: i titoli ammessi valgono meno';
const ZERO = 'con un massimo di zero non si danno punti a nessuno';
const ALONE = 'con una voce sola non c’è da scegliere la migliore';
/** Sums of what has no end stay numbers. */
const ENDLESS = 1e9;

/** The most points an item can give before its own cap, in hundredths; infinite when nothing says how many there are. */
function mostOf(item: TableItem, { world, alone }: Reach): number {
  const counts = [item.max_count, alone ? 1 : undefined].filter((count) => count !== undefined);
  const factor = item.factors.reduce((product, { by }) => product * Math.max(1, by), 1);
  const each = mostOfRule(item.rule, world);
  return each === 0 ? 0 : Math.min(...counts, Number.POSITIVE_INFINITY) * each * factor;
}

function mostOfRule(rule: Rule, world: World): number {
  switch (rule.kind) {
    case 'each':
      return rule.points;
    case 'amount':
      return amountPoints(rule, rule.field === undefined ? ENDLESS : mostAnswered(world, rule.field));
    case 'lookup':
      return Math.max(0, ...Object.values(rule.points));
    case 'band':
      return Math.max(rule.no_mark ?? 0, ...rule.bands.map(({ points }) => points));
    case 'above':
      return Math.max(rule.no_mark ?? 0, rule.base + (rule.scale - rule.threshold) * rule.per_point + rule.lode);
    case 'scaled':
      return Math.max(rule.no_mark ?? 0, rule.scale * rule.points);
    case 'months':
      return rule.year === undefined && rule.max_months !== undefined
        ? monthPoints(rule, rule.max_months)
        : Number.POSITIVE_INFINITY;
    case 'days':
    case 'value':
      return Number.POSITIVE_INFINITY;
  }
}

/** The highest number the question admits. */
export function mostAnswered(world: World, name: string): number {
  const values = fieldOf(world, name)?.possible(name, [])?.values ?? [];
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length === 0 ? ENDLESS : Math.max(...numbers);
}
