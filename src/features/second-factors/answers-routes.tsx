import { toString as drawCode } from 'qrcode';
import { type Answer, type FieldError, json, type SignedIn, seeOther } from '../../platform/http/index.ts';
import { visitorOf } from '../../ui/index.ts';
import {
  accountById,
  areaOf,
  askedPath,
  type Counted,
  isTooShortAlone,
  type Limit,
  OWN_PASSWORD_PATH,
  waitWords,
} from '../accounts/index.ts';
import type { SecondFactorDeps } from './deps.ts';
import { hasSecondFactor } from './factors-store.ts';
import { PROFILE } from './paths.ts';
import { keyUri, type Offer, offerKey, openOffer } from './totp-store.ts';
import type { Look } from './views/factor-page.tsx';
import type { TotpOffer } from './views/totp-steps.tsx';

/** What a page shows besides its own matter, from the request it answers. */
export function lookOf({ frame }: SecondFactorDeps, exchange: SignedIn, errors: readonly FieldError[] = []): Look {
  const { csrf, notice } = exchange;
  return { frame, visitor: visitorOf(exchange, areaOf(exchange)), csrf, notice, errors };
}

export function askedOf({ form, query }: SignedIn): string | undefined {
  return askedPath(form.has('dopo') ? form.text('dopo') : query['dopo']);
}

/** Asked again by /accesso/conferma of somebody who has given it before. */
export function confirming({ visitor, form, query }: SignedIn): boolean {
  return visitor.secondFactor && (form.has('conferma') ? form.text('conferma') : query['conferma']) === '1';
}

/** Nothing is owed, and nobody asks for it again. */
export function isDone(exchange: SignedIn): boolean {
  return exchange.visitor.proven && !confirming(exchange);
}

/** What goes from page to page until the proof is given. */
export function carriedBy(exchange: SignedIn): Record<string, string> {
  const asked = askedOf(exchange);
  return { ...(asked !== undefined && { dopo: asked }), ...(confirming(exchange) && { conferma: '1' }) };
}

const free = (tries: number): number[] => Array.from({ length: tries - 1 }, () => 0);

/** Codes tried inside a session that already knows the password: of the app and of recovery, counted together. */
const CODES_TRIED: Limit = { pauses: [...free(5), 30, 60, 300, 900, 3600], forgetAfterSeconds: 86_400 };

export function codesTried(accountId: string): Counted[] {
  return [{ limit: CODES_TRIED, name: 'second-factor', of: [accountId] }];
}

export function pauseWords(until: Date, now: Date): string {
  return waitWords('Troppi codici sbagliati. Per sicurezza facciamo una pausa', until, now);
}

/** What an offer is sealed for. */
export function boundTo({ visitor }: SignedIn): string {
  return `${visitor.accountId} ${visitor.sessionId}`;
}

/** A key to be taken into an app: the one the form came with, or a new one. */
export async function totpOfferFor(deps: SecondFactorDeps, exchange: SignedIn): Promise<TotpOffer> {
  const now = exchange.arrivedAt;
  const { secret, sealed } = postedOffer(deps, exchange) ?? offerKey(deps.secret, boundTo(exchange), now);
  const username = (await accountById(deps.database, exchange.visitor.accountId))?.username ?? '';
  const drawing = await drawCode(keyUri(secret, username, deps.frame.installation.name), { type: 'svg', margin: 2 });
  const image = `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`;
  return { secret, sealed, username, image };
}

export function postedOffer({ secret }: SecondFactorDeps, exchange: SignedIn): Offer | undefined {
  const sealed = exchange.form.text('key');
  return sealed === '' ? undefined : openOffer(secret, boundTo(exchange), sealed, exchange.arrivedAt);
}

/** A challenge for the script of the page; a browser that comes here by itself goes to the page. */
export function challengeAnswer(exchange: SignedIn, page: string, options: unknown) {
  return exchange.wantsJson ? json({ options }) : seeOther(page);
}

/** What somebody is told who took a factor away. */
export interface Removed {
  readonly words: string;
  /** With it a password went out of use. */
  readonly withdrawn: boolean;
}

/** Where they go: to a longer password, where the one that is left alone is too short. */
export async function afterRemoval(
  deps: SecondFactorDeps,
  { visitor }: SignedIn,
  { words, withdrawn }: Removed,
): Promise<Answer> {
  const { accountId } = visitor;
  const { database } = deps;
  const alone = !(await hasSecondFactor(database, accountId)) && (await deps.mayUsePasskey(accountId));
  if (alone && withdrawn) return seeOther(OWN_PASSWORD_PATH, `${words} ${WITHDRAWN}`);
  if (!alone || !(await isTooShortAlone(database, accountId))) return seeOther(PROFILE, words);
  return seeOther(OWN_PASSWORD_PATH, `${words} Da sola, la tua password è troppo corta: scegline una più lunga.`);
}

const WITHDRAWN =
  'La tua password, da sola, era troppo corta e non si usa più: continui a entrare con la tua identità digitale. Se vuoi anche una password, scegline qui una più lunga.';
