import assert from 'node:assert/strict';
import type { Caller } from './caller.ts';
import { readHtml } from './html-reader.ts';

const ORIGIN = 'https://portal.example';
/** The door of the staff is known of, and is not for the public to go through. */
export const STAFF_DOOR = '/accesso/personale';

/** Every page of the portal a link leads to, from these on: addresses with their HTML. */
export async function crawl(caller: Caller, from: readonly string[]): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  const seen = new Set(from);
  const waiting = [...from];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const answer = await caller.get(path);
    const next = answer.location === undefined ? linksIn(path, answer.body) : [answer.location];
    const whence = [...pages].filter(([page, html]) => linksIn(page, html).includes(path)).map(([page]) => page);
    assert.ok([200, 303].includes(answer.status), `${path} answers ${answer.status}; ${whence} leads there`);
    if (answer.location === undefined && String(answer.headers['content-type']).startsWith('text/html')) {
      pages.set(path, answer.body);
    }
    for (const link of next.filter((one) => isPage(one) && !seen.has(one))) {
      seen.add(link);
      waiting.push(link);
    }
  }
  return pages;
}

/** Links as paths, whatever page they stand on; where they lead within a page does not matter. */
function linksIn(path: string, html: string): string[] {
  return readHtml(html)
    .all('a')
    .flatMap(({ attributes }) => attributes.get('href') ?? [])
    .map((href) => new URL(href, `${ORIGIN}${path}`))
    .filter(({ origin }) => origin === ORIGIN)
    .map(({ pathname, search }) => `${pathname}${search}`);
}

/** Files, providers and the door of the staff are not read. */
function isPage(link: string): boolean {
  return link.startsWith('/') && !/^\/(assets|oidc|spid|cie|cns)\b/.test(link) && !link.startsWith(STAFF_DOOR);
}
