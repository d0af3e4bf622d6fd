import type { Condition } from '../../kernel/condition.ts';
import { conditionWritten } from '../../kernel/condition-schema.ts';
import { type Truth, truthOf } from '../../kernel/condition-truth.ts';
import { checkExpression } from '../../kernel/expression-check.ts';
import type { Names } from '../../kernel/expression-types.ts';
import { faultsAt } from '../../kernel/reading-faults.ts';
import { vainFaults } from '../../kernel/vain-searches.ts';
import { APPLICANT, APPLICANT_SECTION } from './applicant.ts';
import type { Definition, Fault } from './definition-schema.ts';
import type { Field } from './field.ts';
import { fieldType, namesWithin } from './field-type.ts';
import { possibleSizes, possibleValues } from './possible-values.ts';

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
  const written = conditionWritten(condition);
  const wrong = faultsAt(path, checkExpression(written, names, 'boolean').faults);
  if (wrong.length > 0) return wrong;
  return vainFaults(written, path, (name, sought) => possibleAround(definition, name, sought));
}

/** Whether a condition around the questions holds always, never, or depends. */
export function aroundTruth(definition: Definition, condition: Condition): Truth {
  return truthOf(condition, (name) => possibleAround(definition, name, condition));
}

/** What a name around the questions may stand for; whether its question is asked then is named otherwise there. */
function possibleAround(definition: Definition, name: string, condition: Condition) {
  const field = fieldCalled(definition, name);
  const possible = field && possibleValues(field, name, [condition]);
  return possible === undefined ? possibleSizes(definition, name, [condition]) : { ...possible, when: undefined };
}

/** What `applicant.…`, `section.field` or, of an item, `section[].field` stands for. */
export function fieldCalled(definition: Definition, name: string): Field | undefined {
  const [left = '', right = ''] = name.split('.');
  const [id, kind] = left.endsWith('[]') ? [left.slice(0, -2), 'list'] : [left, 'form'];
  const section = definition.sections.find((each) => each.id === id && each.kind === kind);
  const fields = left === APPLICANT_SECTION ? APPLICANT : section?.fields;
  return fields?.find(({ id }) => id === right);
}
