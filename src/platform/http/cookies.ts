import { createHmac } from 'node:crypto';
import { csrfMatches } from './csrf.ts';

/** The cookies Polis sets. All are technical; none can be read by a script or sent by another site. */
export type CookieName =
  | 'session'
  | 'visit'
  | 'notice'
  | 'device'
  | 'parked'
  | 'pending'
  | 'interaction'
  | 'resume'
  | 'services'
  | 'entry'
  | 'cie';

/** Cookies that belong to one path: several sign-ins to services may be under way in one browser. */
const WITHIN_A_PATH: readonly CookieName[] = ['interaction', 'resume'];

/** Over HTTPS the browser itself guards the names (`__Host-`: this host only, always secure). */
export function cookieName(secure: boolean, name: CookieName): string {
  if (!secure) return `polis-${name}`;
  return `${WITHIN_A_PATH.includes(name) ? '__Secure-' : '__Host-'}polis-${name}`;
}

/** Signs the notice shown once on the next page: a page never shows words that somebody else put into the cookie. */
export function sealNotice(secret: string, notice: string): string {
  const text = Buffer.from(notice).toString('base64url');
  return `${text}.${signature(secret, text)}`;
}

/** The words of a sealed notice; undefined when there is none or it is not ours. */
export function openNotice(secret: string, sealed: string | undefined): string | undefined {
  const [text, given] = (sealed ?? '').split('.');
  if (!text || !given || !csrfMatches(signature(secret, text), given)) return undefined;
  return Buffer.from(text, 'base64url').toString();
}

function signature(secret: string, text: string): string {
  return createHmac('sha256', secret).update(`notice:${text}`).digest('base64url');
}
