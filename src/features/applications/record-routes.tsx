import type { Gap, Posted, Section } from '../../engines/procedure/index.ts';
import { findSection } from '../../engines/procedure/index.ts';
import { formatRome } from '../../kernel/rome-time.ts';
import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, json, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { clockWords, renderPage } from '../../ui/index.ts';
import { releaseByDigest } from '../procedures/index.ts';
import { actOf } from './act-routes.ts';
import { pageAfter, wishOf } from './after-save.ts';
import { questionAnswered } from './answered.ts';
import { readBase } from './base.ts';
import type { ApplicationDeps } from './deps.ts';
import type { Opened } from './opened.ts';
import { paths } from './opened.ts';
import { contextOf, isId } from './opened-store.ts';
import { backOf, onSection, ownApplication, sheetOf } from './opening-routes.ts';
import { doubledFields, enginePosted } from './posted.ts';
import { quickSaver } from './quick-save-store.ts';
import { showRecord } from './record-page-routes.tsx';
import { storedRecord } from './record-state.ts';
import type { SaveOutcome } from './section-store.ts';
import { saveRecord } from './section-store.ts';
import { RefusedPage } from './views/refused-page.tsx';

const SECTION = '/istanze/:application/sezioni/:section';

/** Showing and saving one record: a form section, an item of a list, the part of a key. */
export function recordRoutes(deps: ApplicationDeps): Route[] {
  const show = onSection(deps, (exchange, opened, section) =>
    exchange.query['ripresa'] === '1'
      ? resume(deps, exchange, opened, section)
      : showRecord(deps, { exchange, opened, section, key: keyOf(exchange) }),
  );
  const slowly = onSection(deps, (exchange, opened, section) => savePosted(deps, exchange, opened, section));
  const quickly = deps.filedEdition === undefined ? undefined : quickSaver(deps.database, deps.filedEdition);
  const save = signedIn(
    async (exchange) => (quickly && (await saveQuickly(deps, exchange, quickly))) ?? slowly(exchange),
  );
  return [SECTION, `${SECTION}/:item`].flatMap((path): Route[] => [
    { method: 'GET', path, policy: ownApplication, resumes: true, handle: show },
    { method: 'POST', path, policy: ownApplication, handle: save },
  ]);
}

function keyOf(exchange: SignedIn): string {
  return exchange.params['item'] ?? '';
}

/** The autosave of a section nobody else has touched: one statement, and nothing read before it. */
async function saveQuickly(
  deps: ApplicationDeps,
  exchange: SignedIn,
  quickly: ReturnType<typeof quickSaver>,
): Promise<AnswerWithCookies | undefined> {
  const applicationId = exchange.params['application'] ?? '';
  const base = readBase(exchange.form.posted['base']);
  if (!exchange.wantsJson || base.head === undefined || !isId(applicationId)) return undefined;
  const release = await releaseByDigest(deps.database, base.head.releaseDigest);
  const section = release && findSection(release.definition, exchange.params['section'] ?? '');
  if (release === undefined || section === undefined) return undefined;
  const posted = enginePosted(section, exchange.form.posted);
  const act = actOf(exchange);
  const saved = await quickly({ applicationId, release, section, key: keyOf(exchange), posted, base, act });
  return saved && savedScript(exchange, saved);
}

/** What the autosave of the page is told: when, with which base to go on, and what is still missing. */
function savedScript(exchange: SignedIn, { base, gaps }: { base: string; gaps: readonly Gap[] }): AnswerWithCookies {
  return json({
    saved: true,
    savedAt: clockWords(exchange.arrivedAt),
    base,
    gaps: gaps.map(({ field, message, code }) => ({ field, message, code })),
  });
}

async function savePosted(
  deps: ApplicationDeps,
  exchange: SignedIn,
  opened: Opened,
  section: Section,
): Promise<AnswerWithCookies> {
  if (!opened.writable) return refuse(deps, exchange, opened, section);
  const outcome = await save(deps, exchange, opened, section, exchange.form.posted);
  if (outcome.kind === 'absent') return absent();
  return exchange.wantsJson
    ? answerScript(exchange, opened, outcome)
    : answerPage(deps, exchange, opened, section, outcome);
}

async function save(deps: ApplicationDeps, exchange: SignedIn, opened: Opened, section: Section, posted: Posted) {
  const { sessionId } = exchange.visitor;
  const context = await contextOf(deps, opened, exchange.arrivedAt);
  const saving = { opened, section, key: keyOf(exchange), posted, context, sessionId };
  return saveRecord(deps.database, saving, actOf(exchange));
}

function answerScript(
  exchange: SignedIn,
  opened: Opened,
  outcome: Exclude<SaveOutcome, { kind: 'absent' }>,
): AnswerWithCookies {
  if (outcome.kind === 'full') return json({ message: fullWords(outcome.max) }, 422);
  if (outcome.kind === 'conflict') {
    return json({ conflict: outcome.conflict, href: paths.conflict(opened.application.id, outcome.conflict) }, 409);
  }
  return savedScript(exchange, outcome);
}

async function answerPage(
  deps: ApplicationDeps,
  exchange: SignedIn,
  opened: Opened,
  section: Section,
  outcome: Exclude<SaveOutcome, { kind: 'absent' }>,
): Promise<AnswerWithCookies> {
  const { id } = opened.application;
  if (outcome.kind === 'full') return seeOther(paths.section(id, section.id), fullWords(outcome.max));
  if (outcome.kind === 'conflict') return seeOther(paths.conflict(id, outcome.conflict));
  const now = { ...opened, application: outcome.application };
  const context = await contextOf(deps, now, exchange.arrivedAt);
  const { steps } = sheetOf(deps, exchange, now, context);
  const key = keyOf(exchange);
  const gaps = steps.find((step) => step.section === section.id)?.gaps.filter((gap) => (gap.item ?? '') === key) ?? [];
  const doubled = doubledFields(section, exchange.form.posted).map((field) => field.id);
  const standing = ({ application }: Opened) => storedRecord(section, application, key);
  const answered = questionAnswered(section, standing(opened), standing(now));
  const where = { applicationId: id, section, key, steps, gaps, doubled, answered, back: backOf(exchange) };
  const wish = wishOf(section, exchange.form.posted);
  // A page that only comes back with other questions tells the instant in its own line.
  const stays = wish.wish === 'search' || wish.wish === 'redraw';
  return seeOther(pageAfter(wish, where), stays ? undefined : `Salvato alle ${clockWords(exchange.arrivedAt)}.`);
}

function fullWords(max: number): string {
  return `Non aggiunta: in questa sezione puoi inserire al massimo ${max} voci. Togline una e riprova.`;
}

/** What was being written when the session ended is saved now, by the same rules, and shown again. */
async function resume(
  deps: ApplicationDeps,
  exchange: SignedIn,
  opened: Opened,
  section: Section,
): Promise<AnswerWithCookies> {
  const key = keyOf(exchange);
  const parked = await deps.takeParked(exchange);
  const here = exchange.path.split('?')[0];
  if (parked === undefined || parked.path.split('?')[0] !== here)
    return showRecord(deps, { exchange, opened, section, key });
  const { posted } = parked;
  if (!opened.writable) return refuse(deps, exchange, opened, section, posted);
  const outcome = await save(deps, exchange, opened, section, posted);
  if (outcome.kind === 'absent') return absent();
  if (outcome.kind !== 'saved') return answerPage(deps, exchange, opened, section, outcome);
  const notice = `La sessione era finita mentre scrivevi. Quello che avevi scritto è qui, salvato alle ${clockWords(exchange.arrivedAt)}.`;
  return showRecord(deps, { exchange, opened: { ...opened, application: outcome.application }, section, key, notice });
}

/** Answers may not change any more: nothing is written, and the page says what that means. */
async function refuse(
  deps: ApplicationDeps,
  exchange: SignedIn,
  opened: Opened,
  section: Section,
  posted: Posted = exchange.form.posted,
): Promise<AnswerWithCookies> {
  const late = opened.window?.phase !== 'open';
  if (exchange.wantsJson) {
    const { window } = opened;
    const closed =
      window === undefined ? '' : ` (${formatRome(window.closesAt)}${window.norm ? `, ${window.norm}` : ''})`;
    return json({ message: late ? `il termine è passato${closed}` : 'la domanda è già inoltrata', closed: true }, 422);
  }
  const context = await contextOf(deps, opened, exchange.arrivedAt);
  const sheet = sheetOf(deps, exchange, opened, context);
  const written = section.fields.flatMap((field) => {
    const texts = Object.entries(posted)
      .filter(([name]) => name === field.id || name.startsWith(`${field.id}.`))
      .flatMap(([, value]) => [value].flat())
      .filter((value) => typeof value === 'string' && value !== '');
    return texts.length === 0 ? [] : [{ label: field.label, value: texts.join(' ').slice(0, 2000) }];
  });
  return page(renderPage(<RefusedPage sheet={sheet} arrivedAt={exchange.arrivedAt} written={written} />), 422);
}
