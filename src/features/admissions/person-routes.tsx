import { applicationTitle } from '../../engines/procedure/index.ts';
import type { Route, SignedIn } from '../../platform/http/index.ts';
import { absent, page, signedIn } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { applicationsOf } from '../applications/index.ts';
import { currentRelease } from '../procedures/index.ts';
import type { AdmissionDeps } from './deps.ts';
import { ownOutcome } from './own-outcome-store.ts';
import { OutcomePage } from './views/outcome-page.tsx';

/** What came of one's own application: read for ever, whatever became of the enablement. */
export function personRoutes(deps: AdmissionDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/istanze/:application/esito',
      policy: { who: 'signed-in', object: 'own-application', acting: true },
      handle: signedIn((exchange) => show(deps, exchange)),
    },
  ];
}

async function show({ database, frame, registry }: AdmissionDeps, exchange: SignedIn) {
  const { visitor, params } = exchange;
  const application = (await applicationsOf(database, visitor.accountId)).find(
    ({ id }) => id === params['application'],
  );
  const release = application && (await currentRelease(database, application.procedureId));
  if (application === undefined || release === undefined) return absent();
  const outcome = await ownOutcome(database, application.id, visitor.accountId);
  const schools = await registry.schoolsByCodes(outcome?.steps.map(({ school }) => school) ?? []);
  const names = new Map(schools.flatMap(({ code, name }) => (name === null ? [] : [[code, name]])));
  const title = applicationTitle(release.definition, application.answers);
  const props = { applicationId: application.id, title, outcome, names };
  return page(renderPage(<OutcomePage frame={frame} visitor={visitorOf(exchange)} {...props} />));
}
