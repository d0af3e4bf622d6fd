import type { EnablementState } from '../../platform/http/index.ts';
import type { RequestPurpose } from './declared-data.ts';

/**
 * What can happen to an enablement. `request` is the confirmed data form; `regenerate` and `vary` are the same from who is
 * active and has forgotten the code or changed name; `withdraw` takes the change of name back; `identify` and `refuse` are the desk's; `accept` is the adhesion
 * accepted on line by who came in with SPID or CIE; `revoke` is the person's, an office's, or follows from inactivity.
 */
export type Move =
  | 'request'
  | 'regenerate'
  | 'vary'
  | 'withdraw'
  | 'confirm-code'
  | 'identify'
  | 'accept'
  | 'refuse'
  | 'choose-code'
  | 'revoke';

/**
 * The whole life cycle: data → temporary code → desk or digital identity → own code. A request may be made again until it
 * is settled, and after a revocation; a refusal leads back to the data. Whoever regenerates or varies waits for a new
 * identification, and signs nothing until then; a change of name withdrawn meanwhile leaves everything as it was. A revocation ends it wherever it stands, and the account stays.
 */
const moves: Readonly<Record<Move, Partial<Record<EnablementState, EnablementState>>>> = {
  request: { none: 'requested', requested: 'requested', 'code-confirmed': 'requested', revoked: 'requested' },
  regenerate: { active: 'requested' },
  vary: { active: 'requested' },
  withdraw: { requested: 'active', 'code-confirmed': 'active' },
  'confirm-code': { requested: 'code-confirmed' },
  identify: { 'code-confirmed': 'identified' },
  accept: { requested: 'identified', 'code-confirmed': 'identified' },
  refuse: { 'code-confirmed': 'none' },
  'choose-code': { identified: 'active' },
  revoke: { requested: 'revoked', 'code-confirmed': 'revoked', identified: 'revoked', active: 'revoked' },
};

/** The state after the move; nothing when the enablement does not stand where the move begins. */
export function afterMove(state: EnablementState, move: Move): EnablementState | undefined {
  return moves[move][state];
}

/** Who is active declares data only after saying why: a forgotten code or a change of name, kept as a draft. */
export function mayDeclare(state: EnablementState, hasDraft: boolean): boolean {
  return afterMove(state, 'request') !== undefined || (state === 'active' && hasDraft);
}

/** What confirming the data is from here, and why. `before`: the purpose of the last request; `varies`: the name changes. */
export function requestFromHere(
  state: EnablementState,
  before: RequestPurpose | undefined,
  varies: boolean,
): { readonly move: Move; readonly purpose: RequestPurpose } {
  if (state === 'active')
    return varies ? { move: 'vary', purpose: 'variation' } : { move: 'regenerate', purpose: 'regeneration' };
  if (state === 'revoked') return { move: 'request', purpose: 'return' };
  // Who gives a variation up asks for what they would have asked without it.
  const without = before === undefined || before === 'variation' ? 'first' : before;
  return { move: 'request', purpose: varies ? 'variation' : without };
}

/** The page of the step that is pending: where "Accedi" and every page visited out of turn lead. */
export function pendingStep(state: EnablementState, hasDraft = false): string {
  switch (state) {
    case 'none':
    case 'revoked':
      return hasDraft ? '/abilitazione/riepilogo' : '/abilitazione/dati';
    case 'requested':
      return '/abilitazione/codice-temporaneo';
    case 'code-confirmed':
      return '/abilitazione/attesa';
    case 'identified':
      return '/abilitazione/codice-personale';
    case 'active':
      return '/area';
  }
}

/** A temporary code waits for its owner in these states, and may be mailed again. */
export function awaitsTemporaryCode(state: EnablementState): boolean {
  return state === 'requested' || state === 'code-confirmed' || state === 'identified';
}

const DAY_MS = 86_400_000;
export const MAILS_A_DAY = 5;
/** Between one mail and the next when the person only asks for it again. */
export const BETWEEN_MAILS_MS = 120_000;

/** Whether a temporary code may be mailed, or from when. `mailed` are the earlier times, oldest first. */
export function mayMail(mailed: readonly Date[], now: Date, pauseMs = 0): { ok: true } | { ok: false; from: Date } {
  const last = mailed.at(-1);
  const recent = mailed.filter((at) => now.getTime() - at.getTime() < DAY_MS);
  const oldest = recent[recent.length - MAILS_A_DAY];
  if (oldest !== undefined) return { ok: false, from: new Date(oldest.getTime() + DAY_MS) };
  if (last !== undefined && now.getTime() - last.getTime() < pauseMs) {
    return { ok: false, from: new Date(last.getTime() + pauseMs) };
  }
  return { ok: true };
}
