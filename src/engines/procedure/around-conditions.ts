import { type Condition, namesUsed } from '../../kernel/condition.ts';
import { fieldTests, type Truth, truthOf } from '../../kernel/condition-truth.ts';
import { APPLICANT, APPLICANT_SECTION } from './applicant.ts';
import { nameFaults } from './definition-faults.ts';
import type { Definition, Fault } from './definition-schema.ts';
import type { Field } from './field.ts';
import { possibleValues } from './possible-values.ts';
import { testFaults } from './test-faults.ts';

/** Names and tests of a condition that stands around the questions: `applicant.…`, `section.field`, `section[]`. */
export function aroundFaults(definition: Definition, condition: Condition, path: string): readonly Fault[] {
  const names = [...new Set(namesUsed(condition))];
  const applicant = names.filter((name) => name.startsWith(`${APPLICANT_SECTION}.`));
  const lost = applicant.filter((name) => fieldCalled(definition, name) === undefined);
  const known = APPLICANT.map(({ id }) => id).join(', ');
  return [
    ...lost.map((name) => ({ path, message: `"${name}": della persona si sanno ${known}` })),
    ...nameFaults(
      definition,
      undefined,
      names.filter((name) => !applicant.includes(name)),
      path,
    ),
    ...fieldTests(condition).flatMap((placed) => {
      const field = placed.of === undefined ? fieldCalled(definition, placed.test.field) : undefined;
      const at = placed.path === '' ? path : `${path}.${placed.path}`;
      return field === undefined ? [] : testFaults(field, placed.test).map((message) => ({ path: at, message }));
    }),
  ];
}

/** Whether a condition around the questions holds always, never, or depends. */
export function aroundTruth(definition: Definition, condition: Condition): Truth {
  return truthOf(condition, (name) => {
    const field = fieldCalled(definition, name);
    return field === undefined ? undefined : possibleValues(field, name, [condition]);
  });
}

/** What `applicant.…` or `section.field` stands for. */
export function fieldCalled(definition: Definition, name: string): Field | undefined {
  const [left = '', right = ''] = name.split('.');
  const fields =
    left === APPLICANT_SECTION
      ? APPLICANT
      : definition.sections.find(({ id, kind }) => id === left && kind === 'form')?.fields;
  return fields?.find(({ id }) => id === right);
}
