import { conditionNames, type Definition, type Field, type Section } from '../../engines/procedure/index.ts';
import { conditionWords } from '../../kernel/condition-words.ts';

/** Something to have at hand before beginning. */
export interface Paper {
  readonly what: string;
  /** After "se"; nothing when everybody needs it. */
  readonly when: string | undefined;
}

/** What must be attached, and the acts whose number and date must be copied: read off the questions that ask for them. */
export function papersOf(definition: Definition): { attach: readonly Paper[]; copy: readonly Paper[] } {
  return { attach: asked(definition, 'file'), copy: asked(definition, 'act') };
}

function asked(definition: Definition, kind: 'file' | 'act'): readonly Paper[] {
  return definition.sections.flatMap((section) =>
    section.fields
      .filter((field) => field.kind === kind && (field.required || field.required_when !== undefined))
      .map((field) => ({ what: field.label, when: whenOf(definition, section, field) })),
  );
}

/** When the question is asked; the section's own condition counts where the question has none. */
function whenOf(definition: Definition, section: Section, field: Field): string | undefined {
  const condition = field.when ?? section.when;
  return condition && conditionWords(condition, conditionNames(definition, section));
}
