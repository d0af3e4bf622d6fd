import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { CAST } from '../../src/apps/cast.ts';
import { type Hands, type Look, peopleAt } from './hands.ts';
import { keyboard } from './keyboard.ts';
import { comesIn } from './registration.ts';
import { setStage } from './stage.ts';
import {
  choosesAgain,
  fixesAddress,
  identifiesAgain,
  recoversCode,
  regeneratesCode,
  revokesAndReturns,
} from './ways-back.ts';
import { withoutJavaScript } from './without-javascript.ts';

const TOLD: readonly (readonly [title: string, look: Look, hands: (page: Page) => Hands])[] = [
  ['by keyboard alone, every page looked at', { device: { width: 1280 }, checks: 'all' }, keyboard],
  ['without JavaScript', { device: { width: 360, javaScript: false }, checks: 'none' }, withoutJavaScript],
];

for (const [title, look, handsFor] of TOLD) {
  describe(`the ways back, ${title}`, () => {
    const stage = setStage();

    test('a code recovered, regenerated, revoked and chosen again; an address put right', {
      timeout: 360_000,
    }, async () => {
      const people = peopleAt(stage.browser, stage.portal.origin, look, handsFor);
      const anna = await people.arrives();
      await comesIn(anna, stage.portal, CAST.anna);
      await recoversCode(anna, stage.portal, 'gatto7tetto');
      const first = await regeneratesCode(anna, stage.portal);
      const carla = await people.arrives();
      await identifiesAgain(carla, /ha chiesto un nuovo codice personale/, true, stage.portal);
      await choosesAgain(anna, first, 'volpe7bosco2');
      await fixesAddress(carla);
      const second = await revokesAndReturns(anna, stage.portal, 'volpe7bosco2');
      await identifiesAgain(carla, /era stata revocata/, false, stage.portal);
      await choosesAgain(anna, second, 'lepre5prato8');
      await people.leave();
    });
  });
}
