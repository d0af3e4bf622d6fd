import { formatPoints, type Points } from '../../kernel/points.ts';
import type { Claim } from './claims.ts';
import { asText, member } from './facts.ts';
import type { ScoringTable, TableGroup, TableItem, TableSection } from './table-schema.ts';

/** A claim on its way through the limits. */
export interface Entry {
  readonly section: TableSection;
  readonly item: TableItem;
  readonly claim: Claim;
  points: Points;
  capped?: { why: string; before: Points };
  discarded?: string;
}

/** Puts the claims of one item in canonical order and within the item's own limits. */
export function limitItem(item: TableItem, entries: Entry[]): readonly Entry[] {
  if (entries.length > 1) entries.sort(canonically);
  discardEmptyYears(item, entries);
  keepOnePer(item, entries);
  keepCount(item, entries);
  lowerPer(item.cap_per, entries);
  if (item.cap !== undefined) lower(entries, item.cap, `massimo ${formatPoints(item.cap)} punti per questa voce`);
  return entries;
}

/** Most points first, then the latest year, then the name: limits cut the same lines whatever the order of typing. */
function canonically(left: Entry, right: Entry): number {
  if (left.points !== right.points) return right.points - left.points;
  return descending(left.claim.year ?? '', right.claim.year ?? '') || descending(firstId(left), firstId(right));
}

function descending(left: string, right: string): number {
  return left < right ? 1 : left > right ? -1 : 0;
}

function firstId({ claim }: Entry): string {
  return claim.facts[0]?.id ?? '';
}

function keepOnePer(item: TableItem, entries: readonly Entry[]): void {
  const { one_per } = item;
  if (one_per === undefined) return;
  const taken = new Set<unknown>();
  for (const entry of entries) {
    const key = keyOf(one_per.fields, entry);
    if (taken.has(key)) discard(entry, one_per.why);
    taken.add(key);
  }
}

/** One field: its value. More: all of them as one text. */
function keyOf(fields: readonly string[], entry: Entry): unknown {
  const values = entry.claim.facts[0]?.values;
  const [only = ''] = fields;
  const value = fields.length === 1 ? member(values, only) : undefined;
  if (typeof value === 'string') return value;
  return JSON.stringify(fields.map((field) => member(values, field) ?? null));
}

function keepCount(item: TableItem, entries: readonly Entry[]): void {
  const { max_count } = item;
  if (max_count === undefined) return;
  const why =
    max_count === 1
      ? 'Per questa voce se ne conta uno solo.'
      : `Per questa voce se ne contano al massimo ${max_count}.`;
  for (const entry of entries.filter((each) => each.discarded === undefined).slice(max_count)) discard(entry, why);
}

/** Applies the limits that look at several items of a section; entries come in the order of the table. */
export function limitSection(section: TableSection, entries: readonly Entry[]): void {
  for (const group of section.groups) {
    const inGroup = entries.filter((entry) => group.items.includes(entry.item.id));
    if (group.best_only) keepBestItem(inGroup, group.why);
    if (group.cap !== undefined) lower(inGroup, group.cap, group.why);
  }
  lowerPer(section.cap_per, entries);
  if (section.cap !== undefined)
    lower(entries, section.cap, `massimo ${formatPoints(section.cap)} punti per la sezione ${section.id}`);
}

export function limitTable(table: ScoringTable, entries: readonly Entry[]): void {
  for (const group of table.groups) {
    const inGroup = entries.filter(({ item, section }) => isAmong(group, section.id, item.id));
    lower(inGroup, group.cap, group.why);
  }
  if (table.cap !== undefined) lower(entries, table.cap, `massimo ${formatPoints(table.cap)} punti in tutto`);
}

/** Whether a limit across sections is about this item. */
export function isAmong({ sections, items }: TableGroup, section: string, item: string): boolean {
  return sections.includes(section) || items.includes(item);
}

function lowerPer(limit: TableItem['cap_per'], entries: readonly Entry[]): void {
  if (limit === undefined) return;
  const byValue = Map.groupBy(entries, (entry) => perValue(entry, limit.field));
  for (const same of byValue.values()) lower(same, limit.points, limit.why);
}

function discardEmptyYears({ rule }: TableItem, entries: readonly Entry[]): void {
  if (rule.kind !== 'months') return;
  const where = rule.year === undefined ? '' : " nell'anno scolastico";
  const why = `Meno di ${rule.fraction} giorni${where}: non danno punti.`;
  for (const entry of entries) if (entry.points === 0) discard(entry, why);
}

function perValue({ claim }: Entry, field: string): string {
  return claim.year ?? asText(member(claim.facts[0]?.values, field));
}

function keepBestItem(entries: readonly Entry[], why: string): void {
  const byItem = [...Map.groupBy(entries, (entry) => entry.item.id).values()];
  const best = byItem.reduce<readonly Entry[]>((kept, each) => (sumOf(each) > sumOf(kept) ? each : kept), []);
  for (const entry of entries) if (entry.item.id !== best[0]?.item.id) discard(entry, why);
}

function discard(entry: Entry, why: string): void {
  if (entry.discarded !== undefined) return;
  entry.discarded = why;
  entry.points = 0;
}

/** Lowers the points, from the last line back in canonical order, until they fit the limit. */
function lower(entries: readonly Entry[], limit: Points, why: string): void {
  let left = limit;
  for (const entry of entries) {
    if (entry.points > left) {
      entry.capped = { why, before: entry.capped?.before ?? entry.points };
      entry.points = left;
    }
    left -= entry.points;
  }
}

export function sumOf(entries: readonly { readonly points: Points }[]): Points {
  let total = 0;
  for (const entry of entries) total += entry.points;
  return total;
}
