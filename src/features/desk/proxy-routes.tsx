import type { AnswerWithCookies, Form, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { CHECKS, pendingRequest, saveIdentityCheck } from '../enablement/index.ts';
import { currentReleases, procedureWindow } from '../procedures/index.ts';
import { type Fault, faultsOf, onePerField } from './decision.ts';
import type { DeskRoutesDeps } from './deps.ts';
import { clerkIn, idIn, looking } from './seeker-store.ts';
import { type AllowingProcedure, LARGEST_COPY, NO_PROXY, readProxy, type TypedProxy } from './typed-proxy.ts';
import { ProxyPage } from './views/proxy-page.tsx';

/** Somebody else stands at the desk in the person's place: only where a procedure that is open says so. */
export function proxyRoutes(deps: DeskRoutesDeps): Route[] {
  const policy = { who: 'clerk', object: 'pending-identification' } as const;
  const path = '/sportello/richieste/:id/delegato';
  return [
    { method: 'GET', path, policy, handle: signedIn((exchange) => proxyPage(deps, exchange, NO_PROXY, [])) },
    { method: 'POST', path, policy, upload: LARGEST_COPY, handle: signedIn((exchange) => decide(deps, exchange)) },
  ];
}

async function allowing({ database }: DeskRoutesDeps, now: Date): Promise<AllowingProcedure[]> {
  const found: AllowingProcedure[] = [];
  for (const release of await currentReleases(database)) {
    if (release.definition.identification_by_proxy !== true) continue;
    const window = await procedureWindow(database, release, now);
    if (window?.phase === 'open') found.push({ id: release.procedureId, title: release.definition.title });
  }
  return found;
}

async function proxyPage(
  deps: DeskRoutesDeps,
  exchange: SignedIn,
  typed: TypedProxy,
  errors: readonly Fault[],
): Promise<AnswerWithCookies> {
  const id = idIn(exchange);
  const clerk = await clerkIn(deps.database, exchange);
  const request = id && (await pendingRequest(deps.database, clerk, id, exchange.arrivedAt));
  if (!request) return absent();
  const procedures = await allowing(deps, exchange.arrivedAt);
  const props = { frame: deps.frame, ...looking(exchange, 'desk'), request, procedures, typed, errors };
  return page(renderPage(<ProxyPage {...props} />), errors.length > 0 ? 422 : 200);
}

async function decide(deps: DeskRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { form, files, arrivedAt } = exchange;
  const id = idIn(exchange);
  if (id === undefined) return absent();
  const typed = typedProxy(form);
  const copy = files.find(({ field }) => field === 'copy');
  const read = readProxy(typed, copy, await allowing(deps, arrivedAt));
  const doubled = form.single('procedure', 'surname', 'name', 'documentKind', 'documentNumber', 'proxyNumber');
  const faults = onePerField([...doubled, ...('faults' in read ? read.faults : [])]);
  if ('faults' in read || faults.length > 0) return proxyPage(deps, exchange, typed, faults);
  const checks = CHECKS.map(({ value }) => value).filter((check) => typed.checks.includes(check));
  const clerk = await clerkIn(deps.database, exchange);
  const judgement = { outcome: 'confirmed', checks, proxy: read } as const;
  const result = await saveIdentityCheck(deps.database, clerk, id, judgement, arrivedAt);
  switch (result.kind) {
    case 'saved':
      return seeOther(
        '/sportello',
        `Identificazione confermata per delega: richiesta n. ${result.check.requestNumber}.`,
      );
    case 'absent':
      return absent();
    case 'settled':
    case 'withdrawn':
      return seeOther('/sportello', 'La richiesta è già stata decisa o rifatta: non è stato registrato niente.');
    default:
      return proxyPage(deps, exchange, typed, faultsOf(result));
  }
}

function typedProxy(form: Form): TypedProxy {
  return {
    procedure: form.text('procedure').slice(0, 100),
    surname: form.text('surname'),
    name: form.text('name'),
    documentKind: form.text('documentKind').slice(0, 40),
    documentNumber: form.text('documentNumber').slice(0, 100),
    proxyNumber: form.text('proxyNumber'),
    checks: form.texts('checks').slice(0, 20),
  };
}
