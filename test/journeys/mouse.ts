import type { Locator, Page } from 'playwright-core';
import { answerOf, button, exactly, folded, found, type Hands, labelled, link, moving, redraws } from './hands.ts';

/** Somebody with a mouse, or a finger, and a keyboard to write with. */
export function mouse(page: Page): Hands {
  return {
    page,
    follow: async (name) => {
      const target = await link(page, name);
      await moving(page, () => target.click());
    },
    unfold: async (name) => (await folded(page, name)).click(),
    press: async (name) => {
      const target = await button(page, name);
      await moving(page, () => target.click());
    },
    write: async (label, text, group) => (await labelled(page, label, group)).fill(text),
    tick: async (label) => (await labelled(page, label)).check(),
    pick: async (question, answer) => {
      const target = await answerOf(page, question, answer);
      if (await target.isChecked()) return;
      if (await redraws(target)) await moving(page, () => target.click());
      else await target.check();
    },
    select: async (label, answer, group) => {
      const target = await labelled(page, label, group);
      await target.click();
      const choose = async () => void (await target.selectOption(await optionOf(target, answer)));
      if (await redraws(target)) await moving(page, choose);
      else await choose();
    },
    search: async (question, letters, answer) => {
      const box = await found(page, (within) => within.getByRole('combobox', { name: question }));
      await box.fill(letters);
      const option = page.getByRole('option', { name: answer }).first();
      await option.waitFor();
      if (await redraws(box)) await moving(page, () => option.click());
      else await option.click();
    },
  };
}

/** The value of the option with this label. */
export async function optionOf(list: Locator, label: string): Promise<string> {
  const value = await list
    .locator('option')
    .filter({ hasText: exactly(label) })
    .first()
    .getAttribute('value');
  if (value === null) throw new Error(`no "${label}" in the list`);
  return value;
}
