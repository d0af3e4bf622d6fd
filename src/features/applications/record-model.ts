import type { Context, Field, FileRef, Gap, Section, Step, Values } from '../../engines/procedure/index.ts';
import {
  displayValue,
  isRequired,
  itemsOf,
  itemTitle,
  record,
  recordKeys,
  visibleAnswers,
  visibleFields,
} from '../../engines/procedure/index.ts';
import type { Application } from './application.ts';
import { TO_LOOK_AT } from './begun.ts';
import type { Opened } from './opened.ts';
import { anchorOf } from './posted.ts';

/** An error as pages show it: the id of its box, and the words. */
export interface ShownError {
  readonly field: string;
  readonly message: string;
}

const BLANK: ReadonlySet<string> = new Set(['missing', 'too-few', TO_LOOK_AT]);

/** One record of a section (the section itself, without a key) whose errors are to be shown. */
interface Looked {
  readonly key: string;
  readonly values: Values;
  /** The person asked to go on, or comes from the check page: blanks are told too. */
  readonly all: boolean;
}

/** The errors of one record to show on its page. */
export function shownErrors(
  steps: readonly Step[],
  section: Section,
  { key, values, all }: Looked,
): readonly ShownError[] {
  const found = steps.find((step) => step.section === section.id)?.gaps ?? [];
  return found
    .filter((gap) => (gap.item ?? '') === key && gap.severity === 'error' && (all || !isBlank(section, gap, values)))
    .map((gap) => ({ field: anchorIn(section, gap), message: gap.message }));
}

/** Not answered yet. A box left alone looks like a "no", and may only not have been come to. */
function isBlank(section: Section, { code, field }: Gap, values: Values): boolean {
  const asked = section.fields.find(({ id }) => id === field);
  return BLANK.has(code) || (asked?.kind === 'boolean' && values[asked.id] !== true);
}

function anchorIn(section: Section, gap: Gap): string {
  if (gap.code === TO_LOOK_AT) return 'ricontrollo';
  if (gap.field === undefined) return section.kind === 'list' && gap.item === undefined ? 'add' : 'main';
  return anchorOf(
    gap,
    section.fields.find((field) => field.id === gap.field),
  );
}

/** Errors for fields that arrived more than once, named in the address after the save. */
export function doubledErrors(section: Section, names: string | undefined): readonly ShownError[] {
  const asked = (names ?? '').split(',');
  return section.fields
    .filter((field) => asked.includes(field.id))
    .map((field) => ({
      field: anchorOf({}, field),
      message: `«${field.label}» è arrivato più volte: abbiamo tenuto una risposta sola. Controlla che sia giusta.`,
    }));
}

/** The heading of a record's page. */
export function recordTitle(
  section: Section,
  application: Pick<Application, 'answers'>,
  key: string,
  context: Context,
): string {
  if (section.kind === 'form') return section.title;
  if (section.kind === 'per') {
    const title = itemTitle(section, record(section, application.answers, key), context, 0, key);
    const name = context.teachingClass(key)?.name;
    return name === undefined ? title : `${title} – ${name}`;
  }
  const items = itemsOf(application.answers, section.id);
  const index = items.findIndex((item) => item.id === key);
  if (index < 0) return `Aggiungi ${section.item_name}`;
  return itemTitle(section, items[index] ?? {}, context, index);
}

/** What is known from the profile or worked out from the answers given so far, in words: shown, never asked. */
export function knownFields(opened: Opened, section: Section, key: string, context: Context) {
  const answers = visibleAnswers(opened.release.definition, opened.application.answers);
  const seen = record(section, answers, key);
  return fieldsOf(opened, section, key)
    .filter((field) => field.source !== undefined || (field.kind === 'computed' && seen[field.id] !== undefined))
    .map((field) => ({
      label: field.label,
      value: displayValue(field, seen[field.id], context),
      worked: field.kind === 'computed',
    }));
}

export function fieldsOf(opened: Opened, section: Section, key: string): readonly Field[] {
  const seen = visibleAnswers(opened.release.definition, opened.application.answers);
  return visibleFields(section, seen, record(section, opened.application.answers, key));
}

/** The files asked in one record, with what is attached now. */
export function attachmentModels(opened: Opened, section: Section, key: string, errors: readonly ShownError[]) {
  const values = record(section, opened.application.answers, key);
  const seen = visibleAnswers(opened.release.definition, opened.application.answers);
  return fieldsOf(opened, section, key).flatMap((field) => {
    if (field.kind !== 'file') return [];
    return [
      {
        field: field.id,
        label: field.label,
        hint: field.hint,
        optional: !isRequired(field, seen, values),
        maxBytes: field.max_bytes,
        kinds: field.accept.map((type) => (type.split('/')[1] ?? type).toUpperCase()),
        file: values[field.id] as FileRef | undefined,
        error: errors.find((error) => error.field === field.id)?.message,
      },
    ];
  });
}

/** The records of a list or of a section by key, each in short, for the page of the section. */
export function recordSummaries(opened: Opened, section: Section, steps: readonly Step[], context: Context) {
  const { definition } = opened.release;
  const seen = visibleAnswers(definition, opened.application.answers);
  const found = steps.find((step) => step.section === section.id)?.gaps ?? [];
  return recordKeys(section, seen).map((key, index) => {
    const values = record(section, seen, key);
    return {
      key,
      title:
        section.kind === 'per'
          ? recordTitle(section, opened.application, key, context)
          : itemTitle(section, values, context, index, key),
      warnings: found.filter((gap) => gap.item === key && gap.severity === 'warning').map((gap) => gap.message),
      rows: visibleFields(section, seen, values)
        .filter((field) => values[field.id] !== undefined && values[field.id] !== false)
        .map((field) => ({ label: field.label, value: shortly(displayValue(field, values[field.id], context)) })),
      gaps: found.filter((gap) => gap.item === key && gap.severity === 'error').length,
    };
  });
}

/** A list of schools is told by their number: their names stand on the page of the part. */
function shortly(value: string): string {
  const lines = value.split('\n');
  return lines.length <= 3 ? lines.join('; ') : `${lines.slice(0, 2).join('; ')} e altre ${lines.length - 2}`;
}
