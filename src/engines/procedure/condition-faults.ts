import type { Condition } from '../../kernel/condition.ts';
import { conditionWritten, formulaWritten } from '../../kernel/condition-schema.ts';
import { truthOf } from '../../kernel/condition-truth.ts';
import { checkExpression } from '../../kernel/expression-check.ts';
import { faultsAt } from '../../kernel/reading-faults.ts';
import type { Definition, Fault, Section } from './definition-schema.ts';
import { namesWithin } from './field-type.ts';
import { lineSection } from './line-check.ts';
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
  return definition.sections.flatMap((section, at) =>
    section.fields.flatMap((field, index) => {
      const path = `sections.${at}.fields.${index}`;
      const names = namesWithin(definition, section);
      if (field.kind === 'payment') {
        if (field.amount === undefined || typeof field.amount === 'number') return [];
        return faultsAt(`${path}.amount`, checkExpression(formulaWritten(field.amount), names, 'number').faults);
      }
      if (field.kind !== 'computed') return [];
      const checked = checkExpression(formulaWritten(field.formula), names, WANTED[field.as] ?? 'value');
      return faultsAt(`${path}.formula`, checked.faults);
    }),
  );
}

const WANTED: Readonly<Record<string, 'number' | 'boolean'>> = {
  integer: 'number',
  decimal: 'number',
  money: 'number',
  boolean: 'boolean',
};

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

/** A condition of the definition, where it stands, the section whose names it uses, and what it means if it never holds. */
interface PlacedCondition {
  readonly path: string;
  readonly condition: Condition;
  readonly section: Section;
  readonly ifNever: string;
}

function conditionsOf({ sections, checks }: Definition): readonly PlacedCondition[] {
  const placed = (path: string, condition: Condition | undefined, section: Section, ifNever: string) =>
    condition === undefined ? [] : [{ path, condition, section, ifNever }];
  return [
    ...sections.flatMap((section, at) => [
      ...placed(`sections.${at}.when`, section.when, section, 'la sezione non comparirà mai a nessuno'),
      ...section.fields.flatMap((field, index) => {
        const path = `sections.${at}.fields.${index}`;
        return [
          ...placed(`${path}.when`, field.when, section, `la domanda "${field.id}" non comparirà mai a nessuno`),
          ...placed(`${path}.required_when`, field.required_when, section, `"${field.id}" non sarà mai obbligatoria`),
        ];
      }),
    ]),
    ...checks.flatMap((check, at) => {
      const section = sections.find((each) => each.id === check.section);
      if (section === undefined) return [];
      return [
        ...placed(`checks.${at}.when`, check.when, section, 'il controllo non guarderà mai nessuna risposta'),
        ...('holds' in check
          ? placed(
              `checks.${at}.holds`,
              check.holds,
              check.check === 'every_line' ? lineSection(section, check) : section,
              'nessuna risposta può rispettare il controllo',
            )
          : []),
      ];
    }),
  ];
}

/** `field` of the same section, or `section.field` of a form. */
function fieldNamed(definition: Definition, section: Section | undefined, name: string) {
  const [left = '', right] = name.split('.');
  const where = right === undefined ? section : sectionOf(definition, left);
  return where?.fields.find((field) => field.id === (right ?? left));
}

function sectionOf(definition: Definition, id: string): Section | undefined {
  return definition.sections.find((section) => section.id === id);
}
