import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { type Hands, type Look, peopleAt } from './hands.ts';
import { mailsSayTheSame } from './mails.ts';
import { tell } from './story.ts';

/** One way of telling the story: a test of its own, over a portal of its own. */
export function told(title: string, look: Look, handsFor: (page: Page) => Hands): void {
  let portal: TestPortal;
  let browser: Browser;
  before(async () => {
    [portal, browser] = await Promise.all([openTestPortal(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await portal?.stop();
  });

  test(title, { timeout: 360_000 }, async () => {
    const people = peopleAt(browser, portal.origin, look, handsFor);
    await tell(portal, people.arrives);
    await people.leave();
    mailsSayTheSame(await portal.mails());
  });
}
