import { type Answer, type Exchange, page, type Route } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import type { EnablementRoutesDeps } from './deps.ts';
import { codeToStop, stopCode } from './recovered-code-store.ts';
import { DeadStopPage, StopCodePage, StoppedCodePage } from './views/stop-code-pages.tsx';

const PATH = '/codice-personale/blocco/:token';
const ANYONE = { who: 'anyone' } as const;

/** What the link in the mail opens. A button does the act, because programs that check mails open every link. */
export function stopCodeRoutes(deps: EnablementRoutesDeps): Route[] {
  return [
    { method: 'GET', path: PATH, policy: ANYONE, handle: (exchange) => show(deps, exchange) },
    { method: 'POST', path: PATH, policy: ANYONE, handle: (exchange) => stop(deps, exchange) },
  ];
}

const tokenOf = ({ params }: Exchange) => params['token'] ?? '';

async function show({ database, secret, frame }: EnablementRoutesDeps, exchange: Exchange): Promise<Answer> {
  const token = tokenOf(exchange);
  const code = await codeToStop(database, secret, token, exchange.arrivedAt);
  const look = { frame, visitor: visitorOf(exchange) };
  if (code === undefined) return page(renderPage(<DeadStopPage {...look} />), 410);
  return page(renderPage(<StopCodePage {...look} csrf={exchange.csrf} token={token} recoveredAt={code.recoveredAt} />));
}

async function stop({ database, secret, frame }: EnablementRoutesDeps, exchange: Exchange): Promise<Answer> {
  const { visitor, arrivedAt } = exchange;
  const code = await codeToStop(database, secret, tokenOf(exchange), arrivedAt);
  const done = code !== undefined && (await stopCode(database, code, arrivedAt));
  if (!done) return page(renderPage(<DeadStopPage frame={frame} visitor={visitorOf(exchange)} />), 410);
  const seen = visitor?.accountId === code.accountId ? null : visitorOf(exchange);
  return page(renderPage(<StoppedCodePage frame={frame} visitor={seen} />));
}
