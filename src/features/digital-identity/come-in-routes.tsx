import type { Db } from '../../platform/db/database.ts';
import { newToken } from '../../platform/hashing-tokens.ts';
import {
  type AnswerWithCookies,
  type Exchange,
  page,
  type Route,
  seeOther,
  withCookies,
} from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { accountById, openSession, raiseSession, sessionCookie } from '../accounts/index.ts';
import type { Trouble } from './anomaly-words.ts';
import type { AssertedIdentity } from './asserted.ts';
import type { DigitalIdentityDeps } from './deps.ts';
import { BROWSER_SECONDS, type Purpose } from './entry-request.ts';
import { type LinkOutcome, linkDigitalIdentity, linkProven, ownerOf } from './link-store.ts';
import { lookOf } from './looks-routes.tsx';
import { type Partner, savePartner, sessionOf } from './partner-store.ts';
import { askProof, takeProof } from './pending-link-store.ts';
import { EntryTroublePage } from './views/entry-trouble-page.tsx';
import { ProvePage } from './views/prove-page.tsx';

/** What the request of the entry was for. */
export interface Wish {
  readonly purpose: Purpose;
  /** Who was in when it was made, for all but an entry. */
  readonly accountId: string | null;
  readonly sessionId: string | null;
  readonly next: string;
  /** The provider's own session, to be ended with ours. */
  readonly partner?: Partner | undefined;
  /** Uses the request up in the same transaction; false when its answer was used already. */
  use(tx: Db): Promise<boolean>;
}

/** What an entry came to. */
type Came =
  | { readonly kind: 'in'; readonly token: string }
  | { readonly kind: 'prove'; readonly accountId: string; readonly mailed: boolean }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

/**
 * Somebody is who the provider says: lets them in, or confirms who is in, or adds the identity to who is in; one
 * transaction. Whatever the protocol, every digital identity comes in here.
 */
export async function comeIn(
  deps: DigitalIdentityDeps,
  exchange: Exchange,
  asserted: AssertedIdentity,
  wish: Wish,
): Promise<AnswerWithCookies> {
  const browser = exchange.cookie('entry') ?? newToken();
  const came = await deps.database.transaction(async (tx): Promise<Came> => {
    if (!(await wish.use(tx))) return { kind: 'trouble', trouble: 'unsolicited' };
    if (wish.purpose === 'confirm') return confirm(tx, exchange, asserted, wish);
    const { arrivedAt: now } = exchange;
    const asker = wish.purpose === 'link' ? wish.accountId : null;
    const outcome = await linkDigitalIdentity(tx, asserted, now, asker);
    if (outcome.kind === 'proof-needed') return prove(tx, deps, exchange, browser, { outcome, asserted, wish });
    return enter(tx, exchange, asserted, wish, outcome);
  });
  return shown(deps, exchange, came, { asserted, wish, browser });
}

/** The same person proves again who they are: nothing is linked here. */
async function confirm(tx: Db, exchange: Exchange, asserted: AssertedIdentity, wish: Wish): Promise<Came> {
  const owner = await ownerOf(tx, asserted, exchange.arrivedAt);
  if (owner === undefined || owner !== wish.accountId || wish.sessionId === null) {
    return { kind: 'trouble', trouble: 'other-person' };
  }
  return { kind: 'in', token: await raiseSession(tx, wish.sessionId, entryOf(asserted), exchange.arrivedAt) };
}

async function enter(
  tx: Db,
  exchange: Exchange,
  asserted: AssertedIdentity,
  wish: Wish,
  outcome: LinkOutcome,
): Promise<Came> {
  if (outcome.kind === 'conflict') return { kind: 'trouble', trouble: 'conflict' };
  if (outcome.kind !== 'linked' && outcome.kind !== 'created') return { kind: 'trouble', trouble: 'too-little' };
  const { arrivedAt: now } = exchange;
  if (wish.purpose === 'link' && wish.sessionId !== null) {
    return { kind: 'in', token: await raiseSession(tx, wish.sessionId, entryOf(asserted), now) };
  }
  return openFor(tx, exchange, asserted, outcome.accountId, wish.partner);
}

async function openFor(
  tx: Db,
  { ip, userAgent, arrivedAt: now }: Pick<Exchange, 'ip' | 'userAgent' | 'arrivedAt'>,
  asserted: AssertedIdentity,
  accountId: string,
  partner?: Partner,
): Promise<Came> {
  const token = await openSession(tx, accountId, entryOf(asserted), { ip, userAgent }, now);
  const sessionId = partner && (await sessionOf(tx, token));
  if (partner !== undefined && sessionId !== undefined) await savePartner(tx, sessionId, partner, now);
  return { kind: 'in', token };
}

function entryOf({ method, level, provider, assertionId }: AssertedIdentity) {
  return { method, level, provider: provider.slice(0, 500), ...(assertionId === undefined ? {} : { assertionId }) };
}

/** The fiscal code has an account already: its owner is asked for the code that is mailed to them. */
async function prove(
  tx: Db,
  { secret }: DigitalIdentityDeps,
  exchange: Exchange,
  browser: string,
  { outcome, asserted, wish }: { outcome: { accountId: string }; asserted: AssertedIdentity; wish: Wish },
): Promise<Came> {
  const { accountId } = outcome;
  await askProof(tx, secret, browser, { accountId, asserted, next: wish.next }, exchange.arrivedAt);
  const account = await accountById(tx, accountId);
  return { kind: 'prove', accountId, mailed: account !== undefined && account.email !== '' };
}

function shown(
  deps: DigitalIdentityDeps,
  exchange: Exchange,
  came: Came,
  { asserted, wish, browser }: { asserted: AssertedIdentity; wish: Wish; browser: string },
): AnswerWithCookies {
  const look = lookOf(deps, exchange);
  const { method, provider } = asserted;
  if (came.kind === 'in') {
    return withCookies(seeOther(afterEntry(wish)), sessionCookie(came.token));
  }
  if (came.kind === 'prove') {
    const props = { look, method, provider, mailed: came.mailed };
    const cookie = { name: 'entry', value: browser, maxAgeSeconds: BROWSER_SECONDS, crossSite: true } as const;
    return withCookies(page(renderPage(<ProvePage {...props} />)), cookie);
  }
  const { requestId } = exchange;
  deps.log.warn(
    { event: 'identity.refused', trouble: came.trouble, method, provider, requestId },
    'an identity leads nowhere',
  );
  return page(renderPage(<EntryTroublePage look={look} trouble={came.trouble} method={method} />), 403);
}

/** Where they stand, by way of the page that knows; who was in goes back to where they were. */
function afterEntry({ purpose, next }: Pick<Wish, 'purpose' | 'next'>): string {
  if (purpose !== 'enter') return next === '' ? '/profilo/identita-digitali' : next;
  return next === '' ? '/accesso' : `/accesso?dopo=${encodeURIComponent(next)}`;
}

const PROVE_PATH = '/accesso/collega';

/** The code that proves that the account of the same fiscal code is one's own. */
export function proofRoutes(deps: DigitalIdentityDeps): Route[] {
  const policy = { who: 'anyone' } as const;
  return [
    { method: 'GET', path: PROVE_PATH, policy, handle: async () => seeOther('/accesso') },
    { method: 'POST', path: PROVE_PATH, policy, handle: (exchange) => takeCode(deps, exchange) },
  ];
}

async function takeCode(deps: DigitalIdentityDeps, exchange: Exchange): Promise<AnswerWithCookies> {
  const { database, secret } = deps;
  const { form, arrivedAt: now } = exchange;
  const browser = exchange.cookie('entry') ?? '';
  const outcome = await database.transaction(async (tx) => {
    const taken = await takeProof(tx, secret, browser, form.text('code').slice(0, 50), now);
    if (taken.kind !== 'proved') return taken;
    await linkProven(tx, taken.asserted, taken.accountId, now);
    return { ...taken, came: await openFor(tx, exchange, taken.asserted, taken.accountId) };
  });
  if (outcome.kind === 'proved' && outcome.came.kind === 'in') {
    return withCookies(
      seeOther(afterEntry({ purpose: 'enter', next: outcome.next })),
      sessionCookie(outcome.came.token),
    );
  }
  if (outcome.kind === 'wrong' && outcome.left > 0) {
    const message = `Il codice non è giusto. Copialo dalla mail: hai ancora ${outcome.left} tentativi.`;
    const look = lookOf(deps, exchange, [{ field: 'code', message }]);
    return page(renderPage(<ProvePage look={look} method="" provider="" mailed />), 422);
  }
  return page(renderPage(<EntryTroublePage look={lookOf(deps, exchange)} trouble="unsolicited" />), 422);
}
