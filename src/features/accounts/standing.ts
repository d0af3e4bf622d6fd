import type { EnablementState, Role } from '../../platform/http/index.ts';

/** What decides where "Accedi" leads. */
export interface Standing {
  readonly proven: boolean;
  readonly mustChangePassword: boolean;
  readonly enablement: EnablementState;
  readonly roles: readonly Role[];
}

const DESKS: Readonly<Record<Role, string>> = {
  clerk: '/sportello',
  officer: '/ufficio',
  administrator: '/amministrazione',
  editor: '/ministero',
};

/** Where the work of a role is done. */
export function deskOf(role: Role): string {
  return DESKS[role];
}

export const SECOND_FACTOR_PATH = '/accesso/secondo-fattore';
export const NEW_PASSWORD_PATH = '/accesso/nuova-password';
export const CONFIRM_PATH = '/accesso/conferma';
export const PROFILE_PATH = '/profilo';
export const OWN_PASSWORD_PATH = '/profilo/password';
export const DEVICES_PATH = '/profilo/dispositivi';
export const EXPIRY_PATH = '/profilo/password/scadenza';

/**
 * Where the person stands: what they still owe, or the page they asked for, or the step of the enablement that waits for
 * them, or their home. Who works at a desk and is no applicant goes to the desk.
 */
export function whereTheyStand(standing: Standing, asked?: string): string {
  const after = asked === undefined ? '' : `?dopo=${encodeURIComponent(asked)}`;
  if (!standing.proven) return `${SECOND_FACTOR_PATH}${after}`;
  if (standing.mustChangePassword) return `${NEW_PASSWORD_PATH}${after}`;
  if (asked !== undefined) return asked;
  if (standing.enablement === 'active') return '/area';
  const [role] = standing.roles;
  return role === undefined ? '/abilitazione' : DESKS[role];
}

/** A path of ours worth returning to after the login; nothing for the ways in and out themselves. */
export function askedPath(path: string | undefined): string | undefined {
  if (path === undefined || path === '' || path === '/') return undefined;
  if (!/^\/(?![/\\])[^\s\\]*$/.test(path) || path.length > 1000) return undefined;
  return /^\/(accesso|uscita|sessione|registrazione)(?:[/?#]|$)/.test(path) ? undefined : path;
}

/** The page somebody was writing on when the session ended, told to offer what was kept. */
export function resumedPath(path: string): string {
  const [before = '/'] = path.split('#');
  return `${before}${before.includes('?') ? '&' : '?'}ripresa=1`;
}
