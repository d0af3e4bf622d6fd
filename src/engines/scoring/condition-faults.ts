import type { Condition } from '../../kernel/condition.ts';
import { conditionWritten, formulaWritten } from '../../kernel/condition-schema.ts';
import { type Possible, type Truth, truthOf } from '../../kernel/condition-truth.ts';
import type { Expression } from '../../kernel/expression.ts';
import { checkExpression } from '../../kernel/expression-check.ts';
import type { Names } from '../../kernel/expression-types.ts';
import { faultsAt, type ReadingFault } from '../../kernel/reading-faults.ts';
import { vainFaults } from '../../kernel/vain-searches.ts';
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
  const vain = vainFaults(conditionWritten(condition), path, (name, sought) => possibleIn(world, name, sought));
  if (truthIn(world, condition) !== 'never') return vain;
  return [{ path, message: `questa condizione non può mai valere: ${ifNever}` }, ...vain];
}

/** Whether a condition on facts holds always, never, or depends. */
export function truthIn(world: World, condition: Condition): Truth {
  return truthOf(condition, (name) => possibleIn(world, name, condition));
}

function possibleIn(world: World, name: string, condition: Condition): Possible | undefined {
  const whens = world.own.flatMap(({ id, possible }) => possible(id, [])?.when ?? []);
  const possible = fieldOf(world, name)?.possible(name, [condition, ...whens]);
  // Of other sections the question's own `when` names other answers than here.
  return possible && (name.includes('.') ? { ...possible, when: undefined } : possible);
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
