import { romeDate } from '../../kernel/rome-time.ts';
import type { AnswerWithCookies, Form, Route, SignedIn } from '../../platform/http/index.ts';
import { json, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import type { Registry } from '../registry/index.ts';
import { type Fault, readData, type TypedData, typedAgain } from './data-form.ts';
import type { Municipality } from './declared-data.ts';
import type { EnablementRoutesDeps } from './deps.ts';
import { identifies } from './digital-identity.ts';
import { mayDeclare, pendingStep } from './enablement.ts';
import { draftOf, enablementOf, saveDraft } from './enablement-store.ts';
import { checksOf } from './identity-check-store.ts';
import { type Looker, lookerIn, OWN } from './looker-store.ts';
import { pendingVariation } from './pending-variation.ts';
import { allFaults, typedIn } from './posted-data.ts';
import { MUNICIPALITIES_PATH, type MunicipalitySearch, municipalityChoice } from './views/contact-fields.tsx';
import { DataPage } from './views/data-page.tsx';

/** Entry, and the first step: the data. */
export function dataRoutes(deps: EnablementRoutesDeps): Route[] {
  return [
    { method: 'GET', path: '/abilitazione', policy: OWN, handle: signedIn((exchange) => resume(deps, exchange)) },
    {
      method: 'GET',
      path: '/abilitazione/dati',
      policy: OWN,
      handle: signedIn((exchange) => showData(deps, exchange)),
    },
    {
      method: 'POST',
      path: '/abilitazione/dati',
      policy: OWN,
      handle: signedIn((exchange) => takeData(deps, exchange)),
    },
    {
      method: 'GET',
      path: MUNICIPALITIES_PATH,
      policy: { who: 'signed-in' },
      handle: async ({ query }) => json(await suggestions(deps.registry, query['q'] ?? '')),
    },
  ];
}

async function resume({ database }: EnablementRoutesDeps, { visitor }: SignedIn): Promise<AnswerWithCookies> {
  const state = (await enablementOf(database, visitor.accountId))?.state ?? 'none';
  return seeOther(pendingStep(state, (await draftOf(database, visitor.accountId)) !== undefined));
}

async function showData(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const looker = await lookerIn(deps.database, exchange);
  const draft = await draftOf(deps.database, looker.account.id);
  if (!mayDeclare(looker.state, draft !== undefined)) return seeOther(pendingStep(looker.state));
  const known = draft ?? looker.enablement?.request.declaration;
  const contact = known?.contact;
  const typed = contact === undefined ? typedIn(exchange.form) : typedAgain(contact, known?.document);
  const municipality = { chosen: contact?.municipality, query: '', results: undefined };
  return dataPage(deps, looker, typed, municipality, [], exchange.notice);
}

async function takeData(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { form, arrivedAt } = exchange;
  const looker = await lookerIn(deps.database, exchange);
  const draft = await draftOf(deps.database, looker.account.id);
  if (!mayDeclare(looker.state, draft !== undefined)) return seeOther(pendingStep(looker.state));
  const typed = typedIn(form);
  const municipality = await municipalityIn(deps.registry, form);
  if (form.text('search') === 'municipality') return dataPage(deps, looker, typed, municipality, []);
  const around = { municipality: municipality.chosen, birthDate: looker.account.birthDate, today: romeDate(arrivedAt) };
  const read = readData(typed, around);
  const faults = allFaults(form, 'faults' in read ? read.faults : []);
  if ('faults' in read || faults.length > 0) return dataPage(deps, looker, typed, municipality, faults);
  const variation = pendingVariation(looker.account, looker.enablement, draft);
  const data = { ...read.data, ...(variation && { variation }) };
  await saveDraft(deps.database, looker.account.id, data, arrivedAt);
  return seeOther('/abilitazione/riepilogo');
}

/** Why a request is made again, by where the enablement stands. */
const AGAIN = {
  active: 'forgotten-code',
  requested: 'own-mistake',
  'code-confirmed': 'own-mistake',
  revoked: 'revoked',
  none: undefined,
  identified: undefined,
} as const;

async function dataPage(
  { database, frame }: EnablementRoutesDeps,
  { account, enablement, state, visitor, entry }: Looker,
  typed: TypedData,
  municipality: MunicipalitySearch,
  errors: readonly Fault[],
  notice?: string,
): Promise<AnswerWithCookies> {
  const [last] = state === 'none' && enablement !== undefined ? await checksOf(database, account.id) : [];
  const variation = pendingVariation(account, enablement, await draftOf(database, account.id));
  const again = variation === undefined ? AGAIN[state] : undefined;
  const refusal = last?.outcome === 'refused' ? last : undefined;
  const digital = identifies(entry) && variation === undefined;
  const props = {
    frame,
    visitor,
    person: account,
    typed,
    municipality,
    errors,
    again,
    variation,
    refusal,
    digital,
    notice,
  } as const;
  return page(renderPage(<DataPage {...props} />), errors.length > 0 ? 422 : 200);
}

const SHOWN = 20;

/** The municipality chosen; without JavaScript, the one meant by what was typed, or those among which to choose. */
export async function municipalityIn(registry: Registry, form: Form): Promise<MunicipalitySearch> {
  const query = form.text('municipality.query').trim().slice(0, 100);
  const code = form.text('municipality').trim().slice(0, 10);
  const chosen = code === '' ? undefined : await registry.municipality(code);
  const search = form.text('search') === 'municipality';
  const current = chosen === undefined || chosen.closed ? undefined : municipalityOf(chosen);
  if (!search && (current !== undefined || query === '')) return { chosen: current, query, results: undefined };
  const results = await findMunicipalities(registry, query);
  const exact = results.filter(({ name }) => name.toLowerCase() === query.toLowerCase());
  if (!search && exact.length === 1) return { chosen: exact[0], query, results: undefined };
  return { chosen: current, query, results };
}

async function suggestions(registry: Registry, query: string) {
  const found = await findMunicipalities(registry, query.slice(0, 100));
  return { results: found.map(municipalityChoice), total: found.length };
}

async function findMunicipalities(registry: Registry, query: string): Promise<Municipality[]> {
  const found = await registry.searchMunicipalities(query, SHOWN);
  return found.filter(({ closed }) => !closed).map(municipalityOf);
}

function municipalityOf({ code, name, province }: Municipality): Municipality {
  return { code, name, province };
}
