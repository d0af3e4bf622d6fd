import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { until } from '../until.ts';
import { type Look, peopleAt } from './hands.ts';
import {
  addsAnotherState,
  climbsALevel,
  collegatesCie,
  comesInByCard,
  comesInByCieSaml,
  comesInBySpid,
  leaves,
  leavesFromTheProvider,
  meetsEveryAnomaly,
} from './identity.ts';
import { keyboard } from './keyboard.ts';
import { withoutJavaScript } from './without-javascript.ts';

// By keyboard with every check, and once more without JavaScript; each over a portal of its own.

for (const [name, look, hands] of [
  ['by keyboard', { device: { width: 1280 }, checks: 'all' }, keyboard],
  ['without JavaScript, on a phone', { device: { width: 360, javaScript: false }, checks: 'none' }, withoutJavaScript],
] as const satisfies readonly (readonly [string, Look, unknown])[]) {
  describe(`with a digital identity, ${name}`, { timeout: 360_000 }, () => {
    let portal: TestPortal;
    let browser: Browser;
    let people: ReturnType<typeof peopleAt>;
    before(async () => {
      [portal, browser] = await Promise.all([
        openTestPortal({ identities: true, env: { SPID_LEVEL: '1' } }),
        launchBrowser(),
      ]);
      await until(async () => (await portal.database.query('select 1 from identity_providers')).length === 4);
      const device = { ...look.device, besides: portal.identities };
      people = peopleAt(browser, portal.origin, { ...look, device }, hands);
    });
    after(async () => {
      await people?.leave();
      await browser?.close();
      await portal?.stop();
    });

    it('every anomaly has a page and words of its own, and nobody is in', async () => {
      await meetsEveryAnomaly(await people.arrives());
    });

    it('who comes in by SPID at level 1 climbs to level 2 where it is needed', async () => {
      const fabia = await people.arrives();
      await comesInBySpid(fabia, 'Fabia Serra');
      await climbsALevel(fabia, portal);
    });

    it('who leaves at the provider has left the portal', async () => {
      const gino = await people.arrives();
      await comesInBySpid(gino, 'Gino Moretti');
      await leavesFromTheProvider(gino, portal);
    });

    it('CIE by OpenID Connect opens an account that was there once its owner proves it is theirs, and leaving revokes', async () => {
      const anna = await people.arrives();
      await collegatesCie(anna, portal);
      await addsAnotherState(anna);
      await leaves(anna);
      const kept = async () => (await portal.database.query('select 1 from cie_access_tokens')).length;
      assert.equal(await until(async () => (await kept()) === 0, 90), true);
    });

    it('by card, at level 3', async () => {
      const bruno = await people.arrives();
      await comesInByCard(bruno, portal);
      const levels = await portal.database.query(`select level from sessions where method = 'cns'`);
      assert.deepEqual(levels, [{ level: 3 }]);
      await leaves(bruno);
    });

    it('CIE by SAML', async () => {
      const ilaria = await people.arrives();
      await comesInByCieSaml(ilaria, portal);
      await leaves(ilaria);
    });
  });
}
