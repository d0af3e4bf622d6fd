import type { Condition } from './condition.ts';
import { scalarOf } from './condition-from.ts';
import { type Expression, partsOf } from './expression.ts';

/** How the formulas of some conditions read one name. */
export interface Uses {
  /** What it is compared with, where that is written out. */
  readonly literals: readonly (string | number | boolean)[];
  /** Days at which completed years are counted from it. */
  readonly anniversaries: readonly string[];
  /** It is also read otherwise: summed up, compared with another name. */
  readonly freely: boolean;
}

/** How formulas read a name; nothing when none of them does. */
export function usesInFormulas(name: string, conditions: readonly Condition[]): Uses | undefined {
  const uses = conditions.flatMap(formulasIn).flatMap((formula) => usesIn(formula, name));
  if (uses.length === 0) return undefined;
  return {
    literals: uses.flatMap(({ literals = [] }) => literals),
    anniversaries: uses.flatMap(({ anniversary }) => anniversary ?? []),
    freely: uses.some(({ literals, anniversary }) => literals === undefined && anniversary === undefined),
  };
}

function formulasIn(condition: Condition): readonly Expression[] {
  if ('all' in condition) return condition.all.flatMap(formulasIn);
  if ('any' in condition) return condition.any.flatMap(formulasIn);
  if ('not' in condition) return formulasIn(condition.not);
  if ('count' in condition) return condition.count.where === undefined ? [] : formulasIn(condition.count.where);
  return 'formula' in condition ? [condition.formula] : [];
}

/** One place where a name is read: compared with what is written, counted from, or neither. */
interface Use {
  readonly literals?: readonly (string | number | boolean)[];
  readonly anniversary?: string;
}

function usesIn(expression: Expression, name: string): readonly Use[] {
  if (isName(expression, name)) return [{}];
  const plain = comparison(expression, name) ?? countedFrom(expression, name);
  return plain === undefined ? partsOf(expression).flatMap((part) => usesIn(part, name)) : [plain];
}

function isName(expression: Expression | undefined, name: string): boolean {
  return expression?.kind === 'name' && expression.name === name;
}

/** `name >= 3`, `name in ["a", "b"]`, `"a" in name`, `has(name)`. */
function comparison(expression: Expression, name: string): Use | undefined {
  if (expression.kind === 'call' && expression.name === 'has') {
    return isName(expression.args[0], name) ? { literals: [] } : undefined;
  }
  if (expression.kind !== 'binary' || !COMPARES.has(expression.op)) return undefined;
  const { left, right } = expression;
  const other = isName(left, name) ? right : isName(right, name) ? left : undefined;
  if (other === undefined) return undefined;
  const literals = (other.kind === 'list' ? other.of : [other]).map(scalarOf);
  return literals.every((each) => each !== undefined) ? { literals } : undefined;
}

const COMPARES: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in']);

/** `age_on(name, date("2026-08-31"))`. */
function countedFrom(expression: Expression, name: string): Use | undefined {
  if (expression.kind !== 'call' || (expression.name !== 'age_on' && expression.name !== 'years_between'))
    return undefined;
  const [from, to] = expression.args;
  const day = to && scalarOf(to);
  return isName(from, name) && typeof day === 'string' ? { anniversary: day } : undefined;
}
