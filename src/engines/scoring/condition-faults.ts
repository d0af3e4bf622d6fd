import type { Condition } from '../../kernel/condition.ts';
import { conditionWritten, formulaWritten } from '../../kernel/condition-schema.ts';
import { truthOf } from '../../kernel/condition-truth.ts';
import type { Expression } from '../../kernel/expression.ts';
import { checkExpression } from '../../kernel/expression-check.ts';
import type { Names } from '../../kernel/expression-types.ts';
import { faultsAt, type ReadingFault } from '../../kernel/reading-faults.ts';
import { fieldOf, namesAround, type World } from './asked.ts';
import type { Relations } from './pack-schema.ts';

/** What is wrong with a condition: names that lead nowhere, values nobody can choose, a thing that cannot be. */
export function conditionFaults(
  relations: Relations,
  world: World,
  condition: Condition,
  path: string,
  ifNever: string,
): readonly ReadingFault[] {
  const faults = typeFaults(namesAround(world, relations), condition, path);
  if (faults.length > 0) return faults;
  // Without the question's own `when`: its names belong to the questions, not to the table.
  const truth = truthOf(condition, (name) => {
    const possible = fieldOf(world, name)?.possible(name, [condition]);
    return possible === undefined ? undefined : { values: possible.values };
  });
  return truth === 'never' ? [{ path, message: `questa condizione non può mai valere: ${ifNever}` }] : [];
}

/** What the types of the names say against a condition. */
export function typeFaults(names: Names, condition: Condition, path: string): readonly ReadingFault[] {
  return faultsAt(path, checkExpression(conditionWritten(condition), names, 'boolean').faults);
}

/** What the types of the names say against a formula, which must come to a number. */
export function formulaFaults(relations: Relations, world: World, formula: Expression, path: string) {
  return faultsAt(path, checkExpression(formulaWritten(formula), namesAround(world, relations), 'number').faults);
}

/** The fault of a name that no question answers. */
export function nowhere(name: string, path: string): ReadingFault {
  return { path, message: `"${name}" non porta a nessuna domanda` };
}
