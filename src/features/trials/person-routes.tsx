import type { Route, SignedIn } from '../../platform/http/index.ts';
import { absent, file, page, signedIn } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { applicationsOf } from '../applications/index.ts';
import { convocationCalendar } from './convocation-calendar.ts';
import type { TrialDeps } from './deps.ts';
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

async function ownOf(database: TrialDeps['database'], { visitor, params }: SignedIn) {
  const all = await applicationsOf(database, visitor.accountId);
  return all.find(({ id }) => id === params['application']);
}
