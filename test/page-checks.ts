import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import {
  clippedText,
  focusableElements,
  focusFaults,
  headingFaults,
  nameOfFocused,
  narrowButtons,
} from './page-facts.ts';

// The accessibility checks of every page and state (ids of docs/accessibility.md). axe finds what a rule can see; the
// scripted ones find what axe has no rule for.

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** axe, WCAG 2.2 A and AA and good practice, with the rules that are off by default. No page here has frames. */
export async function checkAxe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(AXE_TAGS)
    .setLegacyMode()
    .options({
      resultTypes: ['violations'],
      rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } },
    })
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 140)).join(' | ')}`);
  assert.deepEqual(found, [], `axe on ${page.url()}`);
}

/** title, one h1, no skipped level, landmarks once, words that say where a link goes. */
export async function checkStructure(page: Page): Promise<void> {
  assert.deepEqual(await headingFaults(page), [], `structure of ${page.url()}`);
}

/** Tab reaches everything once, in reading order, visibly, never stuck; Shift+Tab goes back the same way. */
export async function checkKeyboard(page: Page): Promise<void> {
  const expected = await focusableElements(page);
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.scrollTo(0, 0);
    getSelection()?.removeAllRanges();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const seen: string[] = [];
  const faults: string[] = [];
  for (let step = 0; step < expected.length; step += 1) {
    await page.keyboard.press('Tab');
    seen.push(await nameOfFocused(page));
    faults.push(...(await focusFaults(page)));
  }
  assert.deepEqual(seen, expected, `Tab order of ${page.url()}`);
  assert.deepEqual(faults, [], `focus must be seen on ${page.url()}`);
  const back: string[] = [];
  for (let step = 1; step < expected.length; step += 1) {
    await page.keyboard.press('Shift+Tab');
    back.push(await nameOfFocused(page));
  }
  assert.deepEqual(back, expected.slice(0, -1).reverse(), `Shift+Tab order of ${page.url()}`);
}

/** As a reader's own style would (WCAG 1.4.12); a sheet made by script is no inline style, so the page's policy allows it. */
const WIDE_SPACING = `{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }');
  document.adoptedStyleSheets = [sheet];
}`;

/** no sideways scroll at 320 px, no clipped text with wider spacing, buttons big enough to hit. */
export async function checkReflow(page: Page): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 900 };
  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(overflow <= 0, `${page.url()} scrolls sideways by ${overflow} px at 320 px`);
  await page.evaluate(WIDE_SPACING);
  assert.deepEqual(await clippedText(page), [], `text clipped with wide spacing on ${page.url()}`);
  await page.evaluate('document.adoptedStyleSheets = []');
  assert.deepEqual(await narrowButtons(page), [], `buttons under 44 px on ${page.url()}`);
  await page.setViewportSize(before);
}

/** what a form must do with what is wrong: title, summary with focus, links in page order, same words, values kept. */
export async function checkErrors(page: Page): Promise<void> {
  assert.match(await page.title(), /^Errore: /, `title of ${page.url()}`);
  const summary = page.locator('.error-summary').first();
  assert.equal(await summary.locator('h2').innerText(), 'C’è un problema');
  const links = await summary.locator('a').evaluateAll((all) =>
    all.map((link) => {
      const target = document.getElementById((link.getAttribute('href') ?? '#').slice(1));
      const described = [target, target?.closest('fieldset')]
        .flatMap((one) => one?.getAttribute('aria-describedby')?.split(' ') ?? [])
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join(' ');
      const invalid =
        target?.getAttribute('aria-invalid') === 'true' ||
        target?.querySelector('[aria-invalid=true]') !== null ||
        target?.closest('fieldset')?.matches('[aria-invalid=true], :has([aria-invalid=true])') === true;
      return {
        text: link.textContent ?? '',
        target: target !== null,
        described,
        invalid,
        top: target?.getBoundingClientRect().top ?? 0,
      };
    }),
  );
  assert.ok(links.length > 0, 'the summary names no error');
  for (const link of links) {
    assert.ok(link.target, `"${link.text}" leads nowhere`);
    assert.ok(link.described.includes(link.text), `"${link.text}" is not said at the field (${link.described})`);
    assert.ok(link.invalid, `the field of "${link.text}" is not marked invalid`);
  }
  const tops = links.map((link) => link.top);
  assert.deepEqual(
    tops,
    [...tops].sort((one, other) => one - other),
    'errors are not in page order',
  );
  await checkErrorFocus(page);
}

/** The summary gets the focus, which a browser gives when it first draws the page; its first link takes it to the field. */
async function checkErrorFocus(page: Page): Promise<void> {
  await page.locator('.error-summary:focus').waitFor();
  await page.keyboard.press('Tab');
  const wanted = await page.evaluate(() => document.activeElement?.getAttribute('href') ?? '');
  await page.keyboard.press('Enter');
  const reached = await page.evaluate(() => `#${encodeURIComponent(document.activeElement?.id ?? '')}`);
  assert.equal(reached, wanted, `the link of the first error on ${page.url()}`);
}

/** the browser can fill in what it knows. */
export async function checkAutocomplete(page: Page, expected: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, token] of Object.entries(expected)) {
    assert.equal(
      await page.locator(`[name="${name}"]`).first().getAttribute('autocomplete'),
      token,
      `autocomplete of ${name}`,
    );
  }
}

/** Everything that holds for every page and state. `keyboard: false` where the journey itself is by keyboard. */
export async function checkPage(page: Page, options: { keyboard?: boolean } = {}): Promise<void> {
  await checkAxe(page);
  await checkStructure(page);
  await checkReflow(page);
  if (options.keyboard ?? true) await checkKeyboard(page);
}
