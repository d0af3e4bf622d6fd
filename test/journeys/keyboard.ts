import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { answerOf, button, folded, found, type Hands, labelled, link, moving, type Name, redraws } from './hands.ts';
import { optionOf } from './mouse.ts';

const LONGEST_WAY = 250;

/** Somebody who never touches a mouse: Tab, Shift+Tab, Enter, Space, arrows, letters. */
export function keyboard(page: Page): Hands {
  return {
    page,
    follow: async (name) => follows(page, await link(page, name)),
    unfold: async (name) => {
      await reach(page, await folded(page, name));
      await page.keyboard.press('Enter');
    },
    press: async (name) => presses(page, await button(page, name)),
    write: async (label, text, group) => types(page, await labelled(page, label, group), text),
    tick: async (label) => chooses(page, await labelled(page, label)),
    pick: async (question, answer) => {
      const target = await answerOf(page, question, answer);
      if (await target.isChecked()) return;
      await chooses(page, target);
      await settles(page, target);
    },
    select: async (label, answer, group) => {
      const target = await labelled(page, label, group);
      const value = await optionOf(target, answer);
      if ((await target.inputValue()) === value) return;
      await selects(page, target, value);
      await settles(page, target);
    },
    search: async (question, letters, answer) => {
      const box = await found(page, (within) => within.getByRole('combobox', { name: question }));
      await searches(page, box, letters, answer);
    },
  };
}

/** Enter on a link. */
export async function follows(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  await moving(page, () => page.keyboard.press('Enter'));
}

/** Space on a button that brings a page. */
export async function presses(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  await moving(page, () => page.keyboard.press('Space'));
}

export async function types(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('Control+A');
  if (text === '') await page.keyboard.press('Delete');
  else await page.keyboard.type(text);
}

/** A box ticked, or one of several answers taken. */
export async function chooses(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  if (!(await target.isChecked())) await page.keyboard.press('Space');
  assert.ok(await target.isChecked(), `the keys do not choose ${target}`);
}

export async function selects(page: Page, target: Locator, value: string): Promise<void> {
  await reach(page, target);
  const steps = await target.evaluate((element, wanted) => {
    const { options, selectedIndex } = element as HTMLSelectElement;
    return [...options].findIndex((option) => option.value === wanted) - selectedIndex;
  }, value);
  for (let step = 0; step < Math.abs(steps); step += 1) await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
  assert.equal(await target.inputValue(), value, `the arrows do not reach ${value}`);
}

/** Some letters in a search box, then the arrows down to the answer. */
export async function searches(page: Page, box: Locator, letters: string, answer: Name): Promise<void> {
  await reach(page, box);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(letters);
  const option = page.getByRole('option', { name: answer }).first();
  await option.waitFor();
  const id = await option.getAttribute('id');
  for (let step = 0; (await box.getAttribute('aria-activedescendant')) !== id; step += 1) {
    assert.ok(step < LONGEST_WAY, `the arrows do not reach ${answer}`);
    await page.keyboard.press('ArrowDown');
  }
  if (await redraws(box)) await moving(page, () => page.keyboard.press('Enter'));
  else await page.keyboard.press('Enter');
}

/** Leaves a question just answered; where its answer makes others appear, the page comes back with them. */
export async function settles(page: Page, target: Locator): Promise<void> {
  if (await redraws(target)) await moving(page, () => leave(page, target));
}

/** Tab until it has the focus, or Shift+Tab when it lies behind; the radios of a group are gone through with arrows. */
export async function reach(page: Page, target: Locator): Promise<void> {
  const element = await target.elementHandle();
  assert.ok(element, `nothing to reach: ${target}`);
  const where = () =>
    element.evaluate((wanted) => {
      const here = document.activeElement;
      if (here === wanted) return 'here';
      const group = wanted.matches('input[type=radio]') ? (wanted as HTMLInputElement).name : undefined;
      const sameGroup = here instanceof HTMLInputElement && here.type === 'radio' && here.name === group;
      const before = here !== null && (here.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
      if (sameGroup) return before ? 'ArrowUp' : 'ArrowDown';
      return before ? 'Shift+Tab' : 'Tab';
    });
  for (let step = 0; step < LONGEST_WAY; step += 1) {
    const key = await where();
    if (key === 'here') return;
    await page.keyboard.press(key);
  }
  assert.fail(`the keyboard does not reach ${target} on ${page.url()}`);
}

/** Goes on to whatever comes after the group of the target. */
async function leave(page: Page, target: Locator): Promise<void> {
  const element = await target.elementHandle();
  await page.keyboard.press('Tab');
  for (let step = 0; step < LONGEST_WAY; step += 1) {
    const inside = await element
      ?.evaluate((one) => one.closest('[data-redraw]')?.contains(document.activeElement) ?? false)
      .catch(() => false);
    if (!inside) return;
    await page.keyboard.press('Tab');
  }
}
