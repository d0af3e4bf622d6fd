import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { CAST } from '../../src/apps/cast.ts';
import { serveReferenceClient } from '../../src/apps/reference-client/serve.ts';
import { type SisterClient, sisterClients } from '../../src/apps/sister-clients.ts';
import { seedClient } from '../../src/features/sso/index.ts';
import { launchBrowser } from '../browser.ts';
import { ownPort } from '../own-port.ts';
import { checkAxe, checkStructure } from '../page-checks.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { until } from '../until.ts';

// Signed in once, into four services; signed out once, out of all. By keyboard, and without JavaScript.

let portal: TestPortal;
let browser: Browser;
let sisters: SisterClient[];
let servers: Server[];
before(async () => {
  const ports = await Promise.all([ownPort(), ownPort(), ownPort(), ownPort()]);
  const hosts = ports.map((port) => `127.0.0.1:${port}`).join(',');
  [portal, browser] = await Promise.all([openTestPortal({ env: { SSO_INTERNAL_HOSTS: hosts } }), launchBrowser()]);
  sisters = sisterClients('the secret of a journey, as long as it must be', ports);
  const others = sisters.map(({ client }) => ({ name: client.name, home: client.homeUrl }));
  servers = await Promise.all(
    sisters.map(async ({ client, secret, port }) => {
      await seedClient(portal.database, client, secret, new Date());
      const { id, name, homeUrl: home, scopes } = client;
      const scope = ['openid', ...scopes].join(' ');
      return serveReferenceClient({ id, name, secret, port, home, scope, others, issuer: `${portal.origin}/oidc` });
    }),
  );
});
after(async () => {
  for (const server of servers ?? []) server.closeAllConnections();
  for (const server of servers ?? []) server.close();
  await browser?.close();
  await portal?.stop();
});

const nameAt = (index: number) => sisters[index]?.client.name ?? '';
const homeAt = (index: number) => sisters[index]?.client.homeUrl ?? '';
const heading = (page: Page) => page.locator('h1').innerText();

/** Tab until something with this name has the focus, then Enter. */
async function press(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate('document.activeElement?.innerText ?? ""');
    if (String(here).includes(name)) return page.keyboard.press('Enter');
  }
  throw new Error(`the keyboard does not reach ${name} on ${page.url()}`);
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Nome utente').fill(CAST.anna.username);
  await page.getByLabel('Password', { exact: true }).fill(CAST.anna.password);
  await page.keyboard.press('Enter');
}

for (const javaScriptEnabled of [true, false]) {
  describe(javaScriptEnabled ? 'with the keyboard' : 'without JavaScript', () => {
    let page: Page;
    before(async () => {
      await portal.database.query('delete from openid_consents');
      const context = await browser.newContext({ javaScriptEnabled, locale: 'it-IT', reducedMotion: 'reduce' });
      page = await context.newPage();
    });
    after(() => page.context().close());

    const enters = async (index: number) => {
      await page.goto(homeAt(index));
      await (javaScriptEnabled
        ? press(page, 'Entra con Istanze OnLine')
        : page.getByRole('link', { name: 'Entra con Istanze OnLine' }).click());
    };

    test('a service sends to the portal’s login, says what it will get, and lets in', async () => {
      await enters(0);
      await page.waitForURL(/\/accesso/);
      await signIn(page);
      await page.waitForURL(/\/oidc\/interazione\//);
      assert.equal(await heading(page), `Stai per entrare in ${nameAt(0)}`);
      if (javaScriptEnabled) await checkAxe(page);
      if (javaScriptEnabled) await checkStructure(page);
      if (javaScriptEnabled) await press(page, `Entra in ${nameAt(0)}`);
      else await page.getByRole('button', { name: `Entra in ${nameAt(0)}` }).click();
      await page.waitForURL(homeAt(0));
      assert.equal(await heading(page), 'Sei entrato');
      assert.match(await page.locator('main').innerText(), /TINIT-BNCNNA88E54X001V/);
    });

    test('the other three let in without another login', async () => {
      for (const index of [1, 2, 3]) {
        await enters(index);
        await page.getByRole('button', { name: `Entra in ${nameAt(index)}` }).click();
        await page.waitForURL(homeAt(index));
        assert.equal(await heading(page), 'Sei entrato');
      }
      await page.goto(`${homeAt(1)}accesso`);
      assert.equal(page.url(), homeAt(1), 'the second time nothing is shown');
    });

    test('the person’s area lists them, and what each gets; one is let go and knows it', async () => {
      await page.goto(`${portal.origin}/area`);
      for (const { client } of sisters) await page.getByRole('link', { name: client.name, exact: true }).waitFor();
      await page.getByRole('link', { name: 'Che cosa ricevono di te' }).click();
      assert.equal(await page.locator('article').count(), 4);
      if (javaScriptEnabled) await checkAxe(page);
      await page.getByRole('button', { name: `Togli il collegamento con ${nameAt(3)}` }).click();
      await page.getByText('Collegamento tolto').waitFor();
      assert.equal(await page.locator('article').count(), 3);
      await out(3);
    });

    const out = (index: number) =>
      until(async () => {
        await page.goto(homeAt(index));
        return (await heading(page)) === `Benvenuto in ${nameAt(index)}`;
      });

    test('leaving one leaves all: the portal at once, the others as they are told', async () => {
      await page.goto(homeAt(0));
      await (javaScriptEnabled
        ? press(page, 'Esci da tutti i servizi')
        : page.getByRole('link', { name: 'Esci da tutti i servizi' }).click());
      await page.waitForURL(/\/uscito/);
      await page.goto(`${portal.origin}/area`);
      assert.match(page.url(), /\/accesso/);
      for (const index of [0, 1, 2]) await out(index);
    });
  });
}
