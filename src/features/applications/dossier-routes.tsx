import {
  belongs,
  type Context,
  type DossierEntry,
  type DossierList,
  dossierList,
  prefills,
} from '../../engines/procedure/index.ts';
import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, page, seeOther } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { entriesOf, takenInto } from '../dossier/index.ts';
import { actOf } from './act-routes.ts';
import type { ApplicationDeps } from './deps.ts';
import { takeEntries } from './dossier-taking-store.ts';
import { noneChosen, takenWords, tooMany } from './dossier-words.ts';
import type { Opened } from './opened.ts';
import { paths } from './opened.ts';
import { contextOf } from './opened-store.ts';
import { backOf, onSection, ownApplication, sheetOf } from './opening-routes.ts';
import { TakingPage } from './views/taking-page.tsx';

const PATH = '/istanze/:application/sezioni/:section/fascicolo';
const CLOSED = 'Non cambiato: in questo momento le risposte non si possono modificare.';
const CHANGED = 'Intanto la domanda è cambiata: non abbiamo aggiunto niente. Riprova.';

/** The list that is to be filled, in the application it stands in. */
interface Filling {
  readonly opened: Opened;
  readonly list: DossierList;
  readonly context: Context;
}

/** Taking titles and services out of the person's dossier into a list of an application. */
export function dossierTakingRoutes(deps: ApplicationDeps): Route[] {
  const onList = (handle: (exchange: SignedIn, filling: Filling) => Promise<AnswerWithCookies>) =>
    onSection(deps, async (exchange, opened, section) => {
      const list = dossierList(section);
      if (list === undefined) return absent();
      if (!opened.writable) return seeOther(paths.application(opened.application.id), CLOSED);
      const context = await contextOf(deps, opened, exchange.arrivedAt);
      const step = sheetOf(deps, exchange, opened, context).steps.find((each) => each.section === section.id);
      if (step?.state === 'not-yet') return seeOther(paths.application(opened.application.id), step.why);
      return handle(exchange, { opened, list, context });
    });
  return [
    { method: 'GET', path: PATH, policy: ownApplication, handle: onList((exchange, at) => show(deps, exchange, at)) },
    { method: 'POST', path: PATH, policy: ownApplication, handle: onList((exchange, at) => take(deps, exchange, at)) },
  ];
}

async function show(deps: ApplicationDeps, exchange: SignedIn, filling: Filling, error?: string) {
  const { opened, list, context } = filling;
  const found = await offered(deps, exchange, filling);
  const html = renderPage(
    <TakingPage
      sheet={sheetOf(deps, exchange, opened, context)}
      section={list.section}
      found={found}
      chosen={exchange.form.texts('entry')}
      error={error}
      back={backOf(exchange)}
    />,
  );
  return page(html, error === undefined ? 200 : 422);
}

async function take(deps: ApplicationDeps, exchange: SignedIn, filling: Filling): Promise<AnswerWithCookies> {
  const { opened, list, context } = filling;
  const { id } = opened.application;
  const chosen = new Set(exchange.form.texts('entry'));
  if (chosen.size === 0) return show(deps, exchange, filling, noneChosen());
  const entries = await chosenOf(deps, exchange, filling, chosen);
  if (entries === undefined) return absent();
  const outcome = await takeEntries(deps.database, { opened, list, entries, context }, actOf(exchange));
  if (outcome.kind === 'full') return show(deps, exchange, filling, tooMany(outcome));
  const back = backOf(exchange);
  const section = `${paths.section(id, list.section.id)}${back === '' ? '' : `?torna=${back}`}`;
  return seeOther(section, outcome.kind === 'changed' ? CHANGED : takenWords(outcome.prefills));
}

/** What the dossier has for the list. Who acts for somebody in some procedures only sees of it what these can take. */
async function offered({ database }: ApplicationDeps, { visitor }: SignedIn, { opened, list, context }: Filling) {
  const { application, release } = opened;
  const [entries, taken] = await Promise.all([
    entriesOf(database, visitor.accountId),
    takenInto(database, application.id),
  ]);
  const { definition } = release;
  const found = prefills(entries, { definition, list, answers: application.answers, context, taken });
  const limited = visitor.delegation !== null && visitor.delegation.procedures !== null;
  return limited ? found.filter((each) => each.item !== undefined || belongs(each)) : found;
}

/** The entries named, in the order of the dossier; undefined when one of them was not offered: not this person's, above all. */
async function chosenOf(
  deps: ApplicationDeps,
  exchange: SignedIn,
  filling: Filling,
  chosen: ReadonlySet<string>,
): Promise<readonly DossierEntry[] | undefined> {
  const named = (await offered(deps, exchange, filling)).filter(({ entry }) => chosen.has(entry.id));
  return named.length === chosen.size ? named.map(({ entry }) => entry) : undefined;
}
