import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { type Device, newVisitor, type VisitorOfPages } from '../browser.ts';
import { checkAxe, checkErrors, checkPage } from '../page-checks.ts';
import { type BareCopy, openBareCopy } from './bare-copy.ts';

export type Name = string | RegExp;

/** How somebody uses a page: a story is told with these and nothing else, so that it runs whichever hands do it. */
export interface Hands {
  readonly page: Page;
  /** Follows a link of the page. */
  follow(name: Name): Promise<void>;
  /** Unfolds what stands under these words. */
  unfold(name: Name): Promise<void>;
  /** Presses a button that sends a form. */
  press(name: Name): Promise<void>;
  /** Writes in the box with this label, instead of what is there; `group` is the question it belongs to. */
  write(label: Name, text: string, group?: Name): Promise<void>;
  tick(label: Name): Promise<void>;
  /** One of the answers shown under a question. */
  pick(question: Name, answer: Name): Promise<void>;
  /** One of the answers of a list that opens. */
  select(label: Name, answer: string, group?: Name): Promise<void>;
  /** One answer out of thousands: writes some letters and takes what is found. */
  search(question: Name, letters: string, answer: Name): Promise<void>;
}

/** How the pages are looked at on the way. */
export interface Look {
  readonly device: Device;
  /** Which checks each new page and state gets; `still` are those that leave the focus where it is. */
  readonly checks: 'all' | 'still' | 'axe' | 'none';
}

/** Somebody at a browser of their own: hands, eyes, and what the browser noticed. */
export class Person {
  readonly hands: Hands;
  readonly visitor: VisitorOfPages;
  readonly #look: Look;
  readonly #seen: Map<string, string>;
  readonly #origin: string;
  #bare: BareCopy | undefined;

  constructor(hands: Hands, visitor: VisitorOfPages, origin: string, look: Look, seen: Map<string, string>) {
    this.hands = hands;
    this.visitor = visitor;
    this.#origin = origin;
    this.#look = look;
    this.#seen = seen;
  }

  get page(): Page {
    return this.visitor.page;
  }

  /** Opens an address: typed, bookmarked, or from a mail. */
  async open(address: string): Promise<void> {
    const answer = await this.page.goto(new URL(address, this.#origin).href);
    assert.notEqual(answer?.status(), 500, address);
  }

  /**
   * Stands on the page with this heading; the first time, looks at it in every way the story is run with. `state` tells
   * two looks of one page apart.
   */
  async sees(heading: Name, state = ''): Promise<void> {
    await this.#lookAt(await this.#standsAt(heading), state);
  }

  /** The form came back with what is wrong, as a form must. */
  async seesErrors(heading: Name, state: string): Promise<void> {
    const words = await this.#standsAt(heading);
    await checkErrors(this.page);
    await this.#lookAt(words, `errors ${state}`);
  }

  async #standsAt(heading: Name): Promise<string> {
    const h1 = this.page.locator('h1');
    const words = (await h1.innerText()).trim();
    const fits = typeof heading === 'string' ? words === heading : heading.test(words);
    assert.ok(fits, `"${words}" instead of "${heading}" at ${this.page.url()}: ${await this.words()}`);
    return words;
  }

  /** The text of the page, to be searched. */
  async words(): Promise<string> {
    return (await this.page.locator('main').innerText()).replace(/\s+/g, ' ').trim();
  }

  async reads(...expected: Name[]): Promise<void> {
    const words = await this.words();
    for (const each of expected) {
      const there = typeof each === 'string' ? words.includes(each) : each.test(words);
      assert.ok(there, `"${each}" is not said at ${this.page.url()}: ${words}`);
    }
  }

  /** A file behind a link, fetched as this person. */
  async download(name: Name): Promise<Buffer> {
    const href = await this.page.getByRole('link', { name }).first().getAttribute('href');
    assert.ok(href, `no link ${name}`);
    const answer = await this.visitor.context.request.get(new URL(href, this.#origin).href);
    assert.equal(answer.status(), 200, href);
    return answer.body();
  }

  /** Nothing left the portal, no script complained, and every cookie is one that signing in needs. */
  async leave(): Promise<void> {
    const { context, strayRequests, complaints } = this.visitor;
    assert.deepEqual(strayRequests, [], 'requests to others than the portal');
    assert.deepEqual(complaints, [], 'complaints of the browser');
    const cookies = await context.cookies(this.#origin);
    const others = cookies.map(({ name }) => name).filter((name) => !TECHNICAL.test(name));
    assert.deepEqual(others, [], 'cookies that are not technical');
    await context.close();
  }

  async #lookAt(heading: string, state: string): Promise<void> {
    const { page } = this;
    const title = await page.title();
    const about = `${heading} · ${state}`;
    if (this.#seen.has(about)) return;
    const twin = [...this.#seen].find(([other, one]) => one === title && other.split(' · ')[0] !== heading);
    assert.equal(twin?.[0], undefined, `the title "${title}" of "${heading}" is also that of another page`);
    this.#seen.set(about, title);
    await takePicture(page, this.#look.device, this.#seen.size, about);
    if (this.#look.checks === 'all') await checkPage(page);
    if (this.#look.checks === 'still') await checkPage(page, { keyboard: false });
    if (this.#look.checks === 'axe' && (await page.locator(CHANGED_BY_SCRIPTS).count()) > 0) {
      this.#bare ??= await openBareCopy(page, this.#look.device);
      await checkAxe(await this.#bare.show(page));
    }
  }
}

/** The last are those of the services the test environment plays: a browser does not tell the ports of one host apart. */
const TECHNICAL =
  /^(?:__Host-)?polis-(?:session|visit|device|notice|pending|parked|entry|cie|interaction(?:\.sig)?)$|^prova-/;

/** Where scripts make another page of it; elsewhere the page without them has been looked at with them. */
const CHANGED_BY_SCRIPTS = '[data-search-choice], [data-reveal], [data-redraw], form[data-autosave]';

/** With SCREENSHOTS set to a folder, every page of a story is kept there as it looked. */
async function takePicture(page: Page, { width = 1280, javaScript = true }: Device, count: number, about: string) {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined) return;
  const slug = about.replace(/[^\p{L}\d]+/gu, '-').slice(0, 60);
  const name = `${javaScript ? width : 'bare'}-${String(count).padStart(2, '0')}-${slug}.png`;
  await page.screenshot({ path: `${folder}/${name}`, fullPage: true });
}

/** Opens browsers for the people of one story; they share the memory of which pages have been looked at. */
export function peopleAt(browser: Browser, origin: string, look: Look, handsFor: (page: Page) => Hands) {
  const seen = new Map<string, string>();
  const people: Person[] = [];
  return {
    async arrives(): Promise<Person> {
      const visitor = await newVisitor(browser, origin, look.device);
      const person = new Person(handsFor(visitor.page), visitor, origin, look, seen);
      people.push(person);
      return person;
    },

    /** Everybody goes home; what their browsers noticed is judged. */
    async leave(): Promise<void> {
      for (const person of people.splice(0)) await person.leave();
    },
  };
}

/** The first that is visible, in the main part of the page rather than in its frame. */
export async function found(page: Page, locate: (within: Locator | Page) => Locator): Promise<Locator> {
  const dialog = locate(page.locator('dialog[open]')).first();
  if (await dialog.count()) return dialog;
  const inMain = locate(page.locator('main')).filter({ visible: true }).first();
  if (await inMain.count()) return inMain;
  const anywhere = locate(page).filter({ visible: true }).first();
  await anywhere.waitFor({ timeout: 5_000 }).catch(async () => {
    const words = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
    throw new Error(`nothing like ${anywhere} on ${page.url()}: ${words}`);
  });
  return anywhere;
}

export const link = (page: Page, name: Name) => found(page, (within) => within.getByRole('link', byName(name)));
export const button = (page: Page, name: Name) => found(page, (within) => within.getByRole('button', byName(name)));

export const folded = (page: Page, name: Name) =>
  found(page, (within) => within.locator('summary').filter({ hasText: exactly(name) }));

export function labelled(page: Page, label: Name, group?: Name): Promise<Locator> {
  return found(page, (within) => {
    const where = group === undefined ? within : grouped(within, group);
    return where.getByLabel(exactly(label)).and(within.locator('input, select, textarea'));
  });
}

export function answerOf(page: Page, question: Name, answer: Name): Promise<Locator> {
  return found(page, (within) => {
    const group = grouped(within, question);
    return group.getByRole('radio', byName(answer)).or(group.getByRole('checkbox', byName(answer)));
  });
}

/** The controls under one question. */
export function grouped(within: Locator | Page, question: Name): Locator {
  return within.getByRole('group', byName(question)).or(within.getByRole('radiogroup', byName(question)));
}

function byName(name: Name) {
  return { name: exactly(name) };
}

/** The whole name, whichever apostrophe it is written with. */
export function exactly(name: Name): RegExp {
  if (typeof name !== 'string') return name;
  const letters = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${letters.replaceAll('’', "['’]")}$`);
}

/** Does something that brings a page, and waits until that page is there. */
export async function moving(page: Page, act: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()]);
}

/** True for a question whose answer makes others appear: with JavaScript the page comes back by itself. */
export function redraws(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element.closest('[data-redraw]') !== null);
}
