import type { Answers, Item, SectionAnswers, Value, Values } from './answers.ts';
import { checkValue } from './check-value.ts';
import type { Definition, Section } from './definition-schema.ts';
import type { Field } from './field.ts';
import { newlyAsked } from './newly-asked.ts';
import { itemsOf, own, valuesOf } from './records.ts';
import type { Touched, TouchedWhy } from './touched.ts';

/** Answers moved to another release, and what the person should look at. */
export interface CarriedOver {
  readonly answers: Answers;
  readonly touched: readonly Touched[];
}

/**
 * Moves answers to a new release of a procedure by section and field id. An answer is kept when the question is
 * still there, of the same kind, and the value still fits it; a declaration only when its text is the same to the
 * letter. Both releases validated; the draft may be anything.
 */
export function carryOver(answers: Answers, from: Definition, to: Definition): CarriedOver {
  const moved: Record<string, SectionAnswers> = {};
  const touched: Touched[] = [];
  for (const section of from.sections) {
    if (own(answers, section.id) === undefined) continue;
    const target = to.sections.find((each) => each.id === section.id && each.kind === section.kind);
    if (target === undefined) {
      touched.push({ why: 'removed', section: section.id, where: section.title });
      continue;
    }
    moved[section.id] = moveSection(section, answers, (values, item, place) => {
      const where = place === undefined ? target.title : `${target.title}, ${place}`;
      return moveRecord(values, { section, target, where, ...(item === undefined ? {} : { item }) }, touched);
    });
  }
  return { answers: moved, touched: [...touched, ...newlyAsked({ answers, from }, { answers: moved, to }, touched)] };
}

type Move = (values: Values, item?: string, place?: string) => Values;

function moveSection(section: Section, answers: Answers, move: Move): SectionAnswers {
  if (section.kind === 'list') {
    return itemsOf(answers, section.id).map((item, index): Item => {
      const values = move(item, item.id, `${section.item_name} ${index + 1}`);
      return { ...values, id: item.id };
    });
  }
  const saved = valuesOf(answers, section.id);
  if (section.kind === 'form') return move(saved);
  return Object.fromEntries(Object.keys(saved).map((key) => [key, move(valuesOf(saved, key), key, key)]));
}

interface Place {
  readonly section: Section;
  readonly target: Section;
  readonly item?: string;
  readonly where: string;
}

function moveRecord(values: Values, { section, target, where, item }: Place, touched: Touched[]): Values {
  const kept: Record<string, Value> = {};
  const at = { section: section.id, ...(item === undefined ? {} : { item }), where };
  for (const field of section.fields) {
    const value = own(values, field.id) as Value | undefined;
    if (value === undefined) continue;
    const next = target.fields.find((each) => each.id === field.id && each.kind === field.kind);
    const outcome = next === undefined ? ({ why: 'removed' } as const) : moveValue(field, next, value);
    if ('value' in outcome && outcome.value !== undefined) kept[field.id] = outcome.value;
    if (outcome.why === undefined) continue;
    const label = (outcome.why === 'removed' ? field : (next ?? field)).label;
    touched.push({
      why: outcome.why,
      ...at,
      field: field.id,
      label,
      ...('was' in outcome ? { was: outcome.was } : {}),
    });
  }
  return kept;
}

interface MovedValue {
  readonly value?: Value;
  readonly why?: TouchedWhy;
  readonly was?: string;
}

function moveValue(from: Field, to: Field, value: Value): MovedValue {
  if (from.kind === 'declaration' && to.kind === 'declaration') {
    return from.text === to.text ? { value } : { why: 'reconfirm' };
  }
  if (checkValue(to, value) !== undefined) return lost(from, to, value);
  const reworded = from.label !== to.label || choiceWords(from, value) !== choiceWords(to, value);
  return { value, ...(reworded ? { why: 'reworded' } : {}) };
}

/** Of several choices those that are still possible stay. */
function lost(from: Field, to: Field, value: Value): MovedValue {
  const gone = (words: string) => (from.special || words === '' ? {} : { was: words });
  if (to.kind !== 'multi_enum' || !Array.isArray(value))
    return { why: 'not-possible', ...gone(choiceWords(from, value)) };
  const left = value.filter((each) => to.options.some((option) => option.value === each));
  const others = value.filter((each) => !left.includes(each));
  const fits = left.length > 0 && checkValue(to, left) === undefined;
  return { why: 'not-possible', ...(fits ? { value: left } : {}), ...gone(choiceWords(from, fits ? others : value)) };
}

/** The choices of a value as the person read them; empty for what is not chosen from a list. */
function choiceWords(field: Field, value: unknown): string {
  if (field.kind !== 'enum' && field.kind !== 'multi_enum') return '';
  const chosen = Array.isArray(value) ? value : [value];
  const words = chosen.map((each) => field.options.find((option) => option.value === each)?.label);
  return words.filter((word) => word !== undefined).join(', ');
}
