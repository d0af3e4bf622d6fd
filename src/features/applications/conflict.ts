import type { Context, Definition, Field, Section, Typed } from '../../engines/procedure/index.ts';
import { displayValue } from '../../engines/procedure/index.ts';
import type { Application } from './application.ts';
import { enginePosted } from './posted.ts';
import type { RecordState } from './record-state.ts';
import { fieldState, postedRecord, storedRecord } from './record-state.ts';

/** What one device typed at odds with what is stored. */
export interface Parked {
  readonly section: string;
  readonly item: string;
  readonly fields: readonly string[];
  readonly mine: Typed;
}

/** Both values of each answer in conflict, in words, in the order of the section. */
export function disagreementsOf(
  definition: Definition,
  section: Section,
  parked: Parked,
  about: { readonly application: Application; readonly context: Context },
) {
  const { application, context } = about;
  const around = { application, context, key: parked.item };
  const stored = storedRecord(section, application, parked.item);
  const mine = postedRecord(definition, section, enginePosted(section, parked.mine), around);
  return disputed(section, parked).map((field) => ({
    field: field.id,
    label: field.label,
    saved: inWords(field, stored, context),
    mine: inWords(field, mine, context),
  }));
}

export function disputed(section: Section, parked: Parked): readonly Field[] {
  return section.fields.filter((field) => parked.fields.includes(field.id));
}

/** The parked words of the fields for which the person chose them, as a form would post them. */
export function chosenWords(section: Section, parked: Parked, isMine: (field: string) => boolean): Typed {
  const names = disputed(section, parked)
    .filter((field) => isMine(field.id))
    .map((field) => field.id);
  return Object.fromEntries(
    Object.entries(parked.mine).filter(([posted]) =>
      names.some((name) => posted === name || posted.startsWith(`${name}.`)),
    ),
  );
}

function inWords(field: Field, state: RecordState, context: Context): string {
  const { value, typed } = fieldState(state, field);
  if (typed !== undefined) return `«${Object.values(typed).flat().join(' ').trim()}»`;
  return displayValue(field, value, context).replaceAll('\n', '; ');
}
