import type { Route, SignedIn } from '../../platform/http/index.ts';
import { absent, covers, file as fileAnswer, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { releaseByDigest } from '../procedures/index.ts';
import { editionStatus, filedApplication, filingForPerson, filingsOf, isBegunAgain } from './archive-store.ts';
import { isId } from './confirm.ts';
import type { FilingDeps } from './deps.ts';
import { readingsOf } from './reading-store.ts';
import { receiptName } from './receipt.ts';
import { receiptOf } from './receipt-store.ts';
import type { FilingRecord } from './record.ts';
import { windowOf } from './taking-back-store.ts';
import { standingBeside } from './twin-store.ts';
import { ArchivePage } from './views/archive-page.tsx';
import { ConfirmationPage } from './views/confirmation-page.tsx';
import { paths } from './views/look.ts';

/** Whoever filed reads it for ever: an enablement that ended takes nothing away of what was filed. */
const ownFiling = { who: 'signed-in', object: 'own-filing', acting: true } as const;

type PageDeps = Pick<FilingDeps, 'database' | 'frame'>;

/** What was filed, to be seen again at any time: confirmation, receipt, archive. */
export function confirmationRoutes(deps: PageDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/istanze/:application/ricevuta',
      policy: { who: 'signed-in', object: 'own-application', acting: true },
      handle: signedIn((exchange) => latest(deps, exchange)),
    },
    {
      method: 'GET',
      path: '/istanze/:application/ricevuta/:filing',
      policy: ownFiling,
      handle: signedIn((exchange) => confirmation(deps, exchange)),
    },
    {
      method: 'GET',
      path: '/istanze/:application/ricevuta/:filing/pdf',
      policy: ownFiling,
      handle: signedIn((exchange) => pdf(deps, exchange)),
    },
    {
      method: 'GET',
      path: '/archivio',
      policy: { who: 'signed-in', object: 'own-account', acting: true },
      handle: signedIn((exchange) => archive(deps, exchange)),
    },
  ];
}

/** The filing named in the address, if it is the visitor's own and of that application. */
export async function ownFilingOf({ database }: PageDeps, exchange: SignedIn): Promise<FilingRecord | undefined> {
  const { application = '', filing = '' } = exchange.params;
  if (!isId(application) || !isId(filing)) return undefined;
  const found = await filingForPerson(database, filing, exchange.visitor.accountId);
  return found?.applicationId === application ? found : undefined;
}

async function latest({ database }: PageDeps, exchange: SignedIn) {
  const application = exchange.params['application'] ?? '';
  if (!isId(application)) return absent();
  const status = await editionStatus(database, application);
  const filing = status && (await filingForPerson(database, status.filingId, exchange.visitor.accountId));
  return filing ? seeOther(paths.confirmation(application, filing.id)) : absent();
}

async function confirmation(deps: PageDeps, exchange: SignedIn) {
  const { database, frame } = deps;
  const filing = await ownFilingOf(deps, exchange);
  if (filing === undefined) return absent();
  const [filed, release, readings, begunAgain, others] = await Promise.all([
    filedApplication(database, filing.id),
    releaseByDigest(database, filing.releaseDigest),
    readingsOf(database, [filing.id]),
    isBegunAgain(database, filing),
    filing.state === 'valid' ? standingBeside(database, filing.id) : [],
  ]);
  if (filed === undefined || release === undefined)
    throw new Error(`filing ${filing.id} lacks its text or its release`);
  const { window, afterClosing } = await windowOf(database, filing, release, exchange.arrivedAt);
  return page(
    renderPage(
      <ConfirmationPage
        doubled={others.length > 0}
        frame={frame}
        visitor={visitorOf(exchange)}
        now={exchange.arrivedAt}
        filing={filing}
        email={filed.applicant.email}
        window={window}
        afterClosing={afterClosing}
        begunAgain={begunAgain}
        definition={release.definition}
        nextSteps={release.definition.next_steps}
        readings={readings.get(filing.id) ?? []}
        notice={exchange.notice}
      />,
    ),
  );
}

async function pdf(deps: PageDeps, exchange: SignedIn) {
  const filing = await ownFilingOf(deps, exchange);
  if (filing === undefined) return absent();
  const receipt = await receiptOf(deps.database, filing.id);
  if (receipt === undefined) {
    return seeOther(paths.confirmation(filing.applicationId, filing.id), 'La ricevuta è ancora in preparazione.');
  }
  return fileAnswer(receipt.pdf, 'application/pdf', receiptName(filing));
}

async function archive({ database, frame }: PageDeps, exchange: SignedIn) {
  const all = await filingsOf(database, exchange.visitor.accountId);
  const filings = all.filter(({ applicationId }) => covers(exchange.visitor, 'application', applicationId));
  const ids = filings.map(({ id }) => id);
  const readings = await readingsOf(database, ids);
  const look = { frame, visitor: visitorOf(exchange), now: exchange.arrivedAt };
  return page(renderPage(<ArchivePage {...look} filings={filings} readings={readings} />));
}
