import { type Condition, namesUsed } from '../../kernel/condition.ts';
import { namesIn } from '../../kernel/expression-names.ts';
import type { ScoringPack } from './pack-schema.ts';
import type { ScoringTable, TableItem } from './table-schema.ts';

/** Every condition of an item. */
export function conditionsOfItem({ when, factors, rule }: TableItem): readonly Condition[] {
  return [
    ...(when === undefined ? [] : [when]),
    ...factors.map((factor) => factor.when),
    ...(rule.kind === 'months' && rule.full_when !== undefined ? [rule.full_when] : []),
  ];
}

/** Every condition of a table. */
export function conditionsOfTable(table: ScoringTable): readonly Condition[] {
  const items = table.sections.flatMap((section) => section.items);
  return [...table.discard.map(({ when }) => when), ...items.flatMap(conditionsOfItem)];
}

/** Every name that the conditions and formulas of an item read. */
export function namesOfItem(item: TableItem): readonly string[] {
  const { rule } = item;
  const formula = rule.kind === 'value' ? rule.formula : rule.kind === 'amount' ? rule.per : undefined;
  const worked = formula === undefined ? [] : namesIn(formula).map(({ name }) => name);
  return [...conditionsOfItem(item).flatMap(namesUsed), ...worked];
}

/** Whether points depend on what is known of the person without asking. */
export function pointsAskAboutApplicant(pack: ScoringPack): boolean {
  const known = remembered.get(pack);
  if (known !== undefined) return known;
  const items = Object.values(pack.tables).flatMap(({ sections }) => sections.flatMap((section) => section.items));
  const whens = [
    ...pack.positions.tables.flatMap(({ when }) => when ?? []),
    ...Object.values(pack.tables).flatMap(({ discard }) => discard.map(({ when }) => when)),
  ];
  const names = [...items.flatMap(namesOfItem), ...whens.flatMap(namesUsed)];
  const asks =
    pack.facts.some(({ from }) => from === 'applicant') || names.some((name) => name.startsWith('applicant.'));
  remembered.set(pack, asks);
  return asks;
}

/** A release never changes: it is looked through once. */
const remembered = new WeakMap<ScoringPack, boolean>();
