import { type Condition, namesUsed } from '../../kernel/condition.ts';
import { fieldTests } from '../../kernel/condition-truth.ts';
import { namesIn } from '../../kernel/expression-names.ts';
import type { ScoringTable, TableItem } from './table-schema.ts';

export const TARGET = 'target.';

/** Whether an item gives points for some preferences only: one of its conditions asks about the preference. */
export function dependsOnTarget({ when, rule, factors }: TableItem): boolean {
  const full = rule.kind === 'months' ? rule.full_when : undefined;
  const conditions = [when, full, ...factors.map((factor) => factor.when)].filter((each) => each !== undefined);
  const formula = rule.kind === 'value' ? rule.formula : rule.kind === 'amount' ? rule.per : undefined;
  const names = [
    ...conditions.flatMap(namesUsed),
    ...(formula === undefined ? [] : namesIn(formula).map((each) => each.name)),
  ];
  return names.some((name) => name.startsWith(TARGET));
}

/** What a preference must be for an item to count: `municipality` equal to the answer `family.municipality`. */
export interface TargetTerm {
  /** `municipality`, `school`, `province`… */
  readonly of: string;
  /** The answer that says which, or the value written in the table. */
  readonly equals: { readonly name: string } | { readonly value: unknown };
}

/** The items of a table that count for some preferences only, each with what it asks of them. */
export function targetItems(table: ScoringTable): ReadonlyMap<string, readonly TargetTerm[]> {
  const items = table.sections.flatMap((section) => section.items).filter(dependsOnTarget);
  return new Map(items.map((item) => [item.id, item.when === undefined ? [] : termsOf(item.when)]));
}

function termsOf(condition: Condition): readonly TargetTerm[] {
  return fieldTests(condition).flatMap(({ test }): TargetTerm[] => {
    const { field, is, is_field } = test;
    if (field.startsWith(TARGET)) {
      const of = field.slice(TARGET.length);
      if (is_field !== undefined) return [{ of, equals: { name: is_field } }];
      return is === undefined ? [] : [{ of, equals: { value: is } }];
    }
    return is_field?.startsWith(TARGET) ? [{ of: is_field.slice(TARGET.length), equals: { name: field } }] : [];
  });
}
