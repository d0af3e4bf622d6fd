import { summary } from '../../engines/procedure/index.ts';
import { romeDate } from '../../kernel/rome-time.ts';
import type { Database } from '../../platform/db/database.ts';
import type { AnswerWithCookies, Membership, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, file, membershipFor, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { type FieldError, type Frame, renderPage, visitorOf } from '../../ui/index.ts';
import { contextFor, type Lookups } from '../applications/index.ts';
import { areBound } from '../enablement/index.ts';
import {
  type FilingReading,
  type FilingRecord,
  filedApplication,
  filingForOffice,
  filingsOfApplication,
  profileContext,
  readingsOf,
  receiptName,
  receiptOf,
  recordReading,
  standingBeside,
} from '../filings/index.ts';
import { releaseByDigest, withSchools } from '../procedures/index.ts';
import { type ListFilter, type ListKey, readFilter } from './received.ts';
import { receivedCounts, receivedFilings } from './received-store.ts';
import { FilingPage } from './views/filing-page.tsx';
import { ListPage } from './views/list-page.tsx';
import { NotYoursPage } from './views/not-yours-page.tsx';

export interface ReviewDeps {
  readonly database: Database;
  readonly frame: Frame;
  readonly lookups: Lookups;
}

type OfficeExchange = SignedIn & { readonly office: Membership };

const officer = { who: 'officer' } as const;
const officeFiling = { who: 'officer', object: 'office-filing' } as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NOT_READY = 'La ricevuta in PDF è ancora in preparazione.';
const UNREADABLE =
  'Scrivi un numero di protocollo (0000041/2026), un codice fiscale, o almeno due lettere del cognome.';

/** The provincial office's own view of what it has received: read-only, each look recorded. */
export function reviewRoutes(deps: ReviewDeps): Route[] {
  return [
    { method: 'GET', path: '/ufficio', policy: officer, handle: forOffice((exchange) => list(deps, exchange, '')) },
    {
      method: 'POST',
      path: '/ufficio',
      policy: officer,
      handle: forOffice((exchange) => list(deps, exchange, exchange.form.text('q').trim().slice(0, 100))),
    },
    {
      method: 'GET',
      path: '/ufficio/istanze/:filing',
      policy: officeFiling,
      handle: forOffice((exchange) => show(deps, exchange)),
    },
    {
      method: 'GET',
      path: '/ufficio/istanze/:filing/pdf',
      policy: officeFiling,
      handle: forOffice((exchange) => receipt(deps, exchange)),
    },
  ];
}

/** Adds the office the visitor works for; the route's policy has refused who has none. */
function forOffice(handle: (exchange: OfficeExchange) => Promise<AnswerWithCookies>): Route['handle'] {
  return signedIn(async (exchange) => {
    const office = membershipFor(exchange.visitor, 'officer');
    return office === undefined ? absent() : handle({ ...exchange, office });
  });
}

async function list({ database, frame }: ReviewDeps, exchange: OfficeExchange, typed: string) {
  const { office } = exchange;
  const filter: ListFilter | undefined = readFilter(typed);
  const unreadable: FieldError[] = filter === undefined ? [{ field: 'q', message: UNREADABLE }] : [];
  const doubled = exchange.form.single('q');
  const errors = doubled.length > 0 ? doubled : unreadable;
  const after = keyIn(exchange);
  const [counts, found] = await Promise.all([
    receivedCounts(database, office.body),
    receivedFilings(database, office.body, filter ?? { by: 'all' }, after),
  ]);
  const visitor = visitorOf(exchange, 'office');
  const first = after === undefined && typed === '';
  const props = { frame, visitor, officeName: office.bodyName, counts, ...found, typed, first, errors };
  return page(renderPage(<ListPage {...props} />), errors.length > 0 ? 422 : 200);
}

function keyIn({ form }: OfficeExchange): ListKey | undefined {
  const [year, number] = [form.text('year'), form.text('number')];
  const written = /^\d{4}$/.test(year) && /^\d{1,9}$/.test(number);
  return written ? { year: Number(year), number: Number(number) } : undefined;
}

async function ofOffice(
  { database }: ReviewDeps,
  { params, office }: OfficeExchange,
): Promise<FilingRecord | undefined> {
  const id = params['filing'] ?? '';
  return UUID.test(id) ? filingForOffice(database, id, office.body) : undefined;
}

async function show(deps: ReviewDeps, exchange: OfficeExchange) {
  const { database, frame, lookups } = deps;
  const filing = await ofOffice(deps, exchange);
  if (filing === undefined) return absent();
  if (await isClose(deps, exchange, filing)) return notYours(deps, exchange);
  await look(deps, exchange, filing, 'answers');
  const [filed, release, all, readings, others] = await Promise.all([
    filedApplication(database, filing.id),
    releaseByDigest(database, filing.releaseDigest),
    filingsOfApplication(database, filing.applicationId),
    readingsOf(database, [filing.id]),
    filing.state === 'valid' ? standingBeside(database, filing.id) : [],
  ]);
  if (filed === undefined || release === undefined)
    throw new Error(`filing ${filing.id} lacks its text or its release`);
  const { definition } = await withSchools(database, release, filed.answers, filing.arrivedAt);
  const tables = await contextFor(lookups, definition, filed.answers, { today: romeDate(filing.arrivedAt) });
  const rows = summary(definition, filed.answers, profileContext(filed, tables));
  const history = all.filter(({ office }) => office.code === filing.office.code);
  const props = { filing, rows, history, others, readings: readings.get(filing.id) ?? [] };
  return page(renderPage(<FilingPage frame={frame} visitor={visitorOf(exchange, 'office')} {...props} />));
}

async function receipt(deps: ReviewDeps, exchange: OfficeExchange) {
  const filing = await ofOffice(deps, exchange);
  if (filing === undefined) return absent();
  if (await isClose(deps, exchange, filing)) return notYours(deps, exchange);
  const stored = await receiptOf(deps.database, filing.id);
  if (stored === undefined) return seeOther(`/ufficio/istanze/${filing.id}`, NOT_READY);
  await look(deps, exchange, filing, 'receipt');
  return file(stored.pdf, 'application/pdf', receiptName(filing), true);
}

/** Nobody reads for an office what is their own, or that of whom they act for or who acts for them. */
async function isClose({ database }: ReviewDeps, { visitor, arrivedAt }: OfficeExchange, { accountId }: FilingRecord) {
  return accountId === visitor.accountId || areBound(database, visitor.accountId, accountId, arrivedAt);
}

function notYours({ frame }: ReviewDeps, exchange: OfficeExchange) {
  return page(renderPage(<NotYoursPage frame={frame} visitor={visitorOf(exchange, 'office')} />), 403);
}

function look(deps: ReviewDeps, exchange: OfficeExchange, filing: FilingRecord, what: FilingReading['what']) {
  return recordReading(deps.database, {
    filingId: filing.id,
    applicationId: filing.applicationId,
    reader: exchange.visitor.accountId,
    officeCode: exchange.office.body,
    officeName: exchange.office.bodyName,
    what,
  });
}
