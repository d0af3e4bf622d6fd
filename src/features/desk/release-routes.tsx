import type { AnswerWithCookies, Form, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, seeOther, signedIn } from '../../platform/http/index.ts';
import { releaseFiscalCode } from '../enablement/index.ts';
import { BOUND, onePerField } from './decision.ts';
import type { DeskRoutesDeps } from './deps.ts';
import { lookedUp, seekerIn } from './seeker-store.ts';
import { statePage } from './state-routes.tsx';
import { NO_REVOCATION, readRelease, type TypedRelease } from './typed-state.ts';

/** The fiscal code of the person at the desk is under an account they never opened: the desk frees it. */
export function releaseRoutes(deps: DeskRoutesDeps): Route[] {
  const policy = { who: 'clerk', object: 'looked-up-account' } as const;
  const one = { path: '/sportello/stato/:id/liberazione', policy };
  return [
    // After a new login the browser comes back with GET to where it had posted.
    { method: 'GET', ...one, handle: signedIn((exchange) => statePage(deps, exchange, NO_REVOCATION, [])) },
    { method: 'POST', ...one, handle: signedIn((exchange) => release(deps, exchange)) },
  ];
}

async function release(deps: DeskRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { form, arrivedAt } = exchange;
  const found = await lookedUp(deps.database, exchange, 'clerk');
  if (found === undefined) return absent();
  const typed = typedRelease(form);
  const read = readRelease(typed);
  const sent = form.single('releaseDocumentKind', 'releaseDocumentNumber', 'theirs');
  const faults = onePerField([...sent, ...('faults' in read ? read.faults : [])]);
  const again = { ...NO_REVOCATION, release: typed };
  if ('faults' in read || faults.length > 0) return statePage(deps, exchange, again, faults);
  const releaser = { seeker: seekerIn(exchange, 'clerk'), lookup: found.id, document: read.document };
  const done = await deps.database.transaction((tx) => releaseFiscalCode(tx, found.accountId, releaser, arrivedAt));
  return done === 'released'
    ? seeOther('/sportello/stato', FREED)
    : statePage(deps, exchange, again, [{ field: 'theirs', message: done === 'own' ? BOUND : NOT_FREED }]);
}

const FREED =
  'Il codice fiscale è libero e l’utenza di prima è chiusa. Ora la persona può registrarsi, o entrare con SPID o CIE: può farlo subito, dal suo telefono.';
const NOT_FREED =
  'Questa utenza è stata identificata: lo sportello non la può chiudere. Se la persona dice di non averla aperta, scrivi all’assistenza.';

function typedRelease(form: Form): TypedRelease {
  return {
    releaseDocumentKind: form.text('releaseDocumentKind').slice(0, 40),
    releaseDocumentNumber: form.text('releaseDocumentNumber').slice(0, 100),
    theirs: form.checked('theirs'),
  };
}
