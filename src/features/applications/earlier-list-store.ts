import type { Context, FieldOf, Preference, Section } from '../../engines/procedure/index.ts';
import { preferencesIn, record, visibleAnswers } from '../../engines/procedure/index.ts';
import { romeDate } from '../../kernel/rome-time.ts';
import type { Visitor } from '../../platform/http/index.ts';
import type { Application } from './application.ts';
import type { ApplicationDeps } from './deps.ts';
import type { StandingFiling } from './earlier.ts';
import { type ImportedList, imported, listFiled, type Way } from './earlier-list.ts';
import { chainOf, coveredFilings, withRelease } from './earlier-store.ts';
import { contextFor } from './lookups.ts';
import type { Opened } from './opened.ts';

/** A list of preferences that was filed, and where. */
export interface EarlierList {
  readonly filing: StandingFiling;
  readonly lines: readonly Preference[];
}

/** A list of preferences of a form, in the application it belongs to. */
export interface ListAsked {
  readonly opened: Opened;
  readonly section: Section;
  readonly field: FieldOf<'preferences'>;
}

/**
 * The list last filed for a question: in this very application, or in the nearest procedure it continues. Undefined when
 * nothing was, or it may not be seen.
 */
export async function earlierList(
  deps: ApplicationDeps,
  visitor: Visitor,
  { opened, section, field }: ListAsked,
): Promise<EarlierList | undefined> {
  const filings = await coveredFilings(deps, visitor);
  if (filings.length === 0 || section.kind !== 'form') return undefined;
  const { definition, procedureId } = opened.release;
  for (const id of [procedureId, ...(await chainOf(deps.database, definition))]) {
    const filing = filings.find((each) => each.procedureId === id);
    const filed = filing && (await deps.filedUnder(deps.database, filing.filingId));
    if (filing === undefined || filed === undefined) continue;
    const { release } = await withRelease(deps, filing);
    const lines = listFiled(release.definition, filed.answers, { section: section.id, field: field.id });
    if (lines.length > 0) return { filing, lines };
  }
  return undefined;
}

/** The lists of a form that may be taken up from an earlier application, by field. */
export async function earlierLists(
  deps: ApplicationDeps,
  visitor: Visitor,
  opened: Opened,
  section: Section,
): Promise<ReadonlyMap<string, EarlierList>> {
  const fields = section.fields.flatMap((field) => (field.kind === 'preferences' ? [field] : []));
  const found = await Promise.all(
    fields.map(async (field) => [field.id, await earlierList(deps, visitor, { opened, section, field })] as const),
  );
  return new Map(found.flatMap(([id, list]) => (list === undefined ? [] : [[id, list] as const])));
}

/** What the registry and the other answers say of both lists: the one that is there and the one of the other time. */
export async function listContext(
  deps: ApplicationDeps,
  { opened, section, field }: ListAsked,
  lines: readonly Preference[],
  at: Date,
): Promise<Context> {
  const { answers } = opened.application;
  const { definition } = opened.release;
  const values = record(section, answers, '');
  const both = { ...values, [field.id]: [...preferencesIn(values[field.id]), ...lines] };
  return contextFor(deps.lookups, definition, { ...answers, [section.id]: both }, { today: romeDate(at) });
}

/** What the list of a draft becomes with lines of another time. */
export function listAfter(
  { opened, section, field }: ListAsked,
  { answers }: Pick<Application, 'answers'>,
  lines: readonly Preference[],
  way: Way,
  context: Context,
): ImportedList {
  const values = record(section, answers, '');
  const seen = visibleAnswers(opened.release.definition, answers);
  return imported(field, lines, way, { now: preferencesIn(values[field.id]), known: { seen, values, context } });
}
