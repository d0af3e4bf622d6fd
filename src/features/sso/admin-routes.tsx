import {
  type Answer,
  type AnswerWithCookies,
  absent,
  type Mount,
  page,
  type Route,
  type SignedIn,
  seeOther,
  signedIn,
} from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { lookOf } from './answers-routes.tsx';
import type { Client } from './client.ts';
import { type FieldFault, readClient, type TypedClient, typedOf } from './client-form.ts';
import {
  allClients,
  changeClient,
  clientById,
  endOldSecrets,
  newClientSecret,
  registerClient,
  secretsOf,
  suspendClient,
} from './client-store.ts';
import { tryClient } from './client-trial-routes.ts';
import type { SsoDeps } from './deps.ts';
import type { Openid } from './provider-store.ts';
import { ClientFormPage } from './views/client-form-page.tsx';
import { ClientListPage } from './views/client-list-page.tsx';
import { ClientSecretPage, ClientStatePage } from './views/client-secret-page.tsx';
import { ClientTrialPage } from './views/client-trial-page.tsx';

const LIST = '/amministrazione/servizi';

/** Where the administrator says which services may be entered from here, and with what. */
export function adminRoutes(deps: SsoDeps, openid: Openid, mount: Mount): Route[] {
  const watch = { who: 'administrator' } as const;
  const change = { who: 'administrator', recent: true } as const;
  const one = `${LIST}/:service`;
  type Handle = (exchange: SignedIn, client: Client) => Promise<AnswerWithCookies>;
  const of = (handle: Handle) =>
    signedIn(async (exchange) => {
      const client = await clientById(deps.database, exchange.params['service'] ?? '');
      return client === undefined ? absent() : handle(exchange, client);
    });
  return [
    { method: 'GET', path: LIST, policy: watch, handle: signedIn((exchange) => list(deps, exchange)) },
    { method: 'GET', path: `${LIST}/nuovo`, policy: change, handle: signedIn(async (x) => form(deps, x, typedOf())) },
    { method: 'POST', path: `${LIST}/nuovo`, policy: change, handle: signedIn((x) => register(deps, x)) },
    { method: 'GET', path: one, policy: change, handle: of(async (x, it) => form(deps, x, typedOf(it), it)) },
    { method: 'POST', path: one, policy: change, handle: of((exchange, it) => amend(deps, exchange, it)) },
    { method: 'GET', path: `${one}/segreto`, policy: change, handle: of((x, it) => secrets(deps, x, it)) },
    { method: 'POST', path: `${one}/segreto`, policy: change, handle: of((x, it) => renew(deps, x, it)) },
    { method: 'GET', path: `${one}/stato`, policy: change, handle: of(async (x, it) => state(deps, x, it)) },
    { method: 'POST', path: `${one}/stato`, policy: change, handle: of((x, it) => suspend(deps, x, it)) },
    { method: 'GET', path: `${one}/prova`, policy: change, handle: of(async (x, it) => trial(deps, x, it)) },
    {
      method: 'POST',
      path: `${one}/prova`,
      policy: change,
      handle: of(async (x, it) => trial(deps, x, it, await tryClient({ deps, openid, mount }, it, x.visitor))),
    },
  ];
}

async function list(deps: SsoDeps, exchange: SignedIn): Promise<Answer> {
  const clients = await allClients(deps.database);
  return page(
    renderPage(<ClientListPage look={adminLook(deps, exchange)} clients={clients} issuer={deps.publicUrl} />),
  );
}

function adminLook(deps: SsoDeps, exchange: SignedIn, faults: readonly FieldFault[] = []) {
  return lookOf(deps, exchange, faults, 'administrator');
}

function form(
  deps: SsoDeps,
  exchange: SignedIn,
  typed: TypedClient,
  client?: Client,
  faults: readonly FieldFault[] = [],
): Answer {
  const look = adminLook(deps, exchange, faults);
  return page(renderPage(<ClientFormPage look={look} typed={typed} client={client} />), faults.length > 0 ? 422 : 200);
}

function typedIn({ form: posted }: SignedIn, id?: string): TypedClient {
  return {
    id: id ?? posted.text('id'),
    name: posted.text('name'),
    purpose: posted.text('purpose'),
    homeUrl: posted.text('homeUrl'),
    redirectUris: posted.text('redirectUris'),
    postLogoutUris: posted.text('postLogoutUris'),
    logoutUrl: posted.text('logoutUrl'),
    authentication: posted.text('authentication'),
    publicKeys: posted.text('publicKeys'),
    scopes: posted.texts('scopes'),
    fiscalCodeBasis: posted.text('fiscalCodeBasis'),
    level: posted.text('level'),
    own: posted.checked('own'),
    refresh: posted.checked('refresh'),
  };
}

const SINGLE = ['id', 'name', 'purpose', 'homeUrl', 'redirectUris', 'postLogoutUris', 'logoutUrl', 'publicKeys'];
const CHOSEN = ['authentication', 'fiscalCodeBasis', 'level', 'own', 'refresh'];

/** What was sent wrongly comes before what was typed wrongly. */
function read(deps: SsoDeps, exchange: SignedIn, typed: TypedClient) {
  const sent = [...exchange.form.single(...SINGLE, ...CHOSEN), ...exchange.form.faults];
  return sent.length > 0 ? { faults: sent } : readClient(typed, { loopback: deps.development });
}

async function register(deps: SsoDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const typed = typedIn(exchange);
  const reading = read(deps, exchange, typed);
  if ('faults' in reading) return form(deps, exchange, typed, undefined, reading.faults);
  const { client } = reading;
  const { visitor, arrivedAt } = exchange;
  const isNew = await deps.database.transaction((tx) => registerClient(tx, client, visitor.accountId, arrivedAt));
  if (!isNew) {
    const message = 'Un servizio con questo identificativo c’è già: scegline un altro.';
    return form(deps, exchange, typed, undefined, [{ field: 'id', message }]);
  }
  const secret = client.authentication.startsWith('client_secret');
  return seeOther(
    secret ? `${LIST}/${client.id}/segreto` : `${LIST}/${client.id}/prova`,
    `${client.name} è registrato.${secret ? ' Crea adesso il suo segreto.' : ''}`,
  );
}

async function amend(deps: SsoDeps, exchange: SignedIn, before: Client): Promise<AnswerWithCookies> {
  const typed = typedIn(exchange, before.id);
  const reading = read(deps, exchange, typed);
  if ('faults' in reading) return form(deps, exchange, typed, before, reading.faults);
  const client = { ...reading.client, suspended: before.suspended };
  await deps.database.transaction((tx) => changeClient(tx, client, exchange.visitor.accountId));
  return seeOther(LIST, `Le modifiche a ${client.name} valgono da adesso.`);
}

async function secrets(deps: SsoDeps, exchange: SignedIn, client: Client, secret?: string): Promise<Answer> {
  const heads = await secretsOf(deps.database, client.id, exchange.arrivedAt);
  const look = adminLook(deps, exchange);
  return page(renderPage(<ClientSecretPage look={look} client={client} heads={heads} secret={secret} />));
}

/** The new secret is in this one answer and nowhere else: no redirect, no notice. */
async function renew(deps: SsoDeps, exchange: SignedIn, client: Client): Promise<AnswerWithCookies> {
  const { visitor, arrivedAt, form: posted } = exchange;
  const by = visitor.accountId;
  const decision = posted.text('decision');
  if (decision === 'end') {
    await deps.database.transaction((tx) => endOldSecrets(tx, client.id, by));
    return seeOther(`${LIST}/${client.id}/segreto`, 'I segreti precedenti non valgono più.');
  }
  if (decision !== 'new' || !client.authentication.startsWith('client_secret')) return secrets(deps, exchange, client);
  const secret = await deps.database.transaction((tx) => newClientSecret(tx, client.id, by, arrivedAt));
  return secrets(deps, exchange, client, secret);
}

function state(deps: SsoDeps, exchange: SignedIn, client: Client): Answer {
  return page(renderPage(<ClientStatePage look={adminLook(deps, exchange)} client={client} />));
}

async function suspend(deps: SsoDeps, exchange: SignedIn, client: Client): Promise<AnswerWithCookies> {
  const suspended = !client.suspended;
  await deps.database.transaction((tx) => suspendClient(tx, client.id, suspended, exchange.visitor.accountId));
  return seeOther(LIST, `${client.name}: ${suspended ? 'da adesso non si entra' : 'si entra di nuovo'}.`);
}

type Steps = Awaited<ReturnType<typeof tryClient>>;

function trial(deps: SsoDeps, exchange: SignedIn, client: Client, steps?: Steps): Answer {
  return page(renderPage(<ClientTrialPage look={adminLook(deps, exchange)} client={client} steps={steps} />));
}
