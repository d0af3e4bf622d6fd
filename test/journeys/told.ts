import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Hands, type Look, peopleAt } from './hands.ts';
import { mailsSayTheSame } from './mails.ts';
import { setStage } from './stage.ts';
import { tell } from './story.ts';

/** One way of telling the story: a test of its own, over a portal of its own. */
export function told(title: string, look: Look, handsFor: (page: Page) => Hands): void {
  const stage = setStage();

  test(title, { timeout: 360_000 }, async () => {
    const people = peopleAt(stage.browser, stage.portal.origin, look, handsFor);
    await tell(stage.portal, people.arrives);
    await people.leave();
    mailsSayTheSame(await stage.portal.mails());
  });
}
