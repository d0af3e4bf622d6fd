import type { Context, Section, Step, Values } from '../../engines/procedure/index.ts';
import {
  dossierList,
  isWritten,
  readPreference,
  record,
  recordKeys,
  targetName,
  visibleAnswers,
} from '../../engines/procedure/index.ts';
import type { Answer, SignedIn } from '../../platform/http/index.ts';
import { absent, page, seeOther } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { hasEntries, takenInto } from '../dossier/index.ts';
import { pageAfterSection } from './after-save.ts';
import { headOf } from './application.ts';
import { baseOf } from './base.ts';
import type { ApplicationDeps } from './deps.ts';
import { earlierLists } from './earlier-list-store.ts';
import { type FieldModel, fieldModels } from './field-model.ts';
import type { Opened } from './opened.ts';
import { paths } from './opened.ts';
import { contextOf, isId } from './opened-store.ts';
import { backOf, sheetOf } from './opening-routes.ts';
import { preferenceLines } from './preference-lines.ts';
import { proposalsFor } from './proposal-store.ts';
import type { ShownError } from './record-model.ts';
import {
  attachmentModels,
  doubledErrors,
  knownFields,
  recordSummaries,
  recordTitle,
  shownErrors,
} from './record-model.ts';
import { fieldState, storedRecord } from './record-state.ts';
import { searchField } from './search.ts';
import { ListPage } from './views/list-page.tsx';
import { RecordPage } from './views/record-page.tsx';

/** One record on its way to being shown. */
export interface RecordToShow {
  readonly exchange: SignedIn;
  readonly opened: Opened;
  readonly section: Section;
  readonly key: string;
  /** Errors beside those of the draft itself: a file that was refused. */
  readonly errors?: readonly ShownError[] | undefined;
  readonly notice?: string | undefined;
}

/** The page of one record; of a list or a section by key without a record, the page of the section. */
export async function showRecord(deps: ApplicationDeps, shown: RecordToShow, status = 200): Promise<Answer> {
  const { exchange, opened, section, key } = shown;
  if (!opened.writable) return seeOther(paths.review(opened.application.id));
  const context = await contextOf(
    deps,
    opened,
    exchange.arrivedAt,
    section.fields.some((field) => field.source !== undefined),
  );
  if (section.kind !== 'form' && key === '') return showList(deps, shown, context);
  if (!recordExists(opened, section, key)) return absent();
  const sheet = sheetOf(deps, exchange, opened, context);
  const waiting = sheet.steps.find((step) => step.section === section.id && step.state === 'not-yet');
  if (waiting !== undefined) return seeOther(paths.application(opened.application.id), waiting.why);
  const models = await modelsOf(deps, shown, context);
  const asked = models.filter(({ field }) => isWritten(field));
  const stored = storedRecord(section, opened.application, key);
  const errors = errorsOf(shown, sheet.steps, stored.values);
  const savedAt = opened.application.sections[section.id]?.savedAt;
  const html = renderPage(
    <RecordPage
      sheet={{ ...sheet, notice: shown.notice ?? sheet.notice }}
      section={section}
      recordKey={key}
      heading={recordTitle(section, opened.application, key, context)}
      trail={key === '' ? [] : [{ href: paths.section(opened.application.id, section.id), label: section.title }]}
      models={asked}
      known={knownFields(opened, section, key, context)}
      attachments={attachmentModels(opened, section, key, errors)}
      removed={(opened.application.removed[section.id] ?? []).filter((each) => each.file?.key === key)}
      errors={errors}
      base={baseOf(
        headOf(opened.application, section.id),
        asked.map(({ field }) => field),
        (field) => fieldState(stored, field),
      )}
      savedAt={savedAt === undefined ? undefined : new Date(savedAt)}
      back={backOf(exchange)}
      next={pageAfterSection({
        applicationId: opened.application.id,
        section,
        steps: sheet.steps,
        back: backOf(exchange),
      })}
    />,
  );
  return page(html, status);
}

/** The questions of the record, with all that stands in them. */
async function modelsOf(deps: ApplicationDeps, shown: RecordToShow, context: Context): Promise<readonly FieldModel[]> {
  const { exchange, opened, section, key } = shown;
  const proposed = await proposalsFor(deps, exchange.visitor, opened, shown, context);
  return fieldModels({
    definition: opened.release.definition,
    section,
    key,
    application: opened.application,
    context: proposed.context,
    proposed: proposed.proposals,
    tables: await deps.lookups.tables(),
    search: await searchAsked(deps, shown),
    taken: (await schoolTaken(deps, shown)) ?? preferenceTaken(shown, context),
    lines: await linesOf(deps, shown, context),
    earlier: await earlierLists(deps, exchange.visitor, opened, section),
  });
}

/** A field says one thing at a time, and the summary says the same. */
function errorsOf(
  { exchange, section, key, errors = [] }: RecordToShow,
  steps: readonly Step[],
  values: Values,
): readonly ShownError[] {
  const all = [
    ...doubledErrors(section, exchange.query['doppio']),
    ...shownErrors(steps, section, { key, values, all: exchange.query['controlla'] === '1' }),
    ...errors,
  ];
  return all.filter((one, index) => all.findIndex(({ field }) => field === one.field) === index);
}

/** A key must be one the answers give; an item that is not there yet is a new one. */
function recordExists(opened: Opened, section: Section, key: string): boolean {
  if (section.kind === 'form') return key === '';
  const seen = visibleAnswers(opened.release.definition, opened.application.answers);
  return recordKeys(section, seen).includes(key) || (section.kind === 'list' && isId(key));
}

async function searchAsked(deps: ApplicationDeps, { exchange, opened, section, key }: RecordToShow) {
  const asked = exchange.query['cerca'];
  const query = exchange.query['testo'];
  const field = section.fields.find((each) => each.id === asked || `${each.id}.add` === asked);
  if (field === undefined || query === undefined) return undefined;
  const { definition } = opened.release;
  const found = await searchField(
    deps.lookups,
    { definition, section, field, answers: opened.application.answers, key },
    query,
  );
  return { field: field.id, query, page: found };
}

/** The school the last press of "Togli" took away, named in the address as `<field>:<code>`. */
async function schoolTaken(deps: ApplicationDeps, { exchange, section }: RecordToShow) {
  const [id, code = ''] = exchange.query['tolto']?.split(':') ?? [];
  const field = section.fields.find((each) => each.kind === 'schools' && each.id === id);
  if (field === undefined) return undefined;
  const school = (await deps.lookups.schools([code])).get(code);
  return school && { field: field.id, school: { value: code, label: `${code} – ${school.name}` } };
}

/** The preference the last press of "Togli" took away, named in the address as `<field>:<place>:<line>`. */
function preferenceTaken({ exchange, section }: RecordToShow, context: Context) {
  const [, id, place, text = ''] = /^([a-z][a-z0-9_]*):(\d{1,4}):(.+)$/s.exec(exchange.query['tolto'] ?? '') ?? [];
  const field = section.fields.find((each) => each.kind === 'preferences' && each.id === id);
  const line = field?.kind === 'preferences' ? readPreference(field, text) : undefined;
  if (field?.kind !== 'preferences' || line === undefined) return undefined;
  return { field: field.id, school: { value: `${place}:${text}`, label: targetName(field, line, context) } };
}

/** The lines of every list of preferences of the record, by field. */
async function linesOf(deps: ApplicationDeps, { exchange, opened, section, key }: RecordToShow, context: Context) {
  const [asked, place = ''] = exchange.query['apri']?.split(':') ?? [];
  const { answers } = opened.application;
  const values = record(section, answers, key);
  const lists = section.fields.flatMap((field) => (field.kind === 'preferences' ? [field] : []));
  const shown = await Promise.all(
    lists.map(
      async (field) =>
        [
          field.id,
          await preferenceLines(field, values[field.id], answers, context, {
            lookups: deps.lookups,
            opened: asked === field.id && /^\d{1,4}$/.test(place) ? Number(place) : undefined,
          }),
        ] as const,
    ),
  );
  return new Map(shown);
}

async function showList(deps: ApplicationDeps, shown: RecordToShow, context: Context): Promise<Answer> {
  const { exchange, opened, section } = shown;
  const { application } = opened;
  const sheet = sheetOf(deps, exchange, opened, context);
  const list = dossierList(section);
  const [taken, mayTake] = await Promise.all([
    list === undefined ? new Map() : takenInto(deps.database, application.id),
    list !== undefined && hasEntries(deps.database, exchange.visitor.accountId, list.kind),
  ]);
  const step = sheet.steps.find((each) => each.section === section.id);
  if (step?.state === 'not-yet') return seeOther(paths.application(application.id), step.why);
  const back = backOf(exchange);
  const savedAt = application.sections[section.id]?.savedAt;
  const html = renderPage(
    <ListPage
      sheet={sheet}
      section={section}
      records={recordSummaries(opened, section, sheet.steps, context)}
      taken={taken}
      mayTake={mayTake}
      removed={application.removed[section.id] ?? []}
      errors={shownErrors(sheet.steps, section, { key: '', values: {}, all: exchange.query['controlla'] === '1' })}
      savedAt={savedAt === undefined ? undefined : new Date(savedAt)}
      back={back}
      next={pageAfterSection({ applicationId: application.id, section, steps: sheet.steps, back })}
    />,
  );
  return page(html);
}
