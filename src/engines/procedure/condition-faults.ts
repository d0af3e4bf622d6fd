import { conditionWritten, formulaWritten } from '../../kernel/condition-schema.ts';
import { truthOf } from '../../kernel/condition-truth.ts';
import { checkExpression } from '../../kernel/expression-check.ts';
import { faultsAt } from '../../kernel/reading-faults.ts';
import { APPLICANT_SECTION, lastingFact } from './applicant.ts';
import type { Definition, Fault, Section } from './definition-schema.ts';
import { namesWithin } from './field-type.ts';
import { conditionsOf, formulasOf } from './placed-conditions.ts';
import { possibleSizes, possibleValues } from './possible-values.ts';

/** Names in conditions that lead nowhere, and what their types say against comparing them so. */
export function conditionFaults(definition: Definition): readonly Fault[] {
  return [...formulaFaults(definition), ...yesNoFaults(definition)];
}

function yesNoFaults(definition: Definition): readonly Fault[] {
  return conditionsOf(definition).flatMap(({ path, condition, section }) => {
    const names = namesWithin(definition, section);
    return faultsAt(path, checkExpression(conditionWritten(condition), names, 'boolean').faults);
  });
}

/** Formulas must come to what their field shows; an amount to a number. */
function formulaFaults(definition: Definition): readonly Fault[] {
  return formulasOf(definition).flatMap(({ path, formula, section, wanted }) =>
    faultsAt(path, checkExpression(formulaWritten(formula), namesWithin(definition, section), wanted).faults),
  );
}

/** Conditions that no answers satisfy. Asked only of those whose names and types are right. */
export function deadFaults(definition: Definition): readonly Fault[] {
  const placed = conditionsOf(definition);
  const all = placed.map(({ condition }) => condition);
  return placed.flatMap(({ path, condition, section, ifNever }) => {
    const truth = truthOf(condition, (name) => {
      const size = possibleSizes(definition, name, all);
      if (size !== undefined) return size;
      const field = fieldNamed(definition, section, name);
      return field === undefined ? undefined : possibleValues(field, name, all);
    });
    return truth === 'never' ? [{ path, message: `questa condizione non può mai valere: ${ifNever}` }] : [];
  });
}

/** `field` of the same section, `section.field` of a form, or `applicant.fact`. */
function fieldNamed(definition: Definition, section: Section | undefined, name: string) {
  const [left = '', right] = name.split('.');
  if (left === APPLICANT_SECTION) return lastingFact(right ?? '');
  const where = right === undefined ? section : sectionOf(definition, left);
  return where?.fields.find((field) => field.id === (right ?? left));
}

function sectionOf(definition: Definition, id: string): Section | undefined {
  return definition.sections.find((section) => section.id === id);
}
