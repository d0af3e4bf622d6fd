import type { Field, Section } from '../../engines/procedure/index.ts';
import { namesUsed } from '../../kernel/condition.ts';
import { fieldMark } from './base.ts';
import type { RecordState } from './record-state.ts';
import { fieldState } from './record-state.ts';

/** The id, on the page, of a question with its label and its notes: an anchor there leaves nothing of it out of sight. */
export function questionAnchor(field: string): string {
  return `domanda.${field}`;
}

/** The questions of a section whose answers decide whether another is asked, or what is worked out for it. */
export function decidingFields({ fields }: Pick<Section, 'fields'>): ReadonlySet<string> {
  return new Set(fields.flatMap(namesLookedAt));
}

function namesLookedAt(field: Field): readonly string[] {
  const worked = field.kind === 'computed' ? field.formula : field.kind === 'payment' ? field.amount : undefined;
  return [
    ...(field.when === undefined ? [] : namesUsed(field.when)),
    ...(worked === undefined || typeof worked === 'number' ? [] : namesUsed({ formula: worked })),
  ];
}

/**
 * Of the answers that changed, the question where the reading goes on: the first one that decides about others, because
 * what appears comes after it; else the last one. Undefined when nothing changed, as where scripts had saved it already.
 */
export function questionAnswered(
  section: Pick<Section, 'fields'>,
  before: RecordState,
  after: RecordState,
): string | undefined {
  const mark = (record: RecordState, field: Field) => fieldMark(field, fieldState(record, field));
  const changed = section.fields.filter((field) => mark(before, field) !== mark(after, field));
  const deciding = decidingFields(section);
  return (changed.find(({ id }) => deciding.has(id)) ?? changed.at(-1))?.id;
}
