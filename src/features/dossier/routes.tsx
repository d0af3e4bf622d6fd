import { type Context, entryRows, entryTitle } from '../../engines/procedure/index.ts';
import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import type { DossierDeps } from './deps.ts';
import type { KnownEntry } from './entry.ts';
import { entriesOf, entryOf, removeEntry } from './entry-store.ts';
import { paths } from './paths.ts';
import { takingsOf } from './taking-store.ts';
import { DossierPage, type ShownEntry } from './views/dossier-page.tsx';
import { RemovalPage } from './views/removal-page.tsx';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The dossier: read and thinned out by its owner alone. A delegate takes from it in the applications they may write. */
export function dossierRoutes(deps: DossierDeps): Route[] {
  const ownEntry = { who: 'signed-in', object: 'own-dossier-entry' } as const;
  return [
    {
      method: 'GET',
      path: paths.dossier,
      policy: { who: 'signed-in', object: 'own-account' },
      handle: signedIn((exchange) => show(deps, exchange)),
    },
    {
      method: 'GET',
      path: paths.removal(':entry'),
      policy: ownEntry,
      handle: signedIn((exchange) => askRemoval(deps, exchange)),
    },
    {
      method: 'POST',
      path: paths.removal(':entry'),
      policy: ownEntry,
      handle: signedIn((exchange) => remove(deps, exchange)),
    },
  ];
}

async function show(deps: DossierDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { database, frame } = deps;
  const { accountId } = exchange.visitor;
  const [entries, takings, filings, applications, names] = await Promise.all([
    entriesOf(database, accountId),
    takingsOf(database, accountId),
    deps.filings(database, accountId),
    deps.applications(database, accountId),
    deps.names(),
  ]);
  const shown = entries.map(
    (entry): ShownEntry => ({
      ...inWords(entry, names),
      filings: entry.declarations.flatMap(({ filing }) => filings.get(filing) ?? []),
      usedIn: (takings.get(entry.id) ?? []).flatMap((id) => {
        const title = applications.get(id);
        return title === undefined ? [] : [{ title, href: `/istanze/${id}` }];
      }),
    }),
  );
  const { notice } = exchange;
  return page(renderPage(<DossierPage {...{ frame, visitor: visitorOf(exchange), entries: shown, notice }} />));
}

function inWords(entry: KnownEntry, names: Pick<Context, 'teachingClass' | 'country'>) {
  const { id, kind } = entry;
  return { id, kind, title: entryTitle(entry), rows: entryRows(entry, names) };
}

async function askRemoval(deps: DossierDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const entry = await ownEntryOf(deps, exchange);
  if (entry === undefined) return absent();
  const shown = inWords(entry, await deps.names());
  return page(renderPage(<RemovalPage frame={deps.frame} visitor={visitorOf(exchange)} entry={shown} />));
}

async function remove(deps: DossierDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const entry = await ownEntryOf(deps, exchange);
  if (entry === undefined) return absent();
  await removeEntry(deps.database, exchange.visitor.accountId, entry.id);
  const title = entryTitle(entry);
  return seeOther(paths.dossier, `Hai tolto «${title}» dal fascicolo. Le domande inoltrate restano come sono.`);
}

async function ownEntryOf({ database }: DossierDeps, { params, visitor }: SignedIn): Promise<KnownEntry | undefined> {
  const id = params['entry'] ?? '';
  return UUID.test(id) ? entryOf(database, visitor.accountId, id) : undefined;
}
