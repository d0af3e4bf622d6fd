import type { Context, Section } from '../../engines/procedure/index.ts';
import { preferencesIn, record } from '../../engines/procedure/index.ts';
import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, page, seeOther } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { actOf } from './act-routes.ts';
import type { Application } from './application.ts';
import type { ApplicationDeps } from './deps.ts';
import type { ImportedList, Way } from './earlier-list.ts';
import { type EarlierList, earlierList, type ListAsked, listAfter, listContext } from './earlier-list-store.ts';
import { withBack } from './item-routes.ts';
import { type Opened, paths } from './opened.ts';
import { backOf, onSection, ownApplication, sheetOf } from './opening-routes.ts';
import { typedOfRecord, withRecord, withTyped } from './record-state.ts';
import { changeSection } from './section-store.ts';
import type { SectionToSave } from './store.ts';
import { EarlierListPage } from './views/earlier-list-page.tsx';

const LIST = '/istanze/:application/sezioni/:section/elenchi/:field';

/** Taking up the list of preferences of another time: what comes and what does not is shown before anything changes. */
export function earlierListRoutes(deps: ApplicationDeps): Route[] {
  return [
    { method: 'GET', path: LIST, policy: ownApplication, handle: onList(deps, show) },
    { method: 'POST', path: LIST, policy: ownApplication, handle: onList(deps, take) },
  ];
}

interface Asked {
  readonly deps: ApplicationDeps;
  readonly exchange: SignedIn;
  readonly asked: ListAsked;
  readonly earlier: EarlierList;
  readonly context: Context;
}

function onList(deps: ApplicationDeps, handle: (list: Asked) => Promise<AnswerWithCookies>) {
  return onSection(deps, async (exchange, opened, section) => {
    const field = section.fields.find(({ id }) => id === exchange.params['field']);
    if (field?.kind !== 'preferences' || section.kind !== 'form') return absent();
    if (!opened.writable) return seeOther(paths.application(opened.application.id), CLOSED);
    const asked = { opened, section, field };
    const earlier = await earlierList(deps, exchange.visitor, asked);
    if (earlier === undefined) return seeOther(sectionPath(exchange, opened, section), NOTHING);
    const context = await listContext(deps, asked, earlier.lines, exchange.arrivedAt);
    return handle({ deps, exchange, asked, earlier, context });
  });
}

const CLOSED = 'Non cambiato: in questo momento le risposte non si possono modificare.';
const NOTHING = 'Non c’è nessuna lista da riprendere.';
const CHANGED =
  'Non abbiamo cambiato niente: intanto la tua lista, o quella dell’altra volta, è cambiata. Guarda di nuovo.';

async function show(list: Asked, error?: string): Promise<AnswerWithCookies> {
  const { deps, exchange, asked, earlier, context } = list;
  const { opened, section, field } = asked;
  const after = (way: Way): ImportedList => listAfter(asked, opened.application, earlier.lines, way, context);
  const html = renderPage(
    <EarlierListPage
      sheet={sheetOf(deps, exchange, opened, context)}
      section={section}
      field={field}
      filing={earlier.filing}
      context={context}
      now={preferencesIn(record(section, opened.application.answers, '')[field.id]).length}
      replaced={after('replace')}
      appended={after('append')}
      version={versionOf(opened.application, section)}
      back={backOf(exchange)}
      error={error}
    />,
  );
  return page(html, error === undefined ? 200 : 422);
}

/** Writes the list as it was shown; when anything has changed since, nothing is written and it is shown anew. */
async function take(list: Asked): Promise<AnswerWithCookies> {
  const { deps, exchange, asked, earlier, context } = list;
  const { opened, section, field } = asked;
  const { form } = exchange;
  const here = withBack(paths.earlierList(opened.application.id, section.id, field.id), backOf(exchange));
  if (form.text('filing') !== earlier.filing.filingId) return seeOther(here, CHANGED);
  const way = wayOf(form.text('come'), preferencesIn(record(section, opened.application.answers, '')[field.id]).length);
  if (way === undefined) return show(list, 'Scegli che cosa fare della lista che hai già scritto.');
  let done: ImportedList | undefined;
  const decide = (now: Application): SectionToSave | undefined => {
    if (String(versionOf(now, section)) !== form.text('versione')) return undefined;
    done = listAfter(asked, now, earlier.lines, way, context);
    return done.come === 0 && way === 'append' ? undefined : sectionWith(asked, now, done);
  };
  const changed = await changeSection(deps.database, opened.application, decide, actOf(exchange));
  if (done === undefined) return seeOther(here, CHANGED);
  const words = changed === undefined ? 'Nessuna preferenza da riprendere.' : takenWords(done, earlier);
  return seeOther(`${sectionPath(exchange, opened, section)}#${field.id}`, words);
}

/** With nothing written there is nothing to ask. */
function wayOf(text: string, now: number): Way | undefined {
  if (now === 0) return 'replace';
  return text === 'aggiungi' ? 'append' : text === 'sostituisci' ? 'replace' : undefined;
}

function sectionWith({ section, field }: ListAsked, now: Application, { lines }: ImportedList): SectionToSave {
  const values = { ...record(section, now.answers, ''), [field.id]: lines };
  const typed = Object.entries(typedOfRecord(now, section.id, '')).filter(([name]) => name !== field.id);
  return {
    section: section.id,
    answers: withRecord(section, now.answers, '', values),
    typed: withTyped(now.typed, section.id, '', Object.fromEntries(typed)),
  };
}

function takenWords({ come, left }: ImportedList, { filing }: EarlierList): string {
  const taken = come === 1 ? 'Ripresa una preferenza' : `Riprese ${come} preferenze`;
  const others = left.length === 0 ? '' : ` Lasciate fuori: ${left.length}.`;
  return `${taken} dalla domanda n. ${filing.registerNumber}.${others} Ricontrolla la lista.`;
}

function versionOf({ sections }: Pick<Application, 'sections'>, { id }: Section): number {
  return sections[id]?.version ?? 0;
}

function sectionPath(exchange: SignedIn, { application }: Opened, { id }: Section): string {
  return withBack(paths.section(application.id, id), backOf(exchange));
}
