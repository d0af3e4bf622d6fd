import { conditionNames, type Definition, type Field, type Section } from '../../engines/procedure/index.ts';
import { namesUsed } from '../../kernel/condition.ts';
import { conditionWords } from '../../kernel/condition-words.ts';
import { andList } from './rule-words.ts';

/** Something to have at hand before beginning. */
export interface Paper {
  readonly what: string;
  /** "se …", or which answers it hangs on where saying how would take half a page; nothing when everybody needs it. */
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

/** A condition that takes longer to read is told in full on the page of the rules. */
const READ_AT_A_GLANCE = 160;

/** When the question is asked; the section's own condition counts where the question has none. */
function whenOf(definition: Definition, section: Section, field: Field): string | undefined {
  const condition = field.when ?? section.when;
  if (condition === undefined) return undefined;
  const words = conditionWords(condition, conditionNames(definition, section));
  if (words.length <= READ_AT_A_GLANCE) return `se ${words}`;
  const looked = new Set(
    namesUsed(condition).map((name) => /^(\w+)(?:\[\])?\.|^(\w+)\[\]$/.exec(name)?.slice(1).find(Boolean)),
  );
  const titles = definition.sections.filter(({ id }) => looked.has(id)).map(({ title }) => `«${title}»`);
  return `secondo quello che rispondi in ${andList(titles.length === 0 ? [`«${section.title}»`] : titles)}`;
}
