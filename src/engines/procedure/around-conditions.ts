import type { Condition } from '../../kernel/condition.ts';
import { conditionWritten } from '../../kernel/condition-schema.ts';
import { type Truth, truthOf } from '../../kernel/condition-truth.ts';
import { checkExpression } from '../../kernel/expression-check.ts';
import type { Names } from '../../kernel/expression-types.ts';
import { faultsAt } from '../../kernel/reading-faults.ts';
import { APPLICANT, APPLICANT_SECTION } from './applicant.ts';
import type { Definition, Fault } from './definition-schema.ts';
import type { Field } from './field.ts';
import { fieldType, namesWithin } from './field-type.ts';
import { possibleValues } from './possible-values.ts';

/** Names and tests of a condition that stands around the questions: `applicant.…`, `section.field`, `section[]`. */
export function aroundFaults(definition: Definition, condition: Condition, path: string): readonly Fault[] {
  const known = APPLICANT.map(({ id }) => id).join(', ');
  const names: Names = {
    ...namesWithin(definition, undefined),
    value: (name) => {
      const field = fieldCalled(definition, name);
      return field && fieldType(field);
    },
    lost: (name) =>
      name.startsWith(`${APPLICANT_SECTION}.`) ? `"${name}": della persona si sanno ${known}` : undefined,
  };
  return faultsAt(path, checkExpression(conditionWritten(condition), names, 'boolean').faults);
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
