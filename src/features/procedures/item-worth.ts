import type { Rule, ScoringTable, TableItem } from '../../engines/scoring/index.ts';
import { formatPoints, type Points } from '../../kernel/points.ts';

/** What one declared thing gives at most under an item, to be compared with the others of its table. */
export interface ItemWorth {
  readonly item: TableItem;
  /** "12,00 ciascuno", "fino a 24,00", "1,00 per ogni mese". */
  readonly words: string;
  /** Only where one thing has a most: what counts time or a number grows with it. */
  readonly most: Points | undefined;
}

/** Every item of a table in its order. */
export function itemWorths({ sections }: ScoringTable): readonly ItemWorth[] {
  return sections.flatMap(({ items }) => items.map((item) => ({ item, ...worthOf(item) })));
}

function worthOf({ rule, cap }: TableItem): Pick<ItemWorth, 'words' | 'most'> {
  const rule_most = mostOf(rule);
  if (rule_most === undefined) return { words: rateWords(rule, cap), most: undefined };
  const most = Math.min(rule_most, cap ?? rule_most);
  return { words: rule.kind === 'each' ? `${formatPoints(most)} ciascuno` : `fino a ${formatPoints(most)}`, most };
}

function mostOf(rule: Rule): Points | undefined {
  switch (rule.kind) {
    case 'each':
      return rule.points;
    case 'lookup':
      return Math.max(...Object.values(rule.points));
    case 'band':
      return Math.max(...rule.bands.map(({ points }) => points), rule.no_mark ?? 0);
    case 'above':
      return rule.base + (rule.scale - rule.threshold) * rule.per_point + rule.lode;
    case 'scaled':
      return rule.scale * rule.points;
    default:
      return undefined;
  }
}

function rateWords(rule: Rule, cap: Points | undefined): string {
  const rate = rateOf(rule);
  return cap === undefined ? rate : `${rate}, in tutto fino a ${formatPoints(cap)}`;
}

function rateOf(rule: Rule): string {
  switch (rule.kind) {
    case 'amount':
      return `${firstRate(rule)} per ogni ${rule.unit.one}`;
    case 'months':
      return `${firstRate(rule)} per ogni ${rule.unit?.one ?? 'mese'}`;
    case 'days':
      return `${formatPoints(rule.points)} ${rule.per === 1 ? 'per ogni giorno' : `per ogni ${rule.per} giorni`}`;
    default:
      return 'secondo la regola scritta sotto';
  }
}

/** A progressive rate by its first step: the rest is told at the item. */
function firstRate({
  points,
  steps,
}: {
  points?: number | undefined;
  steps?: readonly { points: number }[] | undefined;
}) {
  return steps === undefined ? formatPoints(points ?? 0) : `da ${formatPoints(Math.round(steps[0]?.points ?? 0))}`;
}
