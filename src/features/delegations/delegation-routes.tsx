import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, type FieldError, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { codeProblem, verifyPersonalCode } from '../enablement/index.ts';
import { currentReleases } from '../procedures/index.ts';
import { type Answered, saveAnswer, saveRevocation } from './answer-store.ts';
import { delegationState } from './delegation.ts';
import { delegationFor, delegationsOf } from './delegation-store.ts';
import type { DelegationDeps } from './deps.ts';
import { ACTS_ON_A_PAGE, actsUnder } from './history-store.ts';
import { LIMITS } from './offer.ts';
import type { DelegationRecord } from './record.ts';
import { titlesOf } from './titles.ts';
import { DelegationPage } from './views/delegation-page.tsx';
import { DelegationsPage } from './views/delegations-page.tsx';
import { type Look, paths } from './views/look.ts';

const OWN = 'own-delegation';
const one = paths.one(':delegation');

/** What one has given and received; each of the two sees their own, and either may end it. */
export function delegationRoutes(deps: DelegationDeps): Route[] {
  return [
    {
      method: 'GET',
      path: paths.list,
      policy: { who: 'signed-in', object: 'own-account' },
      handle: signedIn((exchange) => list(deps, exchange)),
    },
    {
      method: 'GET',
      path: one,
      policy: { who: 'signed-in', object: OWN },
      handle: signedIn((exchange) => show(deps, exchange)),
    },
    ...act(deps, paths.accept(':delegation'), 'applicant', (exchange, id) => accept(deps, exchange, id)),
    ...act(deps, paths.refuse(':delegation'), 'signed-in', (exchange, id) => refuse(deps, exchange, id)),
    ...act(deps, paths.revoke(':delegation'), 'signed-in', (exchange, id) => revoke(deps, exchange, id)),
  ];
}

type Act = (exchange: SignedIn, id: string) => Promise<AnswerWithCookies>;

/** An act on one delegation; who signs in again in the middle of it comes back to the delegation. */
export function act(deps: DelegationDeps, path: string, who: 'applicant' | 'signed-in', handle: Act): Route[] {
  const policy = { who, object: OWN } as const;
  return [
    { method: 'POST', path, policy, handle: signedIn((exchange) => handle(exchange, idIn(exchange))) },
    {
      method: 'GET',
      path,
      policy,
      handle: signedIn(async (exchange) => {
        const found = await delegationFor(deps.database, exchange.visitor.accountId, idIn(exchange));
        return found === undefined ? absent() : seeOther(paths.one(found.id));
      }),
    },
  ];
}

function idIn({ params }: SignedIn): string {
  return params['delegation'] ?? '';
}

function lookOf({ frame }: DelegationDeps, exchange: SignedIn): Look {
  const visitor = visitorOf(exchange);
  if (visitor === null) throw new Error('somebody signed in is not looking');
  return { frame, visitor, now: exchange.arrivedAt };
}

async function list(deps: DelegationDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { accountId, enablement } = exchange.visitor;
  const delegations = await delegationsOf(deps.database, accountId);
  const props = { ...lookOf(deps, exchange), delegations, enabled: enablement === 'active', notice: exchange.notice };
  return page(renderPage(<DelegationsPage {...props} />));
}

async function show(
  deps: DelegationDeps,
  exchange: SignedIn,
  errors: readonly FieldError[] = [],
): Promise<AnswerWithCookies> {
  const { database } = deps;
  const delegation = await delegationFor(database, exchange.visitor.accountId, idIn(exchange));
  if (delegation === undefined) return absent();
  const titles = titlesOf(await currentReleases(database));
  const history = delegation.side === 'delegator' ? await historyOf(deps, exchange, delegation) : undefined;
  const props = { ...lookOf(deps, exchange), delegation, titles, history, errors, notice: exchange.notice };
  return page(renderPage(<DelegationPage {...props} />), errors.length > 0 ? 422 : 200);
}

async function historyOf({ database }: DelegationDeps, { query, visitor }: SignedIn, { id }: DelegationRecord) {
  const asked = /^[1-9]\d{0,4}$/.test(query['pagina'] ?? '') ? Number(query['pagina']) - 1 : 0;
  const { acts, all } = await actsUnder(database, visitor.accountId, id, asked);
  return { acts, page: asked, pages: Math.max(1, Math.ceil(all / ACTS_ON_A_PAGE)) };
}

/** Whoever takes on to act for somebody signs for it, as for every act: with their own code. */
async function accept(deps: DelegationDeps, exchange: SignedIn, id: string): Promise<AnswerWithCookies> {
  const { visitor, arrivedAt, form } = exchange;
  const delegation = await delegationFor(deps.database, visitor.accountId, id);
  if (delegation === undefined) return absent();
  if (delegation.side !== 'delegate' || delegationState(delegation, arrivedAt) !== 'offered') {
    return told('over', id, '');
  }
  const refused = (message: string) => show(deps, exchange, [{ field: 'code', message }]);
  const [twice] = form.single('code');
  if (twice !== undefined) return refused(twice.message);
  const code = form.text('code').trim();
  if (code === '') return refused('Scrivi il tuo codice personale.');
  const tried = await verifyPersonalCode(deps, visitor.accountId, { code, attempt: form.text('attempt') }, deps.now());
  const problem = codeProblem(tried, 'own');
  if (problem !== undefined) return refused(problem);
  const answered = await saveAnswer(deps.database, visitor.accountId, id, 'accept', arrivedAt);
  return told(answered, id, 'Hai accettato la delega. Quando è in corso, da qui puoi iniziare a operare.');
}

async function refuse(deps: DelegationDeps, { visitor, arrivedAt }: SignedIn, id: string): Promise<AnswerWithCookies> {
  const answered = await saveAnswer(deps.database, visitor.accountId, id, 'refuse', arrivedAt);
  return told(answered, id, 'Non hai accettato la delega. Lo diciamo a chi te l’ha proposta.');
}

async function revoke(deps: DelegationDeps, { visitor }: SignedIn, id: string): Promise<AnswerWithCookies> {
  const answered = await saveRevocation(deps.database, visitor.accountId, id, deps.now);
  return told(answered, id, 'La delega è fermata: da adesso non si può più usare.');
}

const TROUBLE: Readonly<Record<Exclude<Answered, 'done' | 'absent'>, string>> = {
  over: 'Non è cambiato niente: nel frattempo la delega era già in un altro stato. Qui vedi com’è adesso.',
  'too-many': `Operi già per ${LIMITS.heldAtOnce} persone: è il massimo. Rinuncia a una delega, poi accetta questa.`,
};

function told(answered: Answered, id: string, done: string): AnswerWithCookies {
  if (answered === 'absent') return absent();
  return seeOther(paths.one(id), answered === 'done' ? done : TROUBLE[answered]);
}
