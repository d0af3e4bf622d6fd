import type { Context, Definition, Field, Section, Typed, Value } from '../../engines/procedure/index.ts';
import {
  amountDue,
  choices,
  isRequired,
  scopeOf,
  typedOf,
  visibleAnswers,
  visibleFields,
} from '../../engines/procedure/index.ts';
import { decidingFields } from './answered.ts';
import type { Application } from './application.ts';
import type { EarlierList } from './earlier-list-store.ts';
import type { Found, FoundPage, Tables } from './lookups.ts';
import type { PreferenceLine } from './preference-lines.ts';
import type { Proposal } from './proposal.ts';
import type { RecordState } from './record-state.ts';
import { fieldState, storedRecord } from './record-state.ts';
import { foundOf, isSearched } from './search.ts';

/** One question as its page shows it: what stands in it, what may be chosen. */
export interface FieldModel {
  readonly field: Field;
  readonly value: Value | undefined;
  /** What the boxes show, by the engine's posted names. */
  readonly typed: Typed;
  readonly optional: boolean;
  /** Euros to pay, of a payment whose amount is known by now. */
  readonly due?: number | undefined;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly hint?: string }[];
  /** Searched fields: what is chosen, and what a search without JavaScript has found. */
  readonly chosen: readonly Found[];
  readonly found?: (FoundPage & { readonly query: string }) | undefined;
  /** The lines of a list of preferences. */
  readonly lines?: readonly PreferenceLine[] | undefined;
  /** Where what stands in it comes from, when nobody has saved it yet. */
  readonly from?: string | undefined;
  /** The list of another time that may be taken up. */
  readonly earlier?: EarlierList | undefined;
  /** A school or a preference just taken away, which may be put back. */
  readonly taken?: Found | undefined;
  /** Other questions of this page appear or go away with this answer. */
  readonly deciding: boolean;
}

export interface Shown {
  readonly definition: Definition;
  readonly section: Section;
  readonly key: string;
  readonly application: Pick<Application, 'answers' | 'typed'>;
  readonly context: Context;
  readonly tables: Tables;
  readonly search?: { readonly field: string; readonly query: string; readonly page: FoundPage } | undefined;
  readonly taken?: { readonly field: string; readonly school: Found } | undefined;
  /** Of each list of preferences in this record, by field. */
  readonly lines?: ReadonlyMap<string, readonly PreferenceLine[]> | undefined;
  /** What is proposed in a record never saved, by field. */
  readonly proposed?: ReadonlyMap<string, Proposal> | undefined;
  /** Lists of another time, by field. */
  readonly earlier?: ReadonlyMap<string, EarlierList> | undefined;
}

/** The questions asked in one record, in order, with the stored answers in them. */
export function fieldModels(shown: Shown): readonly FieldModel[] {
  const { definition, section, application, key } = shown;
  const stored = storedRecord(section, application, key);
  const seen = visibleAnswers(definition, application.answers);
  const deciding = decidingFields(section);
  return visibleFields(section, seen, stored.values).map((field) => ({
    ...modelOf(field, stored, shown),
    due: field.kind === 'payment' ? amountDue(field, scopeOf(seen, stored.values)) : undefined,
    optional: !isRequired(field, seen, stored.values),
    deciding: deciding.has(field.id),
  }));
}

function modelOf(field: Field, stored: RecordState, shown: Shown): Omit<FieldModel, 'optional' | 'deciding' | 'due'> {
  const { application, context, tables, search, taken } = shown;
  const own = fieldState(stored, field);
  const proposal = own.value === undefined && own.typed === undefined ? shown.proposed?.get(field.id) : undefined;
  const state = proposal === undefined ? own : { value: proposal.value, typed: undefined };
  const places = { province: tables.provinces, region: tables.regions, district: tables.districts }[
    field.kind as 'province'
  ];
  const named = (places ?? []).map(({ code, name }) => ({ value: code, label: name }));
  const options = choices(field, application.answers, context).map(({ value, label, hint }) => ({
    value,
    label,
    ...(hint === undefined ? {} : { hint }),
  }));
  return {
    field,
    value: state.value,
    from: proposal?.from,
    typed: state.typed ?? typedOf(field, state.value),
    choices: [...named, ...options],
    chosen: isSearched(field) ? chosenIn(field, state.value ?? state.typed?.[field.id], context) : [],
    found: search?.field === field.id ? { ...search.page, query: search.query } : undefined,
    taken: taken?.field === field.id ? taken.school : undefined,
    lines: shown.lines?.get(field.id),
    earlier: shown.earlier?.get(field.id),
  };
}

/** Schools chosen one by one are shown with their town; a code that is no school is shown as it is. */
function chosenIn(field: Field, value: unknown, context: Context): readonly Found[] {
  if (field.kind !== 'schools') {
    const found = foundOf(field, value, context);
    return found === undefined ? [] : [found];
  }
  return [value].flat().flatMap((code): Found[] => {
    if (typeof code !== 'string') return [];
    const school = context.school(code);
    return [
      school === undefined
        ? { value: code, label: code }
        : { value: code, label: `${code} – ${school.name}`, hint: school.municipality },
    ];
  });
}
