import type { Page } from 'playwright-core';
import type { Device } from '../browser.ts';

/** A second window that shows a page as it is without JavaScript, and lets the checks run their own. */
export interface BareCopy {
  show(page: Page): Promise<Page>;
}

/** axe needs timers, which a browser without JavaScript has not: it looks at a copy whose scripts were taken out. */
export async function openBareCopy(page: Page, { width = 1280, height = 900 }: Device): Promise<BareCopy> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser');
  const context = await browser.newContext({ viewport: { width, height }, locale: 'it-IT', reducedMotion: 'reduce' });
  // Gone already where the whole browser is closing.
  page.context().on('close', () => void context.close().catch(() => undefined));
  const copy = await context.newPage();
  return {
    async show(original) {
      const html = (await original.content()).replace(/<script\b[^>]*><\/script>/g, '');
      const address = original.url().replace(/#.*$/, '');
      await copy.unrouteAll();
      await copy.route(address, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
      await copy.goto(address);
      return copy;
    },
  };
}
