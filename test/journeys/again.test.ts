import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { beginsAgain } from './again.ts';
import { type Hands, type Look, peopleAt } from './hands.ts';
import { keyboard } from './keyboard.ts';
import { setStage } from './stage.ts';
import { withoutJavaScript } from './without-javascript.ts';

// From last time's application to this one filed, told by who uses no mouse and by who runs no scripts.

const TELLINGS: readonly [how: string, look: Look, handsFor: (page: Page) => Hands][] = [
  ['by keyboard alone', { device: { width: 1280 }, checks: 'axe' }, keyboard],
  [
    'without JavaScript on a narrow screen',
    { device: { javaScript: false, width: 360, height: 640 }, checks: 'axe' },
    withoutJavaScript,
  ],
];

const stage = setStage();

for (const [how, look, handsFor] of TELLINGS) {
  test(`an application begun from last time’s, ${how}`, { timeout: 240_000 }, async () => {
    const people = peopleAt(stage.browser, stage.portal.origin, look, handsFor);
    await beginsAgain(stage.portal, people.arrives);
    await people.leave();
  });
}
