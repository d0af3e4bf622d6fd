import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { answerOf, button, folded, found, type Hands, labelled, link, moving, redraws } from './hands.ts';
import { optionOf } from './mouse.ts';

const LONGEST_WAY = 250;

/** Somebody who never touches a mouse: Tab, Shift+Tab, Enter, Space, arrows, letters. */
export function keyboard(page: Page): Hands {
  const press = (key: string) => page.keyboard.press(key);
  return {
    page,
    follow: async (name) => {
      await reach(page, await link(page, name));
      await moving(page, () => press('Enter'));
    },
    unfold: async (name) => {
      await reach(page, await folded(page, name));
      await press('Enter');
    },
    press: async (name) => {
      await reach(page, await button(page, name));
      await moving(page, () => press('Space'));
    },
    write: async (label, text, group) => {
      await reach(page, await labelled(page, label, group));
      await press('Control+A');
      if (text === '') await press('Delete');
      else await page.keyboard.type(text);
    },
    tick: async (label) => {
      const target = await labelled(page, label);
      await reach(page, target);
      if (!(await target.isChecked())) await press('Space');
      assert.ok(await target.isChecked(), `Space does not tick ${label}`);
    },
    pick: async (question, answer) => {
      const target = await answerOf(page, question, answer);
      if (await target.isChecked()) return;
      await reach(page, target);
      if (!(await target.isChecked())) await press('Space');
      assert.ok(await target.isChecked(), `the keys do not choose ${answer}`);
      if (await redraws(target)) await moving(page, () => leave(page, target));
    },
    select: async (label, answer, group) => {
      const target = await labelled(page, label, group);
      await reach(page, target);
      const value = await optionOf(target, answer);
      const steps = await target.evaluate((element, wanted) => {
        const { options, selectedIndex } = element as HTMLSelectElement;
        return [...options].findIndex((option) => option.value === wanted) - selectedIndex;
      }, value);
      for (let step = 0; step < Math.abs(steps); step += 1) await press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
      assert.equal(await target.inputValue(), value, `the arrows do not reach ${answer}`);
      if (steps !== 0 && (await redraws(target))) await moving(page, () => leave(page, target));
    },
    search: async (question, letters, answer) => {
      const box = await found(page, (within) => within.getByRole('combobox', { name: question }));
      await reach(page, box);
      await press('Control+A');
      await page.keyboard.type(letters);
      const option = page.getByRole('option', { name: answer }).first();
      await option.waitFor();
      const id = await option.getAttribute('id');
      for (let step = 0; (await box.getAttribute('aria-activedescendant')) !== id; step += 1) {
        assert.ok(step < LONGEST_WAY, `the arrows do not reach ${answer}`);
        await press('ArrowDown');
      }
      if (await redraws(box)) await moving(page, () => press('Enter'));
      else await press('Enter');
    },
  };
}

/** Tab until it has the focus, or Shift+Tab when it lies behind; the radios of a group are gone through with arrows. */
async function reach(page: Page, target: Locator): Promise<void> {
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
