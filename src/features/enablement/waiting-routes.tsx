import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { file, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import type { School } from '../registry/index.ts';
import { adhesionForm, adhesionFormName } from './adhesion-form.ts';
import { keepAdhesionForm, keptAdhesionForm } from './adhesion-form-store.ts';
import type { EnablementRequest } from './declared-data.ts';
import type { EnablementRoutesDeps } from './deps.ts';
import { enableByDigitalIdentity } from './digital-adhesion-store.ts';
import { identifies } from './digital-identity.ts';
import { pendingStep } from './enablement.ts';
import { enablementOf } from './enablement-store.ts';
import { lookerIn, OWN } from './looker-store.ts';
import { type Desk, WaitingPage } from './views/waiting-page.tsx';

/** What to bring and where, and the form to print. */
export function waitingRoutes(deps: EnablementRoutesDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/abilitazione/attesa',
      policy: OWN,
      handle: signedIn((exchange) => showWaiting(deps, exchange)),
    },
    {
      method: 'GET',
      path: '/abilitazione/modulo',
      policy: OWN,
      handle: signedIn((exchange) => giveForm(deps, exchange)),
    },
    {
      method: 'POST',
      path: '/abilitazione/adesione',
      policy: OWN,
      handle: signedIn((exchange) => acceptOnLine(deps, exchange)),
    },
    // After a new login the browser comes back with GET to where it had posted.
    { method: 'GET', path: '/abilitazione/adesione', policy: OWN, handle: async () => seeOther('/abilitazione') },
  ];
}

const SHOWN = 12;
const CONSIDERED = 60;
/** Who may identify: schools of the State and of the autonomous provinces. */
const DESKS = ['state', 'autonomous'] as const;

async function showWaiting(
  { database, registry, frame }: EnablementRoutesDeps,
  exchange: SignedIn,
): Promise<AnswerWithCookies> {
  const { enablement, state, enabledBefore, visitor, entry } = await lookerIn(database, exchange);
  if (enablement === undefined || state !== 'code-confirmed') return seeOther(pendingStep(state));
  const asked = exchange.query['scuola']?.trim().slice(0, 100);
  const { municipality } = enablement.contact;
  const query = asked ?? municipality.name;
  const province = asked === undefined ? municipality.province : undefined;
  const search = { text: query, province, sources: DESKS, limit: CONSIDERED };
  const found = query === '' ? [] : await registry.searchSchools(search);
  const props = {
    frame,
    visitor,
    request: enablement.request,
    query,
    enabledBefore,
    digital: identifies(entry) && enablement.request.declaration.variation === undefined,
    desks: withOffice(found).map(deskOf),
    notice: exchange.notice,
  };
  return page(renderPage(<WaitingPage {...props} />));
}

/** Who made the request with a password and comes in with SPID or CIE afterwards. */
async function acceptOnLine({ database }: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { account, entry, state } = await lookerIn(database, exchange);
  const accepted = await database.transaction((tx) =>
    enableByDigitalIdentity(tx, account.id, entry, exchange.arrivedAt),
  );
  switch (accepted.kind) {
    case 'identified':
      return seeOther('/abilitazione/codice-personale', 'Hai accettato il modulo di adesione: non serve lo sportello.');
    case 'desk-only':
      return seeOther(pendingStep(state), 'I tuoi dati anagrafici cambiano: serve lo sportello, con i documenti.');
    case 'weak':
      return seeOther(pendingStep(state), 'Per accettare da qui devi entrare con SPID o con la CIE.');
    default:
      return seeOther(accepted.resume);
  }
}

/** The seats that have a secretary's office; where none is found, whatever there is. */
function withOffice(found: readonly School[]): readonly School[] {
  const seats = found.filter(({ headquarters }) => headquarters !== false);
  return (seats.length > 0 ? seats : found).slice(0, SHOWN);
}

function deskOf({ code, name, address, postalCode, municipalityName, email, pec }: School): Desk {
  const place = [postalCode, municipalityName].filter(Boolean).join(' ');
  return { code, name, address: address === null ? place : `${address}, ${place}`, email, pec };
}

async function giveForm(deps: EnablementRoutesDeps, { visitor, arrivedAt }: SignedIn): Promise<AnswerWithCookies> {
  const enablement = await enablementOf(deps.database, visitor.accountId);
  if (enablement === undefined) return seeOther('/abilitazione/dati');
  const pdf = await formOf(deps, enablement.request, arrivedAt);
  if (pdf !== undefined) return file(pdf, 'application/pdf', adhesionFormName(enablement.request));
  return seeOther(
    pendingStep(enablement.state),
    'Il modulo non è ancora pronto. La tua richiesta è salva: riprova tra un minuto.',
  );
}

/** The form made already, or made now; nothing when the press cannot. */
async function formOf(
  deps: EnablementRoutesDeps,
  request: EnablementRequest,
  now: Date,
): Promise<Uint8Array | undefined> {
  const kept = await keptAdhesionForm(deps.database, request.id);
  if (kept !== undefined) return kept;
  const order = adhesionForm(request, deps.frame.installation.administration);
  const pressed = await deps.press.pressPdf(order).catch(() => undefined);
  return pressed && keepAdhesionForm(deps.database, request.id, pressed.pdf, now);
}
