import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { type Fault, readContact, type TypedData, typedAgain } from './data-form.ts';
import { municipalityIn } from './data-routes.tsx';
import type { EnablementRoutesDeps } from './deps.ts';
import { acceptedOnLine } from './digital-adhesion-store.ts';
import { pendingStep } from './enablement.ts';
import { draftOf, saveContact } from './enablement-store.ts';
import { historyOf } from './history.ts';
import { checksOf } from './identity-check-store.ts';
import { type Looker, lookerIn, OWN } from './looker-store.ts';
import { pendingVariation } from './pending-variation.ts';
import { allFaults, typedIn } from './posted-data.ts';
import { revocationsOf } from './revocation-store.ts';
import { lookupsOf } from './state-lookup-store.ts';
import type { MunicipalitySearch } from './views/contact-fields.tsx';
import { ContactPage } from './views/contact-page.tsx';
import { ProfilePage } from './views/profile-page.tsx';

/** What the portal knows of the person, and who identified them. */
export function profileRoutes(deps: EnablementRoutesDeps): Route[] {
  const contact = { policy: OWN, path: '/profilo/recapiti' };
  return [
    { method: 'GET', path: '/profilo', policy: OWN, handle: signedIn((exchange) => showProfile(deps, exchange)) },
    { method: 'GET', ...contact, handle: signedIn((exchange) => showContact(deps, exchange)) },
    { method: 'POST', ...contact, handle: signedIn((exchange) => takeContact(deps, exchange)) },
  ];
}

async function showProfile({ database, frame }: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { account, enablement, state, visitor } = await lookerIn(database, exchange);
  const [checks, accepted, revocations, lookups] = await Promise.all([
    checksOf(database, account.id),
    acceptedOnLine(database, account.id),
    revocationsOf(database, account.id),
    lookupsOf(database, account.id),
  ]);
  const history = historyOf(checks, accepted, revocations);
  const varies = pendingVariation(account, enablement, await draftOf(database, account.id)) !== undefined;
  const declared = enablement && { contact: enablement.contact, document: enablement.request.declaration.document };
  const props = { frame, visitor, person: account, state, declared, history, varies, lookups, notice: exchange.notice };
  return page(renderPage(<ProfilePage {...props} />));
}

async function showContact(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const looker = await lookerIn(deps.database, exchange);
  const { enablement, state } = looker;
  if (enablement === undefined || state !== 'active') return seeOther(pendingStep(state));
  const { contact } = enablement;
  const municipality = { chosen: contact.municipality, query: '', results: undefined };
  return contactPage(deps, looker, typedAgain(contact, undefined), municipality, []);
}

function contactPage(
  { frame }: EnablementRoutesDeps,
  { visitor }: Looker,
  typed: TypedData,
  municipality: MunicipalitySearch,
  errors: readonly Fault[],
): AnswerWithCookies {
  const props = { frame, visitor, typed, municipality, errors };
  return page(renderPage(<ContactPage {...props} />), errors.length > 0 ? 422 : 200);
}

async function takeContact(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { form } = exchange;
  const looker = await lookerIn(deps.database, exchange);
  if (looker.state !== 'active') return seeOther(pendingStep(looker.state));
  const typed = typedIn(form);
  const municipality = await municipalityIn(deps.registry, form);
  if (form.text('search') === 'municipality') return contactPage(deps, looker, typed, municipality, []);
  const read = readContact(typed, municipality.chosen);
  const faults = allFaults(form, 'faults' in read ? read.faults : []);
  if ('faults' in read || faults.length > 0) return contactPage(deps, looker, typed, municipality, faults);
  await saveContact(deps.database, looker.account.id, read.contact, exchange.arrivedAt);
  return seeOther('/profilo', 'Domicilio e telefono sono salvati.');
}
