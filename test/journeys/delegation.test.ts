import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { delegates } from './delegation.ts';
import { type Hands, type Look, peopleAt } from './hands.ts';
import { keyboard } from './keyboard.ts';
import { mouse } from './mouse.ts';
import { setStage } from './stage.ts';
import { withoutJavaScript } from './without-javascript.ts';

// Anna hands over, Bruno accepts and files for her, she sees it and stops him: told by every kind of hands.

const TELLINGS: readonly [how: string, look: Look, handsFor: (page: Page) => Hands][] = [
  ['by keyboard alone', { device: { width: 1280 }, checks: 'none' }, keyboard],
  ['on a narrow screen', { device: { width: 360, height: 640 }, checks: 'all' }, mouse],
  ['without JavaScript', { device: { javaScript: false }, checks: 'axe' }, withoutJavaScript],
];

const stage = setStage();

for (const [how, look, handsFor] of TELLINGS) {
  test(`a delegation from the offer to the end, ${how}`, { timeout: 240_000 }, async () => {
    const people = peopleAt(stage.browser, stage.portal.origin, look, handsFor);
    await delegates(stage.portal, people.arrives);
    await people.leave();
  });
}
