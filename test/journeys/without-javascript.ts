import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { answerOf, button, found, grouped, type Hands, labelled, moving, type Name, redraws } from './hands.ts';
import { mouse, optionOf } from './mouse.ts';

/** The page that came back shows the question that was answered: nobody has to look for it again. */
async function stands(target: Locator): Promise<void> {
  const place = await target.boundingBox();
  const height = target.page().viewportSize()?.height ?? 0;
  assert.ok(place !== null && place.y >= 0 && place.y < height, `the question answered is out of sight: ${place?.y}`);
}

/** Somebody whose browser runs no scripts: what scripts do by themselves is asked for with a button. */
export function withoutJavaScript(page: Page): Hands {
  const usual = mouse(page);
  const redraw = async (name: Name = 'Aggiorna i campi') => {
    const target = await button(page, name);
    await moving(page, () => target.click());
  };
  return {
    ...usual,
    pick: async (question, answer) => {
      const target = await answerOf(page, question, answer);
      const asksMore = !(await target.isChecked()) && (await redraws(target));
      await target.check();
      if (asksMore) await redraw();
      if (asksMore) await stands(await answerOf(page, question, answer));
    },
    select: async (label, answer, group) => {
      const target = await labelled(page, label, group);
      const asksMore = await redraws(target);
      await target.selectOption(await optionOf(target, answer));
      if (asksMore) await redraw();
      if (asksMore) await stands(await labelled(page, label, group));
    },
    search: async (question, letters, answer) => {
      const group = await found(page, (within) => grouped(within, question));
      await group.getByRole('textbox').fill(letters);
      await moving(page, () => group.getByRole('button', { name: 'Cerca' }).click());
      const target = await answerOf(page, question, answer);
      const asksMore = await redraws(target);
      await target.check();
      if (!asksMore) return;
      const add = page.getByRole('button', { name: 'Aggiungi la scuola scelta' });
      await redraw((await add.count()) > 0 ? 'Aggiungi la scuola scelta' : undefined);
    },
  };
}
