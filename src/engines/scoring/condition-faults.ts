import { type Condition, namesUsed } from '../../kernel/condition.ts';
import { fieldTests, truthOf } from '../../kernel/condition-truth.ts';
import type { ReadingFault } from '../../kernel/reading-faults.ts';
import { fieldOf, isKnown, type World } from './asked.ts';
import type { Relations } from './pack-schema.ts';

/** What is wrong with a condition: names that lead nowhere, values nobody can choose, a thing that cannot be. */
export function conditionFaults(
  relations: Relations,
  world: World,
  condition: Condition,
  path: string,
  ifNever: string,
): readonly ReadingFault[] {
  const faults = [...unknownNames(world, condition, path), ...testFaults(relations, world, condition, path)];
  if (faults.length > 0) return faults;
  // Without the question's own `when`: its names belong to the questions, not to the table.
  const truth = truthOf(condition, (name) => {
    const possible = fieldOf(world, name)?.possible(name, [condition]);
    return possible === undefined ? undefined : { values: possible.values };
  });
  return truth === 'never' ? [{ path, message: `questa condizione non può mai valere: ${ifNever}` }] : [];
}

function unknownNames(world: World, condition: Condition, path: string): readonly ReadingFault[] {
  return namesUsed(condition)
    .filter((name) => !isKnown(world, name))
    .map((name) => nowhere(name, path));
}

/** The fault of a name that no question answers. */
export function nowhere(name: string, path: string): ReadingFault {
  return { path, message: `"${name}" non porta a nessuna domanda` };
}

function testFaults(relations: Relations, world: World, condition: Condition, path: string): readonly ReadingFault[] {
  return fieldTests(condition).flatMap(({ path: way, test, of }) => {
    const at = way === '' ? path : `${path}.${way}`;
    const by = test.related?.by;
    const choices = fieldOf(world, of === undefined ? test.field : `${of}[].${test.field}`)?.choices;
    const absent = [test.is, ...(test.in ?? []), test.has].filter(
      (value) => value !== undefined && choices !== undefined && !choices.includes(String(value)),
    );
    return [
      ...(by === undefined || Object.hasOwn(relations, by)
        ? []
        : [{ path: at, message: `la relazione "${by}" non c’è` }]),
      ...absent.map((value) => ({
        path: at,
        message: `${JSON.stringify(value)} non è tra le scelte di "${test.field}"`,
      })),
    ];
  });
}
