import { holds } from '../../kernel/condition.ts';
import { isAnswered, type Scope } from '../../kernel/scope.ts';
import type { Answers, Item, SectionAnswers, Value, Values } from './answers.ts';
import { APPLICANT_SECTION } from './applicant.ts';
import { computedValue } from './computed.ts';
import type { Definition, Section } from './definition-schema.ts';
import type { Field } from './field.ts';
import { applicantIn } from './known-applicant.ts';
import { itemsOf, own, record, recordKeys, valuesOf } from './records.ts';

/**
 * The answers that count: those to questions the person is asked. An answer given before its question
 * disappeared stays in the draft, and is neither judged, nor shown, nor filed. Read-only fields are not answers. What
 * is known of the applicant stays beside them.
 */
export function visibleAnswers(definition: Definition, answers: Answers): Answers {
  if (typeof answers !== 'object' || answers === null) return seenOf(definition, answers);
  const known = remembered.get(answers);
  if (known?.definition === definition) return known.seen;
  const seen = seenOf(definition, answers);
  remembered.set(answers, { definition, seen });
  return seen;
}

/** One page asks several times for the same answers; what never changes is worked out once. */
const remembered = new WeakMap<Answers, { readonly definition: Definition; readonly seen: Answers }>();

function seenOf(definition: Definition, answers: Answers): Answers {
  const facts = applicantIn(answers);
  const seen: Record<string, SectionAnswers> = facts === undefined ? {} : { [APPLICANT_SECTION]: facts };
  for (const section of definition.sections) {
    const saved = own(answers, section.id);
    if (saved === undefined || !isSectionVisible(section, seen)) continue;
    seen[section.id] = visibleSection(section, answers, seen);
  }
  return seen;
}

/** Whether the section is part of this person's application. `seen` are answers that count. */
export function isSectionVisible(section: Section, seen: Answers): boolean {
  return section.when === undefined || holds(section.when, scopeOf(seen, {}));
}

/** The fields asked in one record, in order, given the answers that count of the other sections. */
export function visibleFields(section: Section, seen: Answers, values: Values): readonly Field[] {
  return walk(section, seen, values).fields;
}

/** Whether one field is asked, given all the answers. For pages that show or hide it. */
export function isVisible(
  definition: Definition,
  answers: Answers,
  sectionId: string,
  key: string,
  fieldId: string,
): boolean {
  const section = definition.sections.find((each) => each.id === sectionId);
  if (section === undefined) return false;
  const seen = visibleAnswers(definition, answers);
  if (!isSectionVisible(section, seen)) return false;
  return visibleFields(section, seen, record(section, answers, key)).some((field) => field.id === fieldId);
}

/** Names as conditions write them: `field` of this record, `section.field` of a form, items of a list, `applicant.…`. */
export function scopeOf(answers: Answers, values: Values): Scope {
  return new AnswerScope(answers, values);
}

class AnswerScope implements Scope {
  readonly #answers: Answers;
  readonly #values: Values;

  constructor(answers: Answers, values: Values) {
    this.#answers = answers;
    this.#values = values;
  }

  value(name: string): unknown {
    const dot = name.indexOf('.');
    if (dot < 0) return own(this.#values, name);
    return own(valuesOf(this.#answers, name.slice(0, dot)), name.slice(dot + 1));
  }

  items(section: string): readonly Scope[] {
    return itemsOf(this.#answers, section).map((item) => scopeOf(this.#answers, item));
  }
}

function visibleSection(section: Section, answers: Answers, seen: Answers): SectionAnswers {
  const shown = (values: Values) => walk(section, seen, values).values;
  if (section.kind === 'form') return shown(valuesOf(answers, section.id));
  if (section.kind === 'list')
    return itemsOf(answers, section.id).map((item): Item => ({ ...shown(item), id: item.id }));
  return Object.fromEntries(recordKeys(section, seen).map((key) => [key, shown(record(section, answers, key))]));
}

/** Goes through the questions in order: each condition sees only answers to questions already asked. */
function walk(section: Section, seen: Answers, values: Values): { fields: readonly Field[]; values: Values } {
  const kept: Record<string, Value> = {};
  const scope = scopeOf(seen, kept);
  const fields: Field[] = [];
  for (const field of section.fields) {
    if (field.when !== undefined && !holds(field.when, scope)) continue;
    fields.push(field);
    const value =
      field.kind === 'computed' ? computedValue(field, scope) : (own(values, field.id) as Value | undefined);
    if (value !== undefined && isAnswered(value) && field.source === undefined) kept[field.id] = value;
  }
  return { fields, values: kept };
}
