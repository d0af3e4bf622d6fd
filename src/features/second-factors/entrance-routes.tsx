import {
  type Answer,
  type AnswerWithCookies,
  type Exchange,
  json,
  page,
  type Route,
  seeOther,
} from '../../platform/http/index.ts';
import { requestOptions } from '../../platform/webauthn.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { askedPath, type Counted, comeIn, type Limit, networkOf, takeTurns, waitWords } from '../accounts/index.ts';
import { boundTo, giveChallenge } from './challenge-store.ts';
import type { SecondFactorDeps } from './deps.ts';
import { ENTRANCE, ENTRANCE_CHALLENGE } from './paths.ts';
import { withProof } from './proof-routes.tsx';
import { EntrancePage } from './views/entrance-page.tsx';

/** The way in with a passkey and nothing else: it proves device and holder at once. */
export function entranceRoutes(deps: SecondFactorDeps): Route[] {
  const policy = { who: 'anyone' } as const;
  return [
    { method: 'GET', path: ENTRANCE, policy, handle: async (exchange) => show(deps, exchange) },
    { method: 'POST', path: ENTRANCE, policy, handle: (exchange) => enter(deps, exchange) },
    { method: 'GET', path: ENTRANCE_CHALLENGE, policy, handle: async () => seeOther(ENTRANCE) },
    { method: 'POST', path: ENTRANCE_CHALLENGE, policy, handle: (exchange) => challenge(deps, exchange) },
  ];
}

function show({ frame, relyingParty }: SecondFactorDeps, exchange: Exchange, trouble?: string, status = 200): Answer {
  const { form, query, csrf, notice } = exchange;
  const asked = askedPath(form.has('dopo') ? form.text('dopo') : query['dopo']);
  const look = { frame, visitor: visitorOf(exchange), csrf, notice, errors: [] };
  const props = { look, asked, trouble, possible: relyingParty.possible };
  return page(renderPage(<EntrancePage {...props} />), status);
}

const REFUSED =
  'Con questa passkey non si entra: forse è stata tolta dalla tua utenza, o è passato troppo tempo. Riprova, o entra con la password.';

async function enter(deps: SecondFactorDeps, exchange: Exchange): Promise<AnswerWithCookies> {
  const accountId = await withProof(deps, exchange, { ceremony: 'enter' }, async (_tx, owner) => owner);
  if (accountId === undefined || !(await deps.mayUsePasskey(accountId))) return show(deps, exchange, REFUSED, 409);
  return comeIn(deps, exchange, accountId, { method: 'passkey', level: 2 });
}

const free = (tries: number): number[] => Array.from({ length: tries - 1 }, () => 0);

/** A signature cannot be guessed, but every challenge is a row: room for a school behind one address, not for a flood. */
const CHALLENGES: Limit = { pauses: [...free(300), 5, 10, 20, 60], forgetAfterSeconds: 3600 };

async function challenge(deps: SecondFactorDeps, exchange: Exchange): Promise<Answer> {
  const { database, relyingParty, secret } = deps;
  const { arrivedAt, ip, wantsJson } = exchange;
  const bound = boundTo('enter', secret, exchange);
  if (!wantsJson || bound === undefined) return seeOther(ENTRANCE);
  const counted: Counted[] = [{ limit: CHALLENGES, name: 'passkey-challenges', of: [networkOf(ip)] }];
  const turn = await takeTurns(database, secret, counted, arrivedAt);
  if (!turn.allowed) return json({ wait: waitWords('Troppe richieste', turn.until, arrivedAt) }, 429);
  const signed = await giveChallenge(database, bound, arrivedAt);
  return json({ options: await requestOptions(relyingParty, signed, []) });
}
