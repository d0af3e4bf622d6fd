import type { Condition } from '../../kernel/condition.ts';
import { fieldTests } from '../../kernel/condition-truth.ts';
import { isAnswered } from '../../kernel/scope.ts';
import { type FactValues, relatedBy, valueIn } from './facts.ts';
import { type Asking, type ClassLook, type PlainAnswers, positionsOf, type Surroundings, tableFor } from './pack.ts';
import type { ScoringPack } from './pack-schema.ts';
import { type Score, score } from './score.ts';
import type { ScoringTable, TableItem } from './table-schema.ts';
import { dependsOnTarget, TARGET } from './target-items.ts';

/** What a preference must be for an item to count: `municipality` equal to the answer `family.municipality`. */
interface TargetTerm {
  /** `municipality`, `school`, `province`… */
  readonly of: string;
  /** The answer that says which, or the value written in the table. */
  readonly equals: { readonly name: string } | { readonly value: unknown };
}

/** The score for preferences of one kind, where it is not that for all the others. */
export interface TargetScore {
  /** Id of the item that asks for the ranking; empty where there is one for the whole application. */
  readonly item: string;
  /** What the preference must be: `{ municipality: 'H501' }`. */
  readonly target: FactValues;
  readonly score: Score;
}

/**
 * The scores that hold for some preferences only: one for each place that the answers name and a table gives points
 * for. What the other preferences have is the score without a target.
 */
export function targetScores(
  pack: ScoringPack,
  answers: PlainAnswers,
  look: ClassLook,
  around: Omit<Surroundings, 'target'> = {},
): readonly TargetScore[] {
  const related = relatedBy(pack.relations);
  return positionsOf(pack, answers, look, around).flatMap((asking) => {
    const table = tableFor(pack, asking.position, related)?.table;
    if (table === undefined) return [];
    const targets = targetsNamed(table, asking);
    if (targets.length === 0) return [];
    const base = score(table, asking.facts, asking.position, related);
    return targets
      .map((target) => {
        const position = { ...asking.position, target };
        return { item: asking.item, target, score: score(table, asking.facts, position, related) };
      })
      .filter((each) => each.score.total !== base.total);
  });
}

/** The preferences that the answers make worth points: each once. */
function targetsNamed(table: ScoringTable, asking: Asking): readonly FactValues[] {
  const items = table.sections.flatMap((section) => section.items).filter(dependsOnTarget);
  const all = items.flatMap((item) => targetsOf(item, asking));
  return [...new Map(all.map((target) => [JSON.stringify(target), target])).values()];
}

function targetsOf(item: TableItem, { facts, position }: Asking): readonly FactValues[] {
  const terms = item.when === undefined ? [] : termsOf(item.when);
  return facts
    .filter(({ kind }) => kind === item.of)
    .map(({ values }) =>
      terms.map(({ of, equals }): readonly [string, unknown] => [
        of,
        'name' in equals ? valueIn(values, position, equals.name) : equals.value,
      ]),
    )
    .filter((pairs) => pairs.length > 0 && pairs.every(([, value]) => isAnswered(value)))
    .map((pairs) => Object.fromEntries(pairs));
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
