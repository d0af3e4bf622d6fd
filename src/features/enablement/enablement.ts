import type { EnablementState } from '../../platform/http/index.ts';

/**
 * What can happen to an enablement. `request` is the confirmed data form, `identify` and `refuse` are the desk's, `accept`
 * is the adhesion accepted on line by who came in with SPID or CIE.
 */
export type Move = 'request' | 'confirm-code' | 'identify' | 'accept' | 'refuse' | 'choose-code' | 'revoke';

/**
 * The life cycle: data → temporary code → desk → own code. A request may be made again until the desk has confirmed the
 * data, and by who forgot the personal code: then a new identification is needed. A refusal leads back to the data.
 */
const moves: Readonly<Record<Move, Partial<Record<EnablementState, EnablementState>>>> = {
  request: {
    none: 'requested',
    requested: 'requested',
    'code-confirmed': 'requested',
    active: 'requested',
    revoked: 'requested',
  },
  'confirm-code': { requested: 'code-confirmed' },
  identify: { 'code-confirmed': 'identified' },
  accept: { requested: 'identified', 'code-confirmed': 'identified' },
  refuse: { 'code-confirmed': 'none' },
  'choose-code': { identified: 'active' },
  revoke: { active: 'revoked' },
};

/** The state after the move; nothing when the enablement does not stand where the move begins. */
export function afterMove(state: EnablementState, move: Move): EnablementState | undefined {
  return moves[move][state];
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
