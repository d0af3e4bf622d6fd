import type { Condition } from '../../kernel/condition.ts';
import { fieldTests, truthOf } from '../../kernel/condition-truth.ts';
import type { Definition, Fault, Section } from './definition-schema.ts';
import { limitFaults } from './limit-faults.ts';
import { possibleValues } from './possible-values.ts';
import { testFaults } from './test-faults.ts';
import { windowFaults } from './window-faults.ts';

/**
 * What a definition whose names all lead somewhere can still say wrongly: comparing things that do not compare, asking
 * what nobody can be asked, windows that cross. For the office that wrote it, each with its place.
 */
export function senseFaults(definition: Definition): readonly Fault[] {
  const conditions = conditionsOf(definition);
  return [
    ...limitFaults(definition),
    ...windowFaults(definition.windows),
    ...conditions.flatMap((placed) => wrongTests(definition, placed)),
    ...conditions.flatMap((placed) => deadFaults(definition, placed)),
  ];
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
        ...(check.check === 'must'
          ? placed(`checks.${at}.holds`, check.holds, section, 'nessuna risposta può rispettare il controllo')
          : []),
      ];
    }),
  ];
}

function wrongTests(definition: Definition, { path, condition, section }: PlacedCondition): readonly Fault[] {
  return fieldTests(condition).flatMap((placed) => {
    const about = placed.of === undefined ? section : sectionOf(definition, placed.of);
    const field = fieldNamed(definition, about, placed.test.field);
    const at = placed.path === '' ? path : `${path}.${placed.path}`;
    return field === undefined ? [] : testFaults(field, placed.test).map((message) => ({ path: at, message }));
  });
}

function deadFaults(definition: Definition, { path, condition, section, ifNever }: PlacedCondition): readonly Fault[] {
  const all = conditionsOf(definition).map((placed) => placed.condition);
  const truth = truthOf(condition, (name) => {
    const field = fieldNamed(definition, section, name);
    return field === undefined ? undefined : possibleValues(field, name, all);
  });
  return truth === 'never' ? [{ path, message: `questa condizione non può mai valere: ${ifNever}` }] : [];
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
