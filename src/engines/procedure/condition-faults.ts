import type { Condition } from '../../kernel/condition.ts';
import { conditionWritten, formulaWritten } from '../../kernel/condition-schema.ts';
import { truthOf } from '../../kernel/condition-truth.ts';
import { checkExpression } from '../../kernel/expression-check.ts';
import { faultsAt } from '../../kernel/reading-faults.ts';
import { vainFaults } from '../../kernel/vain-searches.ts';
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
  const dead = placed.flatMap(({ path, condition, section, ifNever }) => {
    const truth = truthOf(condition, (name) => possibleNamed(definition, section, name, all));
    return truth === 'never' ? [{ path, message: `questa condizione non può mai valere: ${ifNever}` }] : [];
  });
  const searches = [
    ...placed.map(({ path, condition, section }) => ({ path, section, written: conditionWritten(condition) })),
    ...formulasOf(definition).map(({ path, formula, section }) => ({
      path,
      section,
      written: formulaWritten(formula),
    })),
  ].flatMap(({ path, section, written }) =>
    vainFaults(written, path, (name, sought) => possibleNamed(definition, section, name, [...all, sought])),
  );
  return [...dead, ...searches];
}

/** What a name of a section may stand for, also as the answer of an item (`titles[].type`). */
function possibleNamed(definition: Definition, section: Section, name: string, conditions: readonly Condition[]) {
  const size = possibleSizes(definition, name, conditions);
  if (size !== undefined) return size;
  const field = fieldNamed(definition, section, name);
  const possible = field && possibleValues(field, name, conditions);
  // Elsewhere a question's own `when` would name other answers than here.
  return possible && (name.includes('.') ? { ...possible, when: undefined } : possible);
}

/** `field` of the same section, `section.field` of a form, or `applicant.fact`. */
function fieldNamed(definition: Definition, section: Section | undefined, name: string) {
  const [left = '', right] = name.split('.');
  if (left === APPLICANT_SECTION) return lastingFact(right ?? '');
  const where = right === undefined ? section : sectionOf(definition, left.replace('[]', ''));
  return where?.fields.find((field) => field.id === (right ?? left));
}

function sectionOf(definition: Definition, id: string): Section | undefined {
  return definition.sections.find((section) => section.id === id);
}
