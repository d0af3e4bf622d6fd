import { toString as drawCode } from 'qrcode';
import {
  type Answer,
  type AnswerWithCookies,
  type FieldError,
  page,
  type Route,
  type SignedIn,
  seeOther,
  signedIn,
  withCookies,
} from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { accountById } from './account-store.ts';
import { lookOf, waitWords } from './answers-routes.tsx';
import type { AccountDeps } from './deps.ts';
import { standingOf } from './login-routes.tsx';
import { keyUri, proveSecondFactor, secondFactorOf } from './second-factor-store.ts';
import { sessionCookie } from './session-store.ts';
import { askedPath, SECOND_FACTOR_PATH, whereTheyStand } from './standing.ts';
import { SECOND_FACTOR } from './throttle.ts';
import { forgetTries, takeTurns } from './throttle-store.ts';
import { type Enrolment, SecondFactorPage } from './views/second-factor-page.tsx';

/** The second proof of who works at a desk or in an office: compulsory, with no way round it. */
export function secondFactorRoutes(deps: AccountDeps): Route[] {
  const policy = { who: 'pending', object: 'own-account' } as const;
  return [
    { method: 'GET', path: SECOND_FACTOR_PATH, policy, handle: signedIn((exchange) => show(deps, exchange)) },
    { method: 'POST', path: SECOND_FACTOR_PATH, policy, handle: signedIn((exchange) => prove(deps, exchange)) },
  ];
}

interface Shown {
  readonly errors?: readonly FieldError[];
  readonly wait?: string;
  readonly status?: number;
}

function askedOf({ form, query }: SignedIn): string | undefined {
  return askedPath(form.has('dopo') ? form.text('dopo') : query['dopo']);
}

/** Asked again by /accesso/conferma of somebody who has given it before. */
function confirming({ visitor, form, query }: SignedIn): boolean {
  return visitor.secondFactor && (form.has('conferma') ? form.text('conferma') : query['conferma']) === '1';
}

async function show(deps: AccountDeps, exchange: SignedIn, shown: Shown = {}): Promise<Answer> {
  const { visitor } = exchange;
  const again = confirming(exchange);
  if (visitor.proven && !again) return seeOther(whereTheyStand(standingOf(visitor), askedOf(exchange)));
  const look = lookOf(deps, exchange, shown.errors);
  const enrolment = await enrolmentFor(deps, visitor.accountId);
  const props = { look, asked: askedOf(exchange), again, wait: shown.wait, enrolment };
  return page(renderPage(<SecondFactorPage {...props} />), shown.status ?? 200);
}

/** The key and its drawing, only until the first right code. */
async function enrolmentFor(deps: AccountDeps, accountId: string): Promise<Enrolment | undefined> {
  const { secret, confirmed } = await secondFactorOf(deps.database, deps.secret, accountId);
  if (confirmed) return undefined;
  const username = (await accountById(deps.database, accountId))?.username ?? '';
  const drawing = await drawCode(keyUri(secret, username, deps.frame.installation.name), { type: 'svg', margin: 2 });
  return { secret, username, image: `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}` };
}

async function prove(deps: AccountDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { visitor, form, arrivedAt } = exchange;
  const { accountId, sessionId } = visitor;
  if (visitor.proven && !confirming(exchange)) return show(deps, exchange);
  const refused = (message: string) => show(deps, exchange, { errors: [{ field: 'code', message }], status: 422 });
  const [twice] = form.single('code');
  if (twice !== undefined) return refused(twice.message);
  const code = form.text('code').replace(/[\s-]/gu, '');
  if (!/^\d{6}$/.test(code))
    return refused('Il codice di sicurezza è di sei cifre: copialo dall’applicazione sul telefono.');
  const counted = [{ limit: SECOND_FACTOR, name: 'second-factor', of: [accountId] }];
  const turn = await takeTurns(deps.database, deps.secret, counted, arrivedAt);
  if (!turn.allowed) {
    const wait = waitWords('Troppi codici sbagliati. Per sicurezza facciamo una pausa', turn.until, arrivedAt);
    return show(deps, exchange, { wait, status: 429 });
  }
  await secondFactorOf(deps.database, deps.secret, accountId);
  const token = await proveSecondFactor(deps.database, deps.secret, { accountId, sessionId, code }, arrivedAt);
  if (token === undefined) {
    return refused(
      'Il codice non è giusto, o è già stato usato. Aspetta che l’applicazione ne mostri uno nuovo e scrivi quello.',
    );
  }
  await forgetTries(deps.database, deps.secret, counted);
  const next = whereTheyStand({ ...standingOf(visitor), proven: true }, askedOf(exchange));
  return withCookies(seeOther(next), sessionCookie(token));
}
