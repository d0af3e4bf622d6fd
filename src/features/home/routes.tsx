import type { Database } from '../../platform/db/database.ts';
import type { Exchange, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, covers, page, signedIn } from '../../platform/http/index.ts';
import type { Frame } from '../../ui/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { bouncesOfAccount } from '../addresses/index.ts';
import { applicationsOf } from '../applications/index.ts';
import { filingsOf } from '../filings/index.ts';
import { inboxOf, messagesOf, unreadCount } from '../notifications/index.ts';
import { catalogueEntries, filingOf, personWindow, releaseByDigest } from '../procedures/index.ts';
import { allClients } from '../sso/index.ts';
import { areaItem, besideOthers, byUrgency } from './area.ts';
import type { Guides } from './guide-store.ts';
import { AdministrationPage } from './views/administration-page.tsx';
import { AreaPage } from './views/area-page.tsx';
import { GuideListPage, TextPage } from './views/guide-page.tsx';
import { type OfferedProcedure, WelcomePage } from './views/welcome-page.tsx';

export interface HomeRoutesDeps {
  database: Database;
  frame: Frame;
  guides: Guides;
}

const NEWEST_MESSAGES = 5;

/** The public pages, the person's area, the administrator's first page. */
export function homeRoutes(deps: HomeRoutesDeps): Route[] {
  const { guides } = deps;
  return [
    { method: 'GET', path: '/', policy: { who: 'anyone' }, handle: (exchange) => welcome(deps, exchange) },
    {
      method: 'GET',
      path: '/guide',
      policy: { who: 'anyone' },
      handle: async (exchange) =>
        page(renderPage(<GuideListPage frame={deps.frame} visitor={visitorOf(exchange)} guides={guides.guides} />)),
    },
    {
      method: 'GET',
      path: '/guide/:guide',
      policy: { who: 'anyone' },
      handle: async (exchange) => {
        const text = guides.guides.find((guide) => guide.name === exchange.params['guide']);
        if (text === undefined) return absent();
        return page(
          renderPage(<TextPage frame={deps.frame} visitor={visitorOf(exchange)} text={text} section="/guide" />),
        );
      },
    },
    ...Object.entries(guides.pages).map(
      ([path, text]): Route => ({
        method: 'GET',
        path,
        policy: { who: 'anyone' },
        handle: async (exchange) =>
          page(renderPage(<TextPage frame={deps.frame} visitor={visitorOf(exchange)} text={text} section={path} />)),
      }),
    ),
    {
      method: 'GET',
      path: '/area',
      policy: { who: 'drafter', object: 'own-account', acting: true },
      handle: signedIn((exchange) => area(deps, exchange)),
    },
    {
      method: 'GET',
      path: '/amministrazione',
      policy: { who: 'administrator' },
      handle: signedIn((exchange) => administration(deps, exchange)),
    },
  ];
}

async function welcome({ database, frame, guides }: HomeRoutesDeps, exchange: Exchange) {
  const now = exchange.arrivedAt;
  const procedures = (await offered(database, now))
    .filter(({ window }) => window.phase !== 'closed')
    .toSorted(bySeason);
  const visitor = visitorOf(exchange);
  const { notice } = exchange;
  return page(renderPage(<WelcomePage {...{ frame, visitor, notice, procedures, guides: guides.guides, now }} />));
}

async function area({ database, frame }: HomeRoutesDeps, exchange: SignedIn) {
  const now = exchange.arrivedAt;
  const { accountId } = exchange.visitor;
  const inbox = inboxOf(exchange.visitor);
  const [all, filings, open, messages, unread, bounces, clients] = await Promise.all([
    applicationsOf(database, accountId),
    filingsOf(database, accountId),
    offered(database, now),
    messagesOf(database, inbox, 0, NEWEST_MESSAGES),
    unreadCount(database, inbox),
    exchange.visitor.delegation === null ? bouncesOfAccount(database, accountId) : [],
    // Who acts for another enters other services for nobody.
    exchange.visitor.delegation === null ? allClients(database) : [],
  ]);
  const applications = all.filter(({ id }) => covers(exchange.visitor, 'application', id));
  const items = await Promise.all(
    applications.map(async (application) => {
      const release = await releaseByDigest(database, application.releaseDigest);
      if (release === undefined) throw new Error(`application ${application.id} names a release that is not there`);
      return areaItem(application, filings, release, personWindow(release, application.windowActs, now, application));
    }),
  );
  const begun = new Set(applications.map((application) => application.procedureId));
  const visitor = visitorOf(exchange);
  if (visitor === null) return absent();
  const props = {
    frame,
    visitor,
    waiting: exchange.visitor.enablement !== 'active',
    notice: exchange.notice,
    items: besideOthers(items).toSorted(byUrgency),
    offered: open.filter(
      ({ release, window }) =>
        window.phase === 'open' &&
        (!begun.has(release.procedureId) || release.definition.several !== undefined) &&
        covers(exchange.visitor, 'procedure', release.procedureId),
    ),
    messages,
    unread,
    bouncing: bounces.map(({ address }) => address),
    otherServices: clients.filter(({ own, suspended }) => own && !suspended),
    now,
  };
  return page(renderPage(<AreaPage {...props} />));
}

async function administration({ database, frame }: HomeRoutesDeps, exchange: SignedIn) {
  const visitor = visitorOf(exchange, 'administrator');
  if (visitor === null) return absent();
  const procedures = await offered(database, exchange.arrivedAt);
  return page(renderPage(<AdministrationPage {...{ frame, visitor, procedures }} />));
}

/** What is open and closes first, then what opens next. */
function bySeason({ window: one }: OfferedProcedure, { window: other }: OfferedProcedure): number {
  const rank = Number(one.phase !== 'open') - Number(other.phase !== 'open');
  const instant = ({ phase, opensAt, closesAt }: typeof one) => (phase === 'open' ? closesAt : opensAt).getTime();
  return rank || instant(one) - instant(other);
}

/** Every published procedure that has a window for filing, with the window as it stands now. */
async function offered(database: Database, now: Date): Promise<OfferedProcedure[]> {
  const entries = await catalogueEntries(database, now);
  return entries.flatMap(({ release, windows }) => {
    const window = filingOf(windows);
    return window === undefined ? [] : [{ release, window }];
  });
}
