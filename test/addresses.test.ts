import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertSafe, secretIn } from './access-checks.ts';
import type { Answered, Caller } from './caller.ts';
import { NAMES, type Name } from './cast-people.ts';
import { type CastWorld, openCastWorld } from './cast-world.ts';
import { type Element, type HtmlPage, readHtml, textOf, within } from './html-reader.ts';

// Addresses stay in histories, in logs and in the Referer: nothing personal may stand in one (S-53). Everybody follows
// every link of every page they can reach, and every address on the way is read.

let world: CastWorld;
before(async () => {
  world = await openCastWorld();
});
after(() => world.close());

const MOST_PAGES = 250;
/** Attributes that hold an address; of any other attribute, what begins as one of ours. */
const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'poster', 'srcset', 'content', 'cite']);
/** What a form may put into an address: words of a search, names of pages. */
const SEARCHES: readonly string[] = ['scuola', 'pagina', 'testo', 'cerca', 'chi', 'tema', 'quando'];

function addressesIn(page: HtmlPage): string[] {
  return page.elements.flatMap(({ attributes }) =>
    [...attributes].filter(([name, value]) => ADDRESSES.has(name) || /^\/\w/.test(value)).map(([, value]) => value),
  );
}

/** Starts from every page without a thing in its address, and goes on wherever a link leads. */
async function walk(caller: Caller, visit: (address: string, answer: Answered, page: HtmlPage) => void) {
  const waiting = world.routes.filter(({ method, path }) => method === 'GET' && !path.includes(':')).map((r) => r.path);
  const seen = new Set(waiting);
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    if (seen.size > MOST_PAGES) return seen.size;
    const path = address;
    const { result } = await world.database.trial(() => caller.get(path));
    const isPage = String(result.headers['content-type']).startsWith('text/html');
    const page = readHtml(isPage ? result.body : '');
    visit(address, result, page);
    const links = page.all('a').map(({ attributes }) => attributes.get('href') ?? '');
    for (const link of [...links, result.location ?? '']) {
      const next = link.split('#')[0] ?? '';
      if (!next.startsWith('/') || next.startsWith('/assets/') || seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return seen.size;
}

/** Where a value was read that no act confirms: the link reads as the name of the site it leads to. */
function isNamed(link: Element): boolean {
  const host = /^https:\/\/(?:www\.)?([^/]+)/.exec(link.attributes.get('href') ?? '')?.[1];
  // A second page of the same site has a number after its name: "sito.it (2)".
  return (
    host !== undefined &&
    textOf(link)
      .trim()
      .replace(/ \(\d+\)$/, '') === host
  );
}

const LEAST: Partial<Record<Name, number>> = { anna: 45, officerA: 35, bruno: 35 };

describe('the addresses', () => {
  for (const who of [undefined, ...NAMES]) {
    it(`on every page ${who ?? 'nobody'} can reach hold no name, no code and no token`, async () => {
      const caller = world.caller(who);
      const pages = await walk(caller, (address, answer, page) => {
        const typed = world.routes.some(({ path }) => path === address);
        assert.ok(
          answer.status < 400 || (typed && [400, 403, 404, 422].includes(answer.status)),
          `${address}: ${answer.status}`,
        );
        assertSafe(world, answer, address);
        for (const found of addressesIn(page)) {
          assert.equal(secretIn(world, found), undefined, `${address} has the address ${found}`);
          assert.ok(!found.includes(caller.csrf), `${address} has the token of its forms in ${found}`);
        }
        for (const form of page.all('form')) {
          if ((form.attributes.get('method') ?? 'get').toLowerCase() === 'post') continue;
          const names = within(form).flatMap(({ attributes }) => attributes.get('name') ?? []);
          assert.deepEqual(
            names.filter((name) => !SEARCHES.includes(name)),
            [],
            `${address}: a form writes into the address`,
          );
        }
      });
      assert.ok(pages >= (LEAST[who ?? 'clerkY'] ?? 10), `only ${pages} pages`);
    });
  }

  it('lead to no other site except where the text of a page names one', async () => {
    const hosts = new Set<string>();
    await walk(world.caller('anna'), (_address, _answer, page) => {
      const named = new Set(
        page
          .all('a')
          .filter(isNamed)
          .map(({ attributes }) => attributes.get('href')),
      );
      for (const found of addressesIn(page)) {
        if (/^(https?:)?\/\//.test(found) && !named.has(found)) {
          hosts.add(new URL(found.replace(/^\/\//, 'https://')).host);
        }
      }
    });
    // And to the services the administrator has registered, which are other sites by nature.
    const registered = /^servizio\.example$/;
    assert.deepEqual(
      [...hosts].filter((host) => !/\.(gov|edu)\.it$|normattiva\.it$/.test(host) && !registered.test(host)),
      [],
    );
  });
});
