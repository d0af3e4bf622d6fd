import type { Exchange, Route } from '../../platform/http/index.ts';
import { absent, page } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { currentRelease } from '../procedures/index.ts';
import { publishedContests } from './contest-store.ts';
import type { TrialDeps } from './deps.ts';
import { publicMerit, publicOutcomes } from './participation-store.ts';
import { ListsPage } from './views/lists-page.tsx';
import { OneListPage } from './views/one-list-page.tsx';

/** What everybody may read: the lists as published, with numbers in the place of names. */
export function publicRoutes(deps: TrialDeps): Route[] {
  const path = '/procedure/:procedure/esiti';
  return [
    { method: 'GET', path, policy: { who: 'anyone' }, handle: (exchange) => lists(deps, exchange) },
    { method: 'GET', path: `${path}/:list`, policy: { who: 'anyone' }, handle: (exchange) => oneList(deps, exchange) },
  ];
}

async function lists({ database, frame }: TrialDeps, exchange: Exchange) {
  const release = await currentRelease(database, exchange.params['procedure'] ?? '');
  if (release?.definition.trials === undefined) return absent();
  const contests = await publishedContests(database, release.procedureId, exchange.arrivedAt);
  return page(renderPage(<ListsPage {...{ frame, visitor: visitorOf(exchange), release, contests }} />));
}

async function oneList({ database, frame }: TrialDeps, exchange: Exchange) {
  const now = exchange.arrivedAt;
  const contests = await publishedContests(database, exchange.params['procedure'] ?? '', now);
  const contest = contests.find(({ id }) => id === exchange.params['list']);
  if (contest === undefined) return absent();
  const [merit, outcomes] = await Promise.all([
    publicMerit(database, contest.id, now),
    Promise.all(
      contest.trials.map(async (trial) => ({
        trial,
        lines: await publicOutcomes(database, contest.id, { trial: trial.id, now }),
      })),
    ),
  ]);
  return page(renderPage(<OneListPage {...{ frame, visitor: visitorOf(exchange), contest, merit, outcomes }} />));
}
