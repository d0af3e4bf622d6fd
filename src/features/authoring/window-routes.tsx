import { uuidv7 } from 'uuidv7';
import { parseCivilDate } from '../../kernel/civil-date.ts';
import { romeDate, toRome } from '../../kernel/rome-time.ts';
import type { Answer, FieldError, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { dateFromForm, instantTyped, renderPage } from '../../ui/index.ts';
import { moveCounts, stillToMove, toldOf } from '../applications/index.ts';
import {
  currentRelease,
  mainWindow,
  moveWindow,
  type Release,
  type TimedWindow,
  timedWindows,
  windowActs,
} from '../procedures/index.ts';
import type { AuthoringDeps } from './deps.ts';
import { HOME, paths } from './paths.ts';
import { ToldPage } from './views/told-page.tsx';
import { type TypedWindow, WindowPage } from './views/window-page.tsx';
import { editor, editorNow, lookOf } from './working-routes.tsx';

const ONE = `${HOME}/procedure/:procedure`;
const PAGE = 50;

/** The windows of a procedure with their acts, and who was told of the release in force. */
export function windowRoutes(deps: AuthoringDeps): Route[] {
  const of = (handle: (exchange: SignedIn, release: Release) => Promise<Answer>) =>
    signedIn(async (exchange) => {
      const release = await currentRelease(deps.database, exchange.params['procedure'] ?? '');
      return release === undefined ? absent() : handle(exchange, release);
    });
  return [
    { method: 'GET', path: `${ONE}/finestra`, policy: editorNow, handle: of((x, it) => show(deps, x, it)) },
    { method: 'POST', path: `${ONE}/finestra`, policy: editorNow, handle: of((x, it) => move(deps, x, it)) },
    { method: 'GET', path: `${ONE}/avvisi`, policy: editor, handle: of((x, it) => told(deps, x, it)) },
  ];
}

/** The form starts from the window as it stands: an act mostly moves one of its ends. */
function asItStands(window: TimedWindow | undefined): TypedWindow {
  const empty = { reason: '', authority: '', number: '', actDay: '' };
  const [opens, closes] = [window?.opensAt, window?.closesAt].map((at) => (at === undefined ? undefined : toRome(at)));
  return {
    ...empty,
    ...{
      opensDay: opens?.date ?? '',
      opensTime: timeOf(opens),
      closesDay: closes?.date ?? '',
      closesTime: timeOf(closes),
    },
  };
}

function timeOf(clock: ReturnType<typeof toRome> | undefined): string {
  if (clock === undefined) return '';
  return [clock.hour, clock.minute, clock.second].map((part) => String(part).padStart(2, '0')).join(':');
}

async function show(
  deps: AuthoringDeps,
  exchange: SignedIn,
  release: Release,
  typed?: TypedWindow,
  faults: readonly FieldError[] = [],
): Promise<Answer> {
  const { database } = deps;
  const [acts, inside] = await Promise.all([
    windowActs(database, release.procedureId),
    deps.inside(database, release.procedureId),
  ]);
  const windows = timedWindows(release, acts, exchange.arrivedAt);
  const named = exchange.form.text('window') || exchange.query['finestra'];
  const window = windows.find(({ id }) => id === named) ?? mainWindow(windows);
  const look = lookOf(deps, exchange, faults);
  return page(
    renderPage(<WindowPage {...{ look, release, windows, window, inside }} typed={typed ?? asItStands(window)} />),
    faults.length > 0 ? 422 : 200,
  );
}

async function move(deps: AuthoringDeps, exchange: SignedIn, release: Release): Promise<Answer> {
  const typed = typedIn(exchange);
  const names = [...TEXTS, ...['opens', 'closes', 'act'].flatMap((day) => PARTS.map((part) => `${day}.${part}`))];
  const sent = [...exchange.form.single(...names), ...exchange.form.faults];
  if (sent.length > 0) return show(deps, exchange, release, typed, sent.map(atItsBox));
  const read = readWindow(typed, exchange);
  if ('faults' in read) return show(deps, exchange, release, typed, read.faults);
  const { procedureId } = release;
  const windowId = exchange.form.text('window') || undefined;
  const outcome = await moveWindow(deps.database, { procedureId, windowId }, read, {
    by: exchange.visitor.name,
    now: exchange.arrivedAt,
    id: uuidv7(),
    inside: await deps.inside(deps.database, procedureId),
  });
  if (typeof outcome === 'object') {
    const faults = ['opens', 'closes'].map((field) => ({ field, message: outcome.words }));
    return show(deps, exchange, release, typed, faults);
  }
  return seeOther(
    paths.window(procedureId, windowId),
    'L’atto è registrato. Le persone che riguarda vengono avvisate.',
  );
}

const TEXTS = ['window', 'opensTime', 'closesTime', 'reason', 'authority', 'number'];
const PARTS = ['day', 'month', 'year'];

/** A date has its first box for what is wrong with any of them; the name of the window has none of its own. */
function atItsBox({ field, message }: FieldError): FieldError {
  return { field: field === 'window' ? 'opens' : field.replace(/\.(?:day|month|year)$/, ''), message };
}

function typedIn({ form }: SignedIn): TypedWindow {
  return {
    opensDay: dateFromForm(form.posted, 'opens'),
    opensTime: form.text('opensTime').trim(),
    closesDay: dateFromForm(form.posted, 'closes'),
    closesTime: form.text('closesTime').trim(),
    reason: form.text('reason').trim(),
    authority: form.text('authority').trim(),
    number: form.text('number').trim(),
    actDay: dateFromForm(form.posted, 'act'),
  };
}

function readWindow(typed: TypedWindow, { arrivedAt }: SignedIn) {
  const faults: FieldError[] = [];
  const instant = (side: 'opens' | 'closes') => {
    const read = instantTyped(typed[`${side}Day`], typed[`${side}Time`]);
    if ('at' in read) return read.at;
    const { day, time } = read.faults;
    if (day !== undefined) faults.push({ field: side, message: day });
    if (time !== undefined) faults.push({ field: `${side}Time`, message: time });
    return undefined;
  };
  const [opensAt, closesAt] = [instant('opens'), instant('closes')];
  const length = (field: keyof TypedWindow, least: number, most: number, message: string) => {
    if (typed[field].length < least || typed[field].length > most) faults.push({ field, message });
  };
  length('reason', 10, 2000, 'Scrivi il motivo, fra 10 e 2000 caratteri: lo legge chi sta compilando.');
  length('authority', 3, 200, 'Scrivi chi ha firmato l’atto.');
  length('number', 1, 60, 'Scrivi il numero dell’atto.');
  const date = parseCivilDate(typed.actDay);
  if (date === undefined || date > romeDate(arrivedAt)) {
    faults.push({ field: 'act', message: 'Scrivi il giorno dell’atto: non può essere dopo oggi.' });
  }
  if (faults.length > 0 || opensAt === undefined || closesAt === undefined || date === undefined) return { faults };
  return {
    opensAt,
    closesAt,
    reason: typed.reason,
    evidence: { authority: typed.authority, number: typed.number, date },
  };
}

async function told(deps: AuthoringDeps, exchange: SignedIn, release: Release): Promise<Answer> {
  const { database } = deps;
  const number = Math.min(100_000, Math.max(0, Math.trunc(Number(exchange.query['pagina']) || 1) - 1));
  const [counts, left, people] = await Promise.all([
    moveCounts(database, release.digest),
    stillToMove(database, release),
    toldOf(database, release.digest, { number, size: PAGE }),
  ]);
  const look = lookOf(deps, exchange);
  return page(renderPage(<ToldPage {...{ look, release, counts, left, people, number }} size={PAGE} />));
}
