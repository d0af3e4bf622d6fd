import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as oidc from 'openid-client';
import { endSessionsOf } from '../../src/features/accounts/index.ts';
import { type LogoutReceiver, logoutReceiver } from '../sso-receiver.ts';
import { openSsoWorld, PASSWORD, type SsoWorld } from '../sso-world.ts';
import { claimsOf, configOf, enter, requestOf, userInfo } from './sign-on.ts';

// The provider has no session that outlives the portal's (ADR 21): whatever ends one ends the other, and tells everybody.

let world: SsoWorld;
let receiver: LogoutReceiver;
before(async () => {
  [world, receiver] = await Promise.all([openSsoWorld(), logoutReceiver()]);
});
after(() => Promise.all([world.close(), receiver.close()]));

describe('somebody signed in to the portal', () => {
  it('enters a service without signing in again, and a second one too', async () => {
    const [one, two] = [await world.client(), await world.client()];
    const browser = await world.browser(await world.person());
    const first = claimsOf(await enter(world, browser, one));
    const second = claimsOf(await enter(world, browser, two));
    assert.notEqual(first.sub, second.sub, 'each service knows the person by a name of its own');
    assert.equal(first['auth_time'], second['auth_time']);
  });

  it('has the same name at one service in every session', async () => {
    const client = await world.client();
    const anna = await world.person();
    const subs = [];
    for (const _ of [1, 2]) subs.push(claimsOf(await enter(world, await world.browser(anna), client)).sub);
    assert.equal(subs[0], subs[1]);
  });

  it('enters two services at the same moment, and both are told when the session ends', async () => {
    const clients = [1, 2, 3].map((place) => world.client({ logoutUrl: receiver.url(`at-once-${place}`) }));
    const anna = await world.person();
    const browser = await world.browser(anna);
    const registered = await Promise.all(clients);
    const all = await Promise.all(registered.map((client) => enter(world, browser, client)));
    const sids = all.map((entered) => claimsOf(entered)['sid']);
    assert.equal(new Set(sids).size, 3);
    await browser.get('/uscita');
    await browser.post('/uscita');
    await world.jobs();
    for (const place of [0, 1, 2]) assert.equal(receiver.told(`at-once-${place + 1}`)[0]?.sid, sids[place]);
  });

  it('is sent to the portal’s own login when nobody is signed in, and comes back to the service', async () => {
    const client = await world.client();
    const anna = await world.person();
    const browser = await world.browser();
    const { url, checks } = await requestOf(await configOf(world, client), client);
    const login = await browser.follow(await browser.get(url.href));
    assert.equal(login.url.pathname, '/accesso');
    const { username } = anna;
    const dopo = login.url.searchParams.get('dopo') ?? '';
    const inside = await browser.post(login.url.pathname + login.url.search, { username, password: PASSWORD, dopo });
    const asked = await browser.follow(inside);
    assert.match(asked.body, /Che cosa riceve/);
    const back = await browser.follow(await browser.post(asked.url.pathname, { decision: 'accept' }));
    const tokens = await oidc.authorizationCodeGrant(
      await configOf(world, client),
      new URL(back.location ?? ''),
      checks,
    );
    assert.equal(tokens.claims()?.['acr'], 'https://www.spid.gov.it/SpidL1');
  });
});

describe('when the portal’s session ends', () => {
  type Way = (anna: { id: string }, browser: Awaited<ReturnType<SsoWorld['browser']>>) => Promise<unknown>;
  const ways: Readonly<Record<string, Way>> = {
    'by signing out': async (_anna, browser) => {
      await browser.get('/uscita');
      return browser.post('/uscita');
    },
    'from another device, or with a new password, or by revocation': ({ id }) =>
      world.database.transaction((tx) => endSessionsOf(tx, id, null, 'prova')),
    'by itself, after too long without doing anything': ({ id }) =>
      world.database.query(`update sessions set last_seen_at = now() - interval '31 minutes' where account_id = $1`, [
        id,
      ]),
  };
  for (const [how, end] of Object.entries(ways)) {
    it(`${how}, tokens are worth nothing, the next request asks to sign in, and services are told`, async () => {
      const place = how.slice(0, 12).replaceAll(' ', '-');
      const client = await world.client({ logoutUrl: receiver.url(place) });
      const anna = await world.person();
      const browser = await world.browser(anna);
      const entered = await enter(world, browser, client);
      const { access_token: token, refresh_token: refresh = '' } = entered.tokens;
      assert.equal((await userInfo(world, token)).status, 200);
      await end(anna, browser);
      assert.equal((await userInfo(world, token)).status, 401, 'at once, before any job is done');
      await assert.rejects(oidc.refreshTokenGrant(entered.config, refresh), { error: 'invalid_grant' });
      const { url } = await requestOf(entered.config, client, { prompt: 'none' });
      assert.equal((await browser.enter(url)).searchParams.get('error'), 'login_required');
      await world.housekeeping();
      await world.jobs();
      const [told] = receiver.told(place);
      assert.equal(told?.sub, claimsOf(entered).sub);
      assert.equal(told?.sid, claimsOf(entered)['sid']);
      assert.equal(receiver.told(place).length, 1);
    });
  }

  it('nobody else’s services are told', async () => {
    const client = await world.client({ logoutUrl: receiver.url('somebody') });
    const [anna, marta] = [await world.person(), await world.person()];
    const [ofAnna, ofMarta] = [await world.browser(anna), await world.browser(marta)];
    const kept = await enter(world, ofMarta, client);
    await enter(world, ofAnna, client);
    await world.database.transaction((tx) => endSessionsOf(tx, anna.id, null, 'prova'));
    await world.jobs();
    assert.equal(receiver.told('somebody').length, 1);
    assert.equal((await userInfo(world, kept.tokens.access_token)).status, 200);
  });

  it('a service that does not answer is told again later, and others are not kept waiting', async () => {
    const [deaf, well] = [
      await world.client({ logoutUrl: 'http://127.0.0.1:9/nessuno' }),
      await world.client({ logoutUrl: receiver.url('well') }),
    ];
    const anna = await world.person();
    const browser = await world.browser(anna);
    for (const client of [deaf, well]) await enter(world, browser, client);
    await world.database.transaction((tx) => endSessionsOf(tx, anna.id, null, 'prova'));
    await assert.rejects(world.jobs());
    assert.equal(receiver.told('well').length, 1);
  });

  it('the portal knocks on no door of the internal network that was not named', async () => {
    const inside = await openSsoWorld({ SSO_INTERNAL_HOSTS: 'altro.interno' });
    try {
      const client = await inside.client({ logoutUrl: receiver.url('inside') });
      const anna = await inside.person();
      await enter(inside, await inside.browser(anna), client);
      await inside.database.transaction((tx) => endSessionsOf(tx, anna.id, null, 'prova'));
      await assert.rejects(inside.jobs());
      assert.deepEqual(receiver.told('inside'), []);
    } finally {
      await inside.close();
    }
  });
});
