import type { Page } from 'playwright-core';
import { answerOf, button, found, grouped, type Hands, labelled, moving, type Name, redraws } from './hands.ts';
import { mouse, optionOf } from './mouse.ts';

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
    },
    select: async (label, answer, group) => {
      const target = await labelled(page, label, group);
      const asksMore = await redraws(target);
      await target.selectOption(await optionOf(target, answer));
      if (asksMore) await redraw();
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
