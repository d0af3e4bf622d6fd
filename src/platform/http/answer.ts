import type { CookieName } from './cookies.ts';

/** What a route answers. Pages are never cached by anybody: they hold a person's data. */
export type Answer =
  | { kind: 'page'; html: string; status: number; postsTo?: string }
  | { kind: 'redirect'; location: string; notice?: string }
  /** Leaves the portal, for an address that does not come from the request: an identity provider we trust. */
  | { kind: 'leave'; location: string }
  | { kind: 'json'; body: unknown; status: number }
  | {
      kind: 'file';
      bytes: Uint8Array;
      type: string;
      filename: string;
      inline?: boolean;
    }
  | { kind: 'absent' };

export interface Cookie {
  name: CookieName;
  value: string;
  /** 0 takes the cookie away. */
  maxAgeSeconds: number;
  /** Also sent when another site posts here: only for what binds the answer of an identity provider to its browser. */
  crossSite?: true;
}

/** An answer and what travels with it. */
export type AnswerWithCookies = Answer & {
  cookies?: readonly Cookie[];
  /** The browser drops what it has kept of the pages (S-55). */
  forget?: true;
};

export function page(html: string, status = 200): Answer {
  return { kind: 'page', html, status };
}

/** A page whose form goes to another site, whose origin is all it may post to besides our own. */
export function pagePostingTo(html: string, address: string): Answer {
  return { kind: 'page', html, status: 200, postsTo: new URL(address).origin };
}

/** Sends the browser to another site; the address must come from what we trust, never from the request. */
export function leaveFor(location: string): Answer {
  return { kind: 'leave', location };
}

/** Sends the browser to another page with GET (post, redirect, get); the notice is shown there once. */
export function seeOther(location: string, notice?: string): Answer {
  return notice === undefined ? { kind: 'redirect', location } : { kind: 'redirect', location, notice };
}

export function json(body: unknown, status = 200): Answer {
  return { kind: 'json', body, status };
}

export function file(bytes: Uint8Array, type: string, filename: string, inline = false): Answer {
  return { kind: 'file', bytes, type, filename, inline };
}

/** The answer for what does not exist and, alike to the byte, for what is somebody else's. */
export function absent(): Answer {
  return { kind: 'absent' };
}

export function withCookies(answer: Answer, ...cookies: Cookie[]): AnswerWithCookies {
  return { ...answer, cookies };
}
