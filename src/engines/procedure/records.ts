import type { Answers, Item, SectionAnswers, Value, Values } from './answers.ts';
import type { Section } from './definition-schema.ts';

/** The only record of a `form` section has this key. */
export const FORM_KEY = '';

/** The keys of a section's records: item ids of a list, distinct values of the list behind a `per`, '' for a form. */
export function recordKeys(section: Section, answers: Answers): readonly string[] {
  if (section.kind === 'form') return [FORM_KEY];
  if (section.kind === 'list') return itemsOf(answers, section.id).map((item) => item.id);
  const { of } = section;
  const keys = itemsOf(answers, of.section).map((item) => item[of.field]);
  return [...new Set(keys.filter((key) => typeof key === 'string' && key !== ''))] as string[];
}

/** One record of a section: the key it is found by, and what it holds. */
export interface KeyedRecord {
  readonly key: string;
  readonly values: Values;
}

/** The records of a section, in order. */
export function keyedRecords(section: Section, answers: Answers): readonly KeyedRecord[] {
  if (section.kind === 'list') return itemsOf(answers, section.id).map((item) => ({ key: item.id, values: item }));
  return recordKeys(section, answers).map((key) => ({ key, values: record(section, answers, key) }));
}

/** The values of one record; empty when nothing was saved. */
export function record(section: Section, answers: Answers, key: string): Values {
  if (section.kind === 'list') return itemsOf(answers, section.id).find((item) => item.id === key) ?? {};
  const saved = valuesOf(answers, section.id);
  return section.kind === 'form' ? saved : asRecord(own(saved, key));
}

/** The values of a form section (or the records of a `per`, by key), whatever the stored draft holds. */
export function valuesOf(answers: Answers | Values, section: string): Values {
  return asRecord(own(answers, section));
}

/** The items of a list section. What is not an item with an id is passed over: a draft may be old or damaged. */
export function itemsOf(answers: Answers, section: string): readonly Item[] {
  const saved = own(answers, section);
  return Array.isArray(saved) ? saved.filter(isItem) : [];
}

/** Says what a record becomes. `place` is what it is called on pages: "titolo 2"; a form has neither key nor place. */
export type RecordChange = (values: Values, key?: string, place?: string) => Values;

/** A section with every one of its records changed; whatever the stored draft holds. */
export function withEachRecord(section: Section, answers: Answers, change: RecordChange): SectionAnswers {
  if (section.kind === 'list') {
    return itemsOf(answers, section.id).map((item, index): Item => {
      const values = change(item, item.id, `${section.item_name} ${index + 1}`);
      return { ...values, id: item.id };
    });
  }
  const saved = valuesOf(answers, section.id);
  if (section.kind === 'form') return change(saved);
  return Object.fromEntries(Object.keys(saved).map((key) => [key, change(valuesOf(saved, key), key, key)]));
}

/** A member of the object itself: names typed by people ('constructor', '__proto__') lead nowhere. */
export function own(from: unknown, name: string): unknown {
  if (from === null || typeof from !== 'object' || !Object.hasOwn(from, name)) return undefined;
  return (from as Record<string, unknown>)[name];
}

function isItem(value: unknown): value is Item {
  return typeof own(value, 'id') === 'string' && !Array.isArray(value);
}

function asRecord(value: unknown): Values {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, Value>) : {};
}
