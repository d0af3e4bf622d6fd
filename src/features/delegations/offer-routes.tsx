import { romeDate } from '../../kernel/rome-time.ts';
import type { AnswerWithCookies, Form, Route, SignedIn } from '../../platform/http/index.ts';
import { page, seeOther, signedIn } from '../../platform/http/index.ts';
import { dateFromForm, type FieldError, renderPage, visitorOf } from '../../ui/index.ts';
import { type Account, accountById } from '../accounts/index.ts';
import { codeProblem, verifyPersonalCode } from '../enablement/index.ts';
import { currentReleases, type Release } from '../procedures/index.ts';
import type { DelegationDeps } from './deps.ts';
import { type OfferRefusal, readOffer, type TypedOffer } from './offer.ts';
import { saveOffer } from './offer-store.ts';
import { paths } from './views/look.ts';
import { OfferPage } from './views/offer-page.tsx';

const SENT =
  'La proposta è partita. Se i dati sono giusti e la persona è abilitata, la trova nel suo profilo e nella sua posta. Ti scriviamo quando risponde.';

/** Handing over: with the personal code, by somebody who has just proved who they are. */
export function offerRoutes(deps: DelegationDeps): Route[] {
  const policy = { who: 'applicant', object: 'own-account', recent: true } as const;
  return [
    { method: 'GET', path: paths.offer, policy, handle: signedIn((exchange) => show(deps, exchange)) },
    { method: 'POST', path: paths.offer, policy, handle: signedIn((exchange) => offer(deps, exchange)) },
  ];
}

interface Case {
  readonly exchange: SignedIn;
  readonly account: Account;
  readonly releases: readonly Release[];
  readonly typed: TypedOffer;
}

async function read({ database }: DelegationDeps, exchange: SignedIn, typed: TypedOffer): Promise<Case> {
  const [account, releases] = await Promise.all([
    accountById(database, exchange.visitor.accountId),
    currentReleases(database),
  ]);
  if (account === undefined) throw new Error('somebody signed in has no account');
  return { exchange, account, releases, typed };
}

async function show(deps: DelegationDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const typed = {
    ...{ fiscalCode: '', surname: '', from: romeDate(exchange.arrivedAt), until: '', scope: '', procedures: [] },
  };
  return answer(deps, await read(deps, exchange, typed), []);
}

async function offer(deps: DelegationDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { form, arrivedAt } = exchange;
  const here = await read(deps, exchange, typedIn(exchange));
  const published = here.releases.map(({ procedureId }) => procedureId);
  const today = romeDate(arrivedAt);
  const reading = readOffer(here.typed, { today, ownFiscalCode: here.account.fiscalCode, published });
  const code = form.text('code').trim();
  const blank = code === '' ? [{ field: 'code', message: 'Scrivi il tuo codice personale.' }] : [];
  const errors = onePerField([...twiceIn(form), ...('faults' in reading ? reading.faults : []), ...blank]);
  if ('faults' in reading || errors.length > 0) return answer(deps, here, errors);
  const tried = await verifyPersonalCode(deps, here.account.id, { code, attempt: form.text('attempt') }, deps.now());
  const problem = codeProblem(tried, 'own');
  if (problem !== undefined) return answer(deps, here, [{ field: 'code', message: problem }]);
  const delegator = { accountId: here.account.id, name: `${here.account.name} ${here.account.surname}` };
  const saved = await saveOffer(deps.database, delegator, reading.offer, arrivedAt);
  return 'refusal' in saved ? answer(deps, here, [], saved.refusal) : seeOther(paths.one(saved.id), SENT);
}

const DATES = ['from', 'until'].flatMap((date) => ['day', 'month', 'year'].map((part) => `${date}.${part}`));

/** What came more than once, at the field it belongs to. */
function twiceIn(form: Form): FieldError[] {
  const twice = form.single('fiscalCode', 'surname', ...DATES, 'scope', 'code');
  return twice.map(({ field, message }) => ({ field: field.split('.')[0] ?? field, message }));
}

/** Beside a field there is room for one sentence: the first. */
function onePerField(errors: readonly FieldError[]): FieldError[] {
  return errors.filter(({ field }, index) => errors.findIndex((one) => one.field === field) === index);
}

function typedIn({ form }: SignedIn): TypedOffer {
  return {
    fiscalCode: form.text('fiscalCode'),
    surname: form.text('surname'),
    from: dateFromForm(form.posted, 'from'),
    until: dateFromForm(form.posted, 'until'),
    scope: form.text('scope'),
    procedures: form.texts('procedures'),
  };
}

function answer(
  { frame }: DelegationDeps,
  { exchange, releases, typed }: Case,
  errors: readonly FieldError[],
  refusal?: OfferRefusal,
): AnswerWithCookies {
  const visitor = visitorOf(exchange);
  if (visitor === null) throw new Error('somebody signed in is not looking');
  const procedures = releases.map(({ procedureId, definition }) => ({ id: procedureId, title: definition.title }));
  const props = { frame, visitor, now: exchange.arrivedAt, typed, procedures, errors, refusal };
  return page(renderPage(<OfferPage {...props} />), errors.length > 0 || refusal !== undefined ? 422 : 200);
}
