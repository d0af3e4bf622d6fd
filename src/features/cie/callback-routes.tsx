import { type Answer, type AnswerWithCookies, type Exchange, page } from '../../platform/http/index.ts';
import { exchangeCode, readUserInfo } from '../../platform/relying-party/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import type { Wish } from '../digital-identity/index.ts';
import { keepAccessToken } from './access-token-store.ts';
import type { CieDeps } from './deps.ts';
import { partyAt } from './party-store.ts';
import { providerAt } from './provider-store.ts';
import { record } from './record-store.ts';
import { NOT_BELIEVED, NOT_THIS_SIGN_IN, type RefusalWords, UNREACHABLE, wordsForRefusal } from './refusal-words.ts';
import { CALLBACK_PATH, CIE_PATH } from './settings.ts';
import { readBrought } from './sign-in.ts';
import { type SignIn, takeSignIn, takeToken } from './sign-in-store.ts';
import { assertedBy, judgeIdToken, judgeUserInfo } from './tokens.ts';
import { CieTroublePage } from './views/trouble-page.tsx';

/** The browser comes back from the provider: its answer is taken once, from the browser that began, and judged. */
export async function callback(deps: CieDeps, exchange: Exchange): Promise<AnswerWithCookies> {
  const { arrivedAt: now, query } = exchange;
  const given = { state: query['state'] ?? '', browser: exchange.cookie('cie') ?? '' };
  const signIn = await takeSignIn(deps.database, deps.secret, given, now);
  if (signIn === undefined) return trouble(deps, exchange, { words: NOT_THIS_SIGN_IN, status: 422 });
  const { id: signInId, issuer } = signIn;
  await record(deps.database, deps.secret, { signInId, kind: 'answer', issuer, message: exchange.path }, now);
  const brought = readBrought(query, issuer);
  switch (brought.kind) {
    case 'code':
      return takeCode(deps, exchange, signIn, brought.code);
    case 'refusal': {
      const words = wordsForRefusal(brought.error, brought.description);
      if (words.ours) deps.log.warn({ signInId, error: brought.error }, 'the CIE provider refused our request');
      return trouble(deps, exchange, { words, status: 403, signIn });
    }
    case 'mix-up':
    case 'nothing':
      return notBelieved(deps, exchange, signIn, { reason: brought.kind, detail: query['iss'] ?? '' });
  }
}

async function takeCode(deps: CieDeps, exchange: Exchange, signIn: SignIn, code: string): Promise<AnswerWithCookies> {
  const { arrivedAt: now } = exchange;
  const { database, secret, outlet } = deps;
  const provider = await providerAt(deps, now);
  if (provider === undefined) return trouble(deps, exchange, { words: UNREACHABLE, status: 503, signIn });
  const party = await partyAt(deps, now);
  const asking = { outlet, party, provider, now };
  const redirectUri = `${deps.publicUrl}${CALLBACK_PATH}`;
  const tokens = await exchangeCode(asking, { code, verifier: signIn.verifier, redirectUri });
  if (!tokens.ok) return notBelieved(deps, exchange, signIn, tokens);
  const { clientId } = party;
  const { issuer, nonce, level } = signIn;
  const good = judgeIdToken(tokens.claims, { issuer, clientId, nonce, level, tokenHash: tokens.tokenHash, now });
  if (!good.ok) return notBelieved(deps, exchange, signIn, good, tokens.idToken);
  const { subject, jti: tokenId } = good;
  const recorded = { signInId: signIn.id, issuer, subject, tokenId };
  await record(database, secret, { ...recorded, kind: 'id-token', message: tokens.idToken }, now);
  if (!(await takeToken(database, issuer, tokenId, good.expiresAt))) {
    return notBelieved(deps, exchange, signIn, { reason: 'replay', detail: tokenId });
  }
  const info = await readUserInfo(asking, tokens.accessToken);
  if (!info.ok) return notBelieved(deps, exchange, signIn, info);
  const told = judgeUserInfo(info.claims, { issuer, clientId, subject, now });
  if (!told.ok) return notBelieved(deps, exchange, signIn, told, info.signed);
  await record(database, secret, { ...recorded, kind: 'userinfo', message: info.signed }, now);
  const proof = { issuer, subject, level: good.level, tokenId };
  const answer = await deps.comeIn(exchange, assertedBy(proof, told.person), wishOf(signIn));
  const session = answer.cookies?.find(({ name }) => name === 'session')?.value;
  if (session) await keepAccessToken(database, secret, session, tokens.accessToken, now);
  return answer;
}

/** What the sign-in was begun for. It has been used up already: an answer is taken once. */
function wishOf({ purpose, path, accountId, sessionId }: SignIn): Wish {
  return { purpose, accountId, sessionId, next: path, use: async () => true };
}

interface Fault {
  readonly reason: string;
  readonly detail: string;
}

/** The reason goes into the record and the log; the person learns only that it was not accepted. */
async function notBelieved(
  deps: CieDeps,
  exchange: Exchange,
  signIn: SignIn,
  { reason, detail }: Fault,
  message = '',
): Promise<AnswerWithCookies> {
  const { id: signInId, issuer } = signIn;
  const recorded = { signInId, kind: 'refused', issuer, message, reason: `${reason}: ${detail}` } as const;
  await record(deps.database, deps.secret, recorded, exchange.arrivedAt);
  deps.log.warn({ signInId, reason, detail }, 'an answer of the CIE provider was refused');
  const unreachable = reason === 'unreachable';
  const words = unreachable ? UNREACHABLE : NOT_BELIEVED;
  return trouble(deps, exchange, { words, status: unreachable ? 503 : 400, signIn });
}

interface Shown {
  readonly words: Pick<RefusalWords, 'title' | 'happened' | 'todo'>;
  readonly status: number;
  readonly signIn?: SignIn;
}

function trouble({ frame }: CieDeps, exchange: Exchange, { words, status, signIn }: Shown): Answer {
  const visitor = visitorOf(exchange, 'person');
  const again = `${CIE_PATH}/login${signIn ? `?dopo=${encodeURIComponent(signIn.path)}` : ''}`;
  const html = renderPage(<CieTroublePage {...{ frame, visitor, words, again, reference: signIn?.id }} />);
  return page(html, status);
}
