import type {
  Context,
  Definition,
  Field,
  Gap,
  Item,
  Posted,
  Section,
  SectionAnswers,
  Typed,
  Value,
  Values,
} from '../../engines/procedure/index.ts';
import { fieldInputs, itemsOf, readSection, record, valuesOf } from '../../engines/procedure/index.ts';
import type { Application } from './application.ts';

/** What stands in one field: a value that could be read, or the words typed when it could not. */
export interface FieldState {
  readonly value?: Value | undefined;
  readonly typed?: Typed | undefined;
}

/** One record of a section (the form, an item, a key): the values, and what could not be read. */
export interface RecordState {
  readonly values: Values;
  readonly typed: Typed;
}

type Stored = Pick<Application, 'answers' | 'typed'>;

export function storedRecord(section: Section, application: Stored, key: string): RecordState {
  return { values: record(section, application.answers, key), typed: typedOfRecord(application, section.id, key) };
}

export function typedOfRecord(application: Pick<Application, 'typed'>, section: string, key: string): Typed {
  const records = ownMember(application.typed, section);
  return (ownMember(records, key) as Typed | undefined) ?? {};
}

/** The state of one field of a record. */
export function fieldState(record: RecordState, field: Field): FieldState {
  const value = ownMember(record.values, field.id) as Value | undefined;
  if (value !== undefined) return { value };
  const typed = typedOfField(record.typed, field);
  return typed === undefined ? {} : { typed };
}

/** The part of what was typed that belongs to one field; undefined when there is none. */
export function typedOfField(typed: Typed, field: Field): Typed | undefined {
  const names = new Set([field.id, ...fieldInputs(field)]);
  const own = Object.entries(typed).filter(([name]) => names.has(name));
  return own.length === 0 ? undefined : Object.fromEntries(own);
}

/** A posted form read by the engine: the values, the words behind each gap that is not a blank, and the gaps. */
export function postedRecord(
  definition: Definition,
  section: Section,
  posted: Posted,
  around: { application: Stored; context?: Context | undefined; key: string },
): RecordState & { readonly gaps: readonly Gap[] } {
  const { application, context, key } = around;
  const item = key === '' ? {} : { item: key };
  const known = context === undefined ? {} : { context };
  const reading = readSection(definition, section.id, posted, { answers: application.answers, ...known, ...item });
  const wrong = section.fields.filter(
    (field) => reading.values[field.id] === undefined && isWritten(reading.typed, field),
  );
  const typed = Object.assign({}, ...wrong.map((field) => typedOfField(reading.typed, field)));
  return { values: reading.values, typed, gaps: reading.gaps };
}

/** Whether anything but white space was typed; the scale of a mark alone is only what the box proposes. */
function isWritten(typed: Typed, field: Field): boolean {
  const own = Object.entries(typedOfField(typed, field) ?? {});
  return own.some(([name, text]) => name !== `${field.id}.base` && [text].flat().some((each) => each.trim() !== ''));
}

/** The answers of a section with one record written into it; a new item goes to the end of its list. */
export function withRecord(
  section: Section,
  answers: Application['answers'],
  key: string,
  values: Values,
): SectionAnswers {
  if (section.kind === 'form') return values;
  if (section.kind === 'per') return { ...(valuesOf(answers, section.id) as object), [key]: values };
  const items = itemsOf(answers, section.id);
  const item: Item = { ...values, id: key };
  return items.some((each) => each.id === key)
    ? items.map((each) => (each.id === key ? item : each))
    : [...items, item];
}

/** What was typed in a section, with one record's words in place of the earlier ones. */
export function withTyped(
  typed: Application['typed'],
  section: string,
  key: string,
  words: Typed,
): { readonly [key: string]: Typed } {
  const others = Object.entries((ownMember(typed, section) as object | undefined) ?? {}).filter(
    ([each]) => each !== key,
  );
  return Object.fromEntries(Object.keys(words).length === 0 ? others : [...others, [key, words]]);
}

function ownMember(from: unknown, name: string): unknown {
  return from !== null && typeof from === 'object' && Object.hasOwn(from, name)
    ? (from as Record<string, unknown>)[name]
    : undefined;
}
