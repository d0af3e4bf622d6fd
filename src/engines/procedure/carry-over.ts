import type { Answers, Item, SectionAnswers, Value, Values } from './answers.ts';
import { checkValue } from './check-value.ts';
import type { Definition, Section } from './definition-schema.ts';
import { itemsOf, own, valuesOf } from './records.ts';

/** Where an answer stood. */
export interface AnswerPath {
  readonly section: string;
  readonly item?: string;
  readonly field: string;
}

/** Answers moved to another release, and what the person should look at. */
export interface CarriedOver {
  readonly answers: Answers;
  /** Answers that found no place, or no longer fit their question. */
  readonly dropped: readonly AnswerPath[];
  /** Questions whose wording or rules changed: the answer is kept, and to be looked at again. */
  readonly touched: readonly AnswerPath[];
}

/**
 * Moves answers to a new release of a procedure by section and field id. An answer is kept when the question is
 * still there, of the same kind, and the value still fits it. Both releases validated; the draft may be anything.
 */
export function carryOver(answers: Answers, from: Definition, to: Definition): CarriedOver {
  const moved: Record<string, SectionAnswers> = {};
  const dropped: AnswerPath[] = [];
  const touched: AnswerPath[] = [];
  for (const section of from.sections) {
    if (own(answers, section.id) === undefined) continue;
    const target = to.sections.find((each) => each.id === section.id && each.kind === section.kind);
    const move = (values: Values, item?: string) => moveRecord(values, item, section, target, dropped, touched);
    const result = moveSection(section, answers, move);
    if (target !== undefined) moved[section.id] = result;
  }
  return { answers: moved, dropped, touched };
}

function moveSection(
  section: Section,
  answers: Answers,
  move: (values: Values, item?: string) => Values,
): SectionAnswers {
  if (section.kind === 'list')
    return itemsOf(answers, section.id).map((item): Item => ({ ...move(item, item.id), id: item.id }));
  const saved = valuesOf(answers, section.id);
  if (section.kind === 'form') return move(saved);
  return Object.fromEntries(Object.keys(saved).map((key) => [key, move(valuesOf(saved, key), key)]));
}

function moveRecord(
  values: Values,
  item: string | undefined,
  from: Section,
  to: Section | undefined,
  dropped: AnswerPath[],
  touched: AnswerPath[],
): Values {
  const kept: Record<string, Value> = {};
  for (const field of from.fields) {
    const value = own(values, field.id) as Value | undefined;
    if (value === undefined) continue;
    const path = { section: from.id, ...(item === undefined ? {} : { item }), field: field.id };
    const target = to?.fields.find((each) => each.id === field.id && each.kind === field.kind);
    if (target === undefined || checkValue(target, value) !== undefined) {
      dropped.push(path);
      continue;
    }
    kept[field.id] = value;
    if (JSON.stringify(target) !== JSON.stringify(field)) touched.push(path);
  }
  return kept;
}
