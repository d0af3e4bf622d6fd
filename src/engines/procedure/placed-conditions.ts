import type { Condition } from '../../kernel/condition.ts';
import type { Expression } from '../../kernel/expression.ts';
import type { Definition, Section } from './definition-schema.ts';
import { lineSection } from './line-check.ts';

/** A condition of the definition, where it stands, the section whose names it uses, and what it means if it never holds. */
export interface PlacedCondition {
  readonly path: string;
  readonly condition: Condition;
  readonly section: Section;
  readonly ifNever: string;
}

/** Every condition on the questions and between them, in reading order. */
export function conditionsOf({ sections, checks }: Definition): readonly PlacedCondition[] {
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

/** What a field works out, and what it must come to. */
interface PlacedFormula {
  readonly path: string;
  readonly formula: Expression;
  readonly section: Section;
  readonly wanted: 'number' | 'boolean' | 'value';
}

/** Every formula of a field, in reading order. */
export function formulasOf({ sections }: Definition): readonly PlacedFormula[] {
  return sections.flatMap((section, at) =>
    section.fields.flatMap((field, index): readonly PlacedFormula[] => {
      const path = `sections.${at}.fields.${index}`;
      if (field.kind === 'computed') {
        return [{ path: `${path}.formula`, formula: field.formula, section, wanted: WANTED[field.as] }];
      }
      if (field.kind !== 'payment' || field.amount === undefined || typeof field.amount === 'number') return [];
      return [{ path: `${path}.amount`, formula: field.amount, section, wanted: 'number' }];
    }),
  );
}

const WANTED = { integer: 'number', decimal: 'number', money: 'number', boolean: 'boolean', text: 'value' } as const;
