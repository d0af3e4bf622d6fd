/** A service somebody entered in a session that is over, and what it calls that session. */
export interface Authorization {
  readonly accountId: string;
  readonly clientId: string;
  readonly sid: string | null;
}

/** A session of the portal is over: written by the database itself when the session's row goes. */
export const SESSION_OVER = 'sso.session-over';
/** One service is told that somebody has left. */
export const TELL_LOGOUT = 'sso.tell-logout';
export const HOUSEKEEPING = 'sso.housekeeping';
export const DAILY = 'sso.daily';
