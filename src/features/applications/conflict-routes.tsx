import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, page, seeOther } from '../../platform/http/index.ts';
import type { FieldError } from '../../ui/index.ts';
import { renderPage } from '../../ui/index.ts';
import { actOf } from './act-routes.ts';
import { headOf } from './application.ts';
import { baseOf } from './base.ts';
import { chosenWords, disagreementsOf, disputed } from './conflict.ts';
import type { ParkedValues } from './conflict-store.ts';
import { parkedValues, settleConflict } from './conflict-store.ts';
import type { ApplicationDeps } from './deps.ts';
import type { Opened } from './opened.ts';
import { paths } from './opened.ts';
import { contextOf, isId } from './opened-store.ts';
import { onApplication, ownApplication, sheetOf } from './opening-routes.ts';
import { fieldState, storedRecord } from './record-state.ts';
import { saveRecord } from './section-store.ts';
import { ConflictPage } from './views/conflict-page.tsx';

/** Choosing between two values of the same answer, written from two devices. */
export function conflictRoutes(deps: ApplicationDeps): Route[] {
  const path = '/istanze/:application/conflitti/:conflict';
  return [
    { method: 'GET', path, policy: ownApplication, handle: onConflict(deps, (...on) => show(deps, ...on)) },
    { method: 'POST', path, policy: ownApplication, handle: onConflict(deps, (...on) => settle(deps, ...on)) },
  ];
}

type Handler = (exchange: SignedIn, opened: Opened, parked: ParkedValues) => Promise<AnswerWithCookies>;

function onConflict(deps: ApplicationDeps, handle: Handler) {
  return onApplication(deps, async (exchange, opened) => {
    const id = exchange.params['conflict'] ?? '';
    const parked = isId(id) ? await parkedValues(deps.database, id, opened.application.id) : undefined;
    if (parked === undefined) return absent();
    if (!opened.writable) return seeOther(paths.application(opened.application.id));
    return handle(exchange, opened, parked);
  });
}

async function show(
  deps: ApplicationDeps,
  exchange: SignedIn,
  opened: Opened,
  parked: ParkedValues,
  errors: readonly FieldError[] = [],
): Promise<AnswerWithCookies> {
  const { definition } = opened.release;
  const { application } = opened;
  const section = definition.sections.find((each) => each.id === parked.section);
  if (section === undefined) return absent();
  const context = await contextOf(deps, opened, exchange.arrivedAt);
  const stored = storedRecord(section, application, parked.item);
  const savedAt = application.sections[section.id]?.savedAt;
  const chosen = (field: string) => choiceOf(exchange.form.text(field));
  const html = renderPage(
    <ConflictPage
      sheet={sheetOf(deps, exchange, opened, context)}
      conflict={parked.id}
      sectionTitle={section.title}
      savedAt={savedAt === undefined ? undefined : new Date(savedAt)}
      at={parked.at}
      base={baseOf(headOf(application, section.id), disputed(section, parked), (field) => fieldState(stored, field))}
      disagreements={disagreementsOf(definition, section, parked, { application, context }).map((each) => ({
        ...each,
        choice: chosen(each.field),
      }))}
      errors={errors}
    />,
  );
  return page(html, errors.length > 0 ? 422 : 200);
}

function choiceOf(text: string): 'saved' | 'mine' | undefined {
  return text === 'saved' || text === 'mine' ? text : undefined;
}

async function settle(
  deps: ApplicationDeps,
  exchange: SignedIn,
  opened: Opened,
  parked: ParkedValues,
): Promise<AnswerWithCookies> {
  const section = opened.release.definition.sections.find((each) => each.id === parked.section);
  if (section === undefined) return absent();
  const undecided = disputed(section, parked).filter((field) => choiceOf(exchange.form.text(field.id)) === undefined);
  if (undecided.length > 0) {
    const errors = undecided.map(({ id, label }) => ({
      field: id,
      message: `Scegli quale risposta vale per «${label}».`,
    }));
    return show(deps, exchange, opened, parked, errors);
  }
  const words = chosenWords(section, parked, (field) => exchange.form.text(field) === 'mine');
  const { sessionId } = exchange.visitor;
  const { id } = opened.application;
  if (Object.keys(words).length > 0) {
    // The base is what the person was choosing against: a third value saved meanwhile is a conflict again.
    const mine = disputed(section, parked).filter((field) => exchange.form.text(field.id) === 'mine');
    const base = exchange.form
      .text('base')
      .split('~')
      .filter((part) => mine.some((field) => part.startsWith(`${field.id}.`)));
    const saving = {
      opened,
      section,
      key: parked.item,
      posted: { ...words, base: base.join('~') },
      context: await contextOf(deps, opened, exchange.arrivedAt),
      sessionId,
    };
    const outcome = await saveRecord(deps.database, saving, actOf(exchange));
    if (outcome.kind === 'absent') return absent();
    if (outcome.kind === 'full') return seeOther(paths.section(id, section.id));
    if (outcome.kind === 'conflict') {
      if (outcome.conflict !== parked.id) await settleConflict(deps.database, parked.id, id);
      return seeOther(
        paths.conflict(id, outcome.conflict),
        'Nel frattempo la risposta è cambiata ancora: scegli di nuovo.',
      );
    }
  }
  await settleConflict(deps.database, parked.id, id);
  return seeOther(paths.record(id, section.id, parked.item), 'Hai scelto: le risposte sono salvate.');
}
