import type { Condition } from './condition.ts';
import { conditionFrom } from './condition-from.ts';
import { type Possible, truthOf } from './condition-truth.ts';
import { type EachExpression, type Expression, partsOf, renamed, type Written } from './expression.ts';
import { sectionOf } from './expression-names.ts';
import { faultsAt, type ReadingFault } from './reading-faults.ts';

/** What a name may stand for, given what is looked for. */
type Sought = (name: string, sought: Condition) => Possible | undefined;

/** The faults of looking for items that cannot be, each where the search is written. */
export function vainFaults({ expression, place }: Written, path: string, possible: Sought): readonly ReadingFault[] {
  const message = 'nessuna voce può essere così: qui si cerca quello che non c’è';
  return faultsAt(
    path,
    vainSearches(expression, possible).map((part) => ({ message, within: place(part) })),
  );
}

/**
 * What an expression looks for among items that no item can be: the conditions inside `exists`, `all` and `filter` that
 * never hold. `possible` is also asked of the answers of an item, as `section[].field`.
 */
export function vainSearches(expression: Expression, possible: Sought): readonly Expression[] {
  const inside = partsOf(expression).flatMap((part) => vainSearches(part, possible));
  if (expression.kind !== 'each' || expression.does === 'map') return inside;
  const sought = conditionFrom(ofItem(expression));
  const never = truthOf(sought, (name) => possible(name, sought)) === 'never';
  return never && inside.length === 0 ? [expression.body] : inside;
}

/** What is asked of one item, its answers named as those of the section. */
function ofItem(each: EachExpression): Expression {
  const section = sectionOf(each);
  const named = renamed(each.body, (leaf) =>
    leaf.kind === 'item' && leaf.of === each.as ? { kind: 'name', name: `${section}[].${leaf.field}` } : leaf,
  );
  return named ?? each.body;
}
