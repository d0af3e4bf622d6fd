import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { openTestPortal, type PortalOptions, type TestPortal } from '../portal.ts';

/** Where a journey is told: a portal of its own and a browser. */
export interface Stage {
  readonly portal: TestPortal;
  readonly browser: Browser;
}

/** Set before the first test of the file, or of the suite it is called in, and cleared after the last. */
export function setStage(options?: PortalOptions): Stage {
  let portal: TestPortal | undefined;
  let browser: Browser | undefined;
  before(async () => {
    [portal, browser] = await Promise.all([openTestPortal(options), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await portal?.stop();
  });
  const standing = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the stage is set before the first test, not earlier');
    return part;
  };
  return {
    get portal() {
      return standing(portal);
    },
    get browser() {
      return standing(browser);
    },
  };
}
