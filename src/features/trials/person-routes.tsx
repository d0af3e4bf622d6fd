import type { Route, SignedIn } from '../../platform/http/index.ts';
import { absent, actorOf, file, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { applicationsOf } from '../applications/index.ts';
import { convocationCalendar } from './convocation-calendar.ts';
import type { TrialDeps } from './deps.ts';
import { openPaper } from './paper-store.ts';
import { participationsOf } from './participation-store.ts';
import { titlesOf } from './titles-store.ts';
import { CompetitionsPage } from './views/competitions-page.tsx';
import { TrialsPage } from './views/trials-page.tsx';

/** What was published is read for ever, whatever became of the enablement. */
const ownApplication = { who: 'signed-in', object: 'own-application', acting: true } as const;

/** The person's own view of the trials: read-only, and only what was told to them or published. */
export function personRoutes(deps: TrialDeps): Route[] {
  const one = '/istanze/:application/prove';
  return [
    {
      method: 'GET',
      path: '/prove',
      policy: { who: 'signed-in', object: 'own-account' },
      handle: signedIn((exchange) => list(deps, exchange)),
    },
    { method: 'GET', path: one, policy: ownApplication, handle: signedIn((exchange) => show(deps, exchange)) },
    {
      method: 'GET',
      path: `${one}/calendario.ics`,
      policy: ownApplication,
      handle: signedIn((exchange) => calendar(deps, exchange)),
    },
    // Opening it is an act that is kept.
    { method: 'POST', path: `${one}/elaborato`, policy: ownApplication, handle: signedIn((x) => paper(deps, x)) },
    // After a new login the browser comes back with GET to where it had posted.
    { method: 'GET', path: `${one}/elaborato`, policy: ownApplication, handle: signedIn((x) => backTo(deps, x)) },
  ];
}

async function list({ database, frame }: TrialDeps, exchange: SignedIn) {
  const all = await participationsOf(database, exchange.visitor.accountId, { now: exchange.arrivedAt });
  const props = { frame, visitor: visitorOf(exchange), all, now: exchange.arrivedAt };
  return page(renderPage(<CompetitionsPage {...props} />));
}

async function show({ database, frame, lookups }: TrialDeps, exchange: SignedIn) {
  const application = await ownOf(database, exchange);
  if (application === undefined) return absent();
  const all = await participationsOf(database, exchange.visitor.accountId, {
    now: exchange.arrivedAt,
    applicationId: application.id,
  });
  const parts = await Promise.all(all.map(async (own) => ({ own, titles: await titlesOf(database, lookups, own) })));
  const props = { frame, visitor: visitorOf(exchange), applicationId: application.id, parts, now: exchange.arrivedAt };
  return page(renderPage(<TrialsPage {...props} />));
}

async function calendar({ database, publicUrl }: TrialDeps, exchange: SignedIn) {
  const application = await ownOf(database, exchange);
  if (application === undefined) return absent();
  const all = await participationsOf(database, exchange.visitor.accountId, {
    now: exchange.arrivedAt,
    applicationId: application.id,
  });
  const bytes = Buffer.from(convocationCalendar(all, publicUrl));
  return file(bytes, 'text/calendar; charset=utf-8', 'prove.ics');
}

async function paper({ database }: TrialDeps, exchange: SignedIn) {
  const { visitor, form, arrivedAt: now } = exchange;
  const application = await ownOf(database, exchange);
  if (application === undefined) return absent();
  const asked = { paper: form.text('paper'), application: application.id, accountId: visitor.accountId };
  const found = await database.transaction((tx) => openPaper(tx, asked, { ...actorOf(visitor), now }));
  if (found === undefined)
    return seeOther(`/istanze/${application.id}/prove`, 'Questo elaborato non c’è, o ce n’è uno nuovo.');
  return file(found.bytes, 'application/pdf', `elaborato-${found.trial}-candidato-${found.number}.pdf`);
}

async function backTo({ database }: TrialDeps, exchange: SignedIn) {
  const application = await ownOf(database, exchange);
  return application === undefined ? absent() : seeOther(`/istanze/${application.id}/prove`);
}

async function ownOf(database: TrialDeps['database'], { visitor, params }: SignedIn) {
  const all = await applicationsOf(database, visitor.accountId);
  return all.find(({ id }) => id === params['application']);
}
