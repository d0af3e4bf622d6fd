import assert from 'node:assert/strict';
import type { Fields, PortalReply } from '../portal-person.ts';
import { wordsOf } from '../portal-person.ts';
import { until } from '../until.ts';

/** What it took to get an answer. */
export interface Insisted {
  readonly reply: PortalReply;
  /** Connections that broke before the answer came. */
  readonly broken: number;
  /** Pages that said to wait and went on by themselves. */
  readonly waited: number;
  /** Pages that said that the database does not answer. */
  readonly troubled: number;
}

/**
 * Does what a browser and its person do until there is an answer: the page that waits is sent on as it stands, what
 * broke is sent again, always the same filing. Every page on the way must say what was kept and when to come back.
 */
export async function insist(
  send: (form: Fields) => Promise<PortalReply>,
  form: Fields,
  seconds = 60,
): Promise<Insisted> {
  const met = { broken: 0, waited: 0, troubled: 0 };
  let next = form;
  const reply = await until(async () => {
    const answer = await send(next).catch(() => undefined);
    if (answer === undefined) {
      met.broken += 1;
      return undefined;
    }
    if (answer.status !== 503) return answer;
    assert.ok(answer.headers.has('retry-after'), `a 503 without Retry-After: ${wordsOf(answer.html)}`);
    const [pending, held] = [pendingIn(answer.html), heldIn(answer.html)];
    if (pending !== undefined) {
      met.waited += 1;
      next = { csrf: form['csrf'] ?? '', pending };
      return undefined;
    }
    met.troubled += 1;
    assert.match(wordsOf(answer.html), /salvato|salvate/, 'a page that does not say what was kept');
    if (held !== undefined) next = { held };
    return undefined;
  }, seconds);
  return { reply, ...met };
}

/** What a page of trouble holds until the database is back. */
export function heldIn(html: string): string | undefined {
  return /name="held" value="([^"]+)"/.exec(html)?.[1];
}

/** The sealed confirmation a page that waits carries. */
export function pendingIn(html: string): string | undefined {
  return /name="pending" value="([^"]+)"/.exec(html)?.[1];
}
