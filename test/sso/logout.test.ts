import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { decodeProtectedHeader } from 'jose';
import type { SsoBrowser } from '../sso-browser.ts';
import { heading } from '../sso-browser.ts';
import { type LogoutReceiver, logoutReceiver } from '../sso-receiver.ts';
import { openSsoWorld, type SsoWorld } from '../sso-world.ts';
import { claimsOf, configOf, type Entered, enter, type Registered } from './sign-on.ts';

// The modules of the plans "RP-Initiated Logout OP" and "Back-Channel Logout OP", by name, and S-18, S-50.

let world: SsoWorld;
let receiver: LogoutReceiver;
let client: Registered;
before(async () => {
  [world, receiver] = await Promise.all([openSsoWorld(), logoutReceiver()]);
  client = await world.client({ logoutUrl: receiver.url('logout') });
});
after(() => Promise.all([world.close(), receiver.close()]));

async function inside(): Promise<{ browser: SsoBrowser; entered: Entered; hint: string }> {
  const browser = await world.browser(await world.person());
  const entered = await enter(world, browser, client);
  return { browser, entered, hint: entered.tokens.id_token ?? '' };
}

const leave = (browser: SsoBrowser, query: Readonly<Record<string, string>>) =>
  browser.get(`/oidc/session/end?${new URLSearchParams(query)}`, { accept: 'text/html' });
const isIn = async (browser: SsoBrowser) => (await browser.get('/profilo')).status === 200;
const target = () => client.postLogoutUris[0] ?? '';

describe('leaving from a service', () => {
  it('oidcc-rp-initiated-logout-discovery-endpoint-verification: its address is published', async () => {
    const { end_session_endpoint: at } = (await configOf(world, client)).serverMetadata();
    assert.equal(at, `${world.issuer}/session/end`);
  });

  it('oidcc-rp-initiated-logout: with proof that the person is theirs, at once, and back with the state', async () => {
    const { browser, hint } = await inside();
    const came = await leave(browser, { id_token_hint: hint, post_logout_redirect_uri: target(), state: 'abc' });
    assert.deepEqual([came.status, came.location], [303, `${target()}?state=abc`]);
    assert.equal(await isIn(browser), false, 'the session of the portal is over');
  });

  it('oidcc-rp-initiated-logout-no-state: back without one', async () => {
    const { browser, hint } = await inside();
    const came = await leave(browser, { id_token_hint: hint, post_logout_redirect_uri: target() });
    assert.equal(came.location, target());
  });

  it('oidcc-rp-initiated-logout-no-post-logout-redirect-uri: to our own page', async () => {
    const { browser, hint } = await inside();
    const came = await browser.follow(await leave(browser, { id_token_hint: hint }));
    assert.equal(heading(came), 'Sei uscito');
  });

  for (const [module, query] of [
    ['oidcc-rp-initiated-logout-no-params', {}],
    ['oidcc-rp-initiated-logout-only-state', { state: 'abc' }],
  ] as const) {
    it(`${module}: the person is asked, and stays in until they say yes`, async () => {
      const { browser } = await inside();
      const asked = await browser.follow(await leave(browser, query));
      assert.match(heading(asked), /Vuoi uscire da tutti/);
      assert.equal(await isIn(browser), true);
      await browser.get('/oidc/uscita');
      const left = await browser.follow(await browser.post('/oidc/uscita'));
      assert.equal(heading(left), 'Sei uscito');
      assert.equal(await isIn(browser), false);
    });
  }

  it('oidcc-rp-initiated-logout-no-id-token-hint: who says only its name is not believed, but goes on after a yes', async () => {
    const { browser } = await inside();
    const query = { client_id: client.id, post_logout_redirect_uri: target(), state: 'abc' };
    const asked = await browser.follow(await leave(browser, query));
    assert.match(asked.body, new RegExp(client.name));
    assert.equal(await isIn(browser), true);
    await browser.get(`${asked.url.pathname}${asked.url.search}`);
    const back = await browser.follow(await browser.post('/oidc/uscita', query));
    assert.equal(back.location, `${target()}?state=abc`);
    assert.equal(await isIn(browser), false);
  });

  for (const [module, uri] of [
    ['oidcc-rp-initiated-logout-bad-post-logout-redirect-uri', () => 'https://altrove.example/'],
    ['oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri', () => `${target()}?foo=bar`],
  ] as const) {
    it(`${module}: is refused on our own page`, async () => {
      const { browser, hint } = await inside();
      const came = await leave(browser, { id_token_hint: hint, post_logout_redirect_uri: uri() });
      assert.equal(came.status, 400);
      assert.equal(came.location, undefined);
      assert.equal(await isIn(browser), true);
    });
  }

  for (const [module, spoil] of [
    ['oidcc-rp-initiated-logout-bad-id-token-hint', () => 'this-is-not-a-token'],
    ['oidcc-rp-initiated-logout-modified-id-token-hint', (hint: string) => `${hint.slice(0, -6)}AAAAAA`],
  ] as const) {
    it(`${module}: is refused on our own page`, async () => {
      const { browser, hint } = await inside();
      const came = await leave(browser, { id_token_hint: spoil(hint), post_logout_redirect_uri: target() });
      assert.equal(came.status, 400);
      assert.equal(await isIn(browser), true);
    });
  }

  it('with proof about somebody else asks the person, whoever sends it (S-50)', async () => {
    const [mine, theirs] = [await inside(), await inside()];
    const came = await leave(mine.browser, { id_token_hint: theirs.hint, post_logout_redirect_uri: target() });
    assert.match(came.location ?? '', /^\/oidc\/uscita\?/);
    assert.equal(await isIn(mine.browser), true);
  });

  it('leads to no address that was not registered, however it is written (S-18)', async () => {
    const addresses = [
      '//altrove.example',
      'https:altrove.example',
      `${target()}@altrove.example`,
      `${target()}/../..//altrove.example`,
      'javascript:alert(1)',
      `${target()}#@altrove.example`,
      target().replace('https', 'http'),
      ` ${target()}`,
    ];
    for (const uri of addresses) {
      const { browser, hint } = await inside();
      for (const query of [{ id_token_hint: hint }, { client_id: client.id }, {}]) {
        const came = await leave(browser, { ...query, post_logout_redirect_uri: uri });
        assert.ok(came.location === undefined || came.location.startsWith('/'), `${uri}: ${came.location}`);
      }
      const page = await browser.get(
        `/oidc/uscita/fatta?client_id=${client.id}&post_logout_redirect_uri=${encodeURIComponent(uri)}`,
      );
      assert.ok(!page.body.includes('http-equiv="refresh"'), uri);
    }
  });

  it('the library’s own form for it is not there', async () => {
    const { browser } = await inside();
    assert.equal((await browser.post('/oidc/session/end/confirm', { logout: 'yes' })).status, 404);
    assert.equal(await isIn(browser), true);
  });
});

describe('telling the services', () => {
  it('oidcc-backchannel-logout-discovery-endpoint-verification: it is published that they are told', async () => {
    const server = (await configOf(world, client)).serverMetadata();
    assert.equal(server['backchannel_logout_supported'], true);
    assert.equal(server['backchannel_logout_session_supported'], true);
  });

  it('oidcc-backchannel-rp-initiated-logout: with a token that is exactly a logout token', async () => {
    const { browser, entered, hint } = await inside();
    await leave(browser, { id_token_hint: hint, post_logout_redirect_uri: target() });
    await world.jobs();
    const [token] = receiver.tokens('logout').slice(-1);
    const [told] = receiver.told('logout').slice(-1);
    assert.equal(decodeProtectedHeader(token ?? '').typ, 'logout+jwt');
    assert.equal(decodeProtectedHeader(token ?? '').alg, 'RS256');
    const { sub, sid } = claimsOf(entered);
    assert.deepEqual([told?.iss, told?.aud, told?.sub, told?.sid], [world.issuer, client.id, sub, sid]);
    assert.deepEqual(told?.events, { 'http://schemas.openid.net/event/backchannel-logout': {} });
    assert.ok(told && 'jti' in told && 'iat' in told && !('nonce' in told));
  });
});
