import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as oidc from 'openid-client';
import { FISCAL_NUMBER } from '../../src/features/sso/person-claims.ts';
import { heading } from '../sso-browser.ts';
import { openSsoWorld, type SsoWorld } from '../sso-world.ts';
import { claimsOf, configOf, enter, type Registered, requestOf, userInfo } from './sign-on.ts';

// The modules of the OpenID Foundation's "Basic OP" plan, by name (identity.md E): those about requests and claims.

let world: SsoWorld;
let client: Registered;
before(async () => {
  world = await openSsoWorld();
  client = await world.client({ scopes: ['profile', 'email', 'phone', 'address'] });
});
after(() => world.close());

const signedIn = async () => world.browser(await world.person());

describe('a request to sign in', () => {
  it('oidcc-server: is answered with a code, and the code with tokens', async () => {
    const { tokens } = await enter(world, await signedIn(), client);
    assert.equal(tokens.token_type, 'bearer');
    assert.ok(tokens.access_token && tokens.id_token);
  });

  it('oidcc-response-type-missing: without response_type is refused', async () => {
    const { url } = await requestOf(await configOf(world, client), client);
    url.searchParams.delete('response_type');
    const back = await (await signedIn()).enter(url);
    assert.equal(back.searchParams.get('error'), 'invalid_request');
  });

  it('oidcc-idtoken-signature: comes back with an ID token signed with a published key, by RS256', async () => {
    const { tokens } = await enter(world, await signedIn(), client);
    const [head = ''] = (tokens.id_token ?? '').split('.');
    const { alg, kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, string>;
    const { keys } = (await (await fetch(`${world.issuer}/jwks`)).json()) as { keys: Record<string, string>[] };
    assert.equal(alg, 'RS256');
    assert.ok(keys.some((key) => key['kid'] === kid));
    assert.ok(
      keys.every((key) => key['d'] === undefined),
      'only public parts are published',
    );
  });

  it('oidcc-idtoken-unsigned: no client can be registered for one', async () => {
    const found = await fetch(`${world.issuer}/.well-known/openid-configuration`);
    const { id_token_signing_alg_values_supported: offered } = (await found.json()) as Record<string, string[]>;
    assert.deepEqual(offered, ['RS256']);
  });

  it('oidcc-ensure-request-without-nonce-succeeds-for-code-flow', async () => {
    const config = await configOf(world, client);
    const { url, checks } = await requestOf(config, client);
    url.searchParams.delete('nonce');
    const { expectedNonce: _none, ...others } = checks;
    const back = await (await signedIn()).enter(url);
    assert.equal((await oidc.authorizationCodeGrant(config, back, others)).claims()?.['nonce'], undefined);
  });

  const passing: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'oidcc-ensure-other-scope-order-succeeds': { scope: 'email openid profile' },
    'oidcc-display-page': { display: 'page' },
    'oidcc-display-popup': { display: 'popup' },
    'oidcc-ensure-request-with-unknown-parameter-succeeds': { extra: 'foobar' },
    'oidcc-login-hint': { login_hint: 'anna.bianchi' },
    'oidcc-ui-locales': { ui_locales: 'se it' },
    'oidcc-claims-locales': { claims_locales: 'se it' },
    'oidcc-ensure-request-with-acr-values-succeeds': { acr_values: 'https://www.spid.gov.it/SpidL1 1 2' },
  };
  for (const [module, changes] of Object.entries(passing)) {
    it(`${module}: is served`, async () => {
      assert.ok((await enter(world, await signedIn(), client, changes)).tokens.id_token);
    });
  }

  it('oidcc-ensure-post-request-succeeds: may come by POST, from another site', async () => {
    const config = await configOf(world, client);
    const { url, checks } = await requestOf(config, client);
    const browser = await signedIn();
    // A form on another site brings no cookies of ours: the person is found again at the next step.
    const kept = new Map(browser.cookies);
    browser.cookies.clear();
    const asked = await browser.post(url.pathname, Object.fromEntries(url.searchParams));
    for (const [name, value] of kept) browser.cookies.set(name, value);
    const back = await browser.enter(new URL(asked.location ?? '', asked.url).href);
    assert.ok((await oidc.authorizationCodeGrant(config, back, checks)).id_token);
  });

  it('oidcc-ensure-registered-redirect-uri: to an address that is not registered stops at our own page', async () => {
    const { url } = await requestOf(await configOf(world, client), client, {
      redirect_uri: 'https://altrove.example/',
    });
    const came = await (await signedIn()).get(url.href, { accept: 'text/html' });
    assert.equal(came.status, 400);
    assert.equal(came.location, undefined);
    assert.match(heading(came), /farti entrare/);
  });

  for (const [module, request] of [
    ['oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported', { request: unsigned({}) }],
    [
      'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported',
      { request_uri: 'https://altrove.example/request.jwt' },
    ],
    [
      'oidcc-ensure-request-object-with-redirect-uri',
      { request: unsigned({ redirect_uri: 'https://altrove.example/' }) },
    ],
  ] as const) {
    it(`${module}: is rejected as unsupported`, async () => {
      const { url } = await requestOf(await configOf(world, client), client, request);
      const back = await (await signedIn()).enter(url);
      assert.match(back.searchParams.get('error') ?? '', /^request(_uri)?_not_supported$/);
    });
  }

  it('oidcc-ensure-request-with-valid-pkce-succeeds', async () => {
    assert.ok((await enter(world, await signedIn(), client)).tokens.access_token);
  });
});

describe('what is told of the person', () => {
  const scopes: Readonly<Record<string, readonly [scope: string, claims: readonly string[]]>> = {
    'oidcc-scope-profile': ['openid profile', ['birthdate', 'family_name', 'gender', 'given_name', 'name']],
    'oidcc-scope-email': ['openid email', ['email', 'email_verified']],
    'oidcc-scope-address': ['openid address', ['address']],
    'oidcc-scope-phone': ['openid phone', ['phone_number', 'phone_number_verified']],
    'oidcc-scope-all': [
      'openid profile email address phone',
      'address birthdate email email_verified family_name gender given_name name phone_number phone_number_verified'.split(
        ' ',
      ),
    ],
  };
  for (const [module, [scope, expected]] of Object.entries(scopes)) {
    it(`${module}: is what the scope covers and nothing else`, async () => {
      const { tokens } = await enter(world, await signedIn(), client, { scope });
      const { sub: _sub, ...told } = (await userInfo(world, tokens.access_token)).body;
      assert.deepEqual(Object.keys(told).sort(), [...expected].sort());
    });
  }

  it('oidcc-userinfo-get, oidcc-userinfo-post-header, oidcc-userinfo-post-body: is told in all three ways', async () => {
    const entered = await enter(world, await signedIn(), client);
    const { access_token: token } = entered.tokens;
    const at = `${world.issuer}/me`;
    const authorization = `Bearer ${token}`;
    const answers = await Promise.all([
      fetch(at, { headers: { authorization } }),
      fetch(at, { method: 'POST', headers: { authorization } }),
      fetch(at, { method: 'POST', body: new URLSearchParams({ access_token: token }) }),
    ]);
    for (const answer of answers) {
      assert.equal(answer.status, 200);
      assert.equal(((await answer.json()) as { sub: string }).sub, claimsOf(entered).sub);
    }
    assert.equal((await fetch(`${at}?access_token=${token}`)).status, 400, 'never in an address (RFC 9700)');
  });

  it('oidcc-claims-essential: a claim asked for by name comes, if the client may have it', async () => {
    const claims = JSON.stringify({ userinfo: { name: { essential: true } }, id_token: { [FISCAL_NUMBER]: null } });
    const entered = await enter(world, await signedIn(), client, { scope: 'openid', claims });
    assert.match(String((await userInfo(world, entered.tokens.access_token)).body['name']), /Prova/);
    assert.equal(claimsOf(entered)[FISCAL_NUMBER], undefined, 'the fiscal code needs a norm, whatever is asked');
  });

  it('the fiscal code goes only to a client that is entitled to it, and only for somebody identified', async () => {
    const entitled = await world.client({ scopes: ['fiscal_number'], fiscalCodeBasis: 'DM 14/2024, art. 3' });
    const anna = await world.person();
    const { tokens } = await enter(world, await world.browser(anna), entitled, { scope: 'openid fiscal_number' });
    const { body } = await userInfo(world, tokens.access_token);
    assert.equal(body[FISCAL_NUMBER], `TINIT-${anna.fiscalCode}`);
    const { url } = await requestOf(await configOf(world, client), client, { scope: 'openid fiscal_number' });
    assert.equal((await (await signedIn()).enter(url)).searchParams.get('error'), 'invalid_scope');
    const unknown = await world.browser(await world.person({ identified: false }));
    const stopped = await requestOf(await configOf(world, entitled), entitled, { scope: 'openid fiscal_number' });
    assert.match(heading(await unknown.follow(await unknown.get(stopped.url.href))), /devi farti riconoscere/);
  });
});

describe('how the person signed in', () => {
  it('oidcc-prompt-login: a login is asked again, and the new one is told', async () => {
    const anna = await world.person();
    const browser = await world.browser(anna);
    const first = await enter(world, browser, client);
    await world.database.query(
      `update sessions set authenticated_at = authenticated_at - interval '1 minute' where account_id = $1`,
      [anna.id],
    );
    const { url } = await requestOf(first.config, client, { prompt: 'login' });
    const asked = await browser.follow(await browser.get(url.href));
    assert.equal(asked.url.pathname, '/accesso/conferma');
  });

  it('oidcc-prompt-none-not-logged-in: nobody is asked anything', async () => {
    const { url } = await requestOf(await configOf(world, client), client, { prompt: 'none' });
    assert.equal((await (await world.browser()).enter(url)).searchParams.get('error'), 'login_required');
  });

  it('oidcc-prompt-none-logged-in: who is signed in enters unseen', async () => {
    const browser = await signedIn();
    const first = claimsOf(await enter(world, browser, client));
    const { url, checks } = await requestOf(await configOf(world, client), client, { prompt: 'none' });
    const came = await browser.get(url.href);
    const back = new URL(came.location ?? '');
    const tokens = await oidc.authorizationCodeGrant(await configOf(world, client), back, checks);
    assert.equal(tokens.claims()?.sub, first.sub);
  });

  it('prompt=none with something still to agree to says so, and prompt=consent asks even of our own', async () => {
    const own = await world.client({ own: true });
    const browser = await signedIn();
    const config = await configOf(world, own);
    const unseen = await requestOf(config, own, { prompt: 'none' });
    assert.equal((await browser.enter(unseen.url)).searchParams.get('error'), 'consent_required');
    await enter(world, browser, own);
    const again = await requestOf(config, own, { prompt: 'consent' });
    assert.match(heading(await browser.follow(await browser.get(again.url.href))), /Stai per entrare/);
  });

  it('oidcc-max-age-1: a login that is too old is asked again', async () => {
    const anna = await world.person();
    const browser = await world.browser(anna);
    await world.database.query(
      `update sessions set authenticated_at = now() - interval '10 seconds' where account_id = $1`,
      [anna.id],
    );
    const { url } = await requestOf(await configOf(world, client), client, { max_age: '1' });
    assert.equal((await browser.follow(await browser.get(url.href))).url.pathname, '/accesso/conferma');
  });

  it('oidcc-max-age-10000: one that is fresh enough is not, and its instant is told', async () => {
    const claims = claimsOf(await enter(world, await signedIn(), client, { max_age: '10000' }));
    assert.ok(Math.abs(Number(claims['auth_time']) - Date.now() / 1000) < 60);
  });

  it('oidcc-id-token-hint: the same person enters unseen; for another one the request is refused', async () => {
    const [ofAnna, ofMarta] = [await signedIn(), await signedIn()];
    const { tokens, config } = await enter(world, ofAnna, client);
    const hinted = { prompt: 'none', id_token_hint: tokens.id_token ?? '' };
    const { url } = await requestOf(config, client, hinted);
    assert.ok((await ofAnna.enter(url)).searchParams.has('code'));
    assert.equal((await ofMarta.enter(url)).searchParams.get('error'), 'login_required');
  });

  it('a level is raised by the portal’s own page, told in acr and amr, and enough when it is higher', async () => {
    const strong = await world.client({ level: 2 });
    const anna = await world.person();
    const low = await world.browser(anna);
    const { url } = await requestOf(await configOf(world, strong), strong);
    const asked = await low.follow(await low.get(url.href));
    assert.equal(asked.url.pathname, '/accesso/conferma');
    assert.equal(asked.url.searchParams.get('livello'), '2');
    const high = await world.browser(anna, { method: 'spid', level: 2 });
    const claims = claimsOf(await enter(world, high, strong));
    assert.equal(claims['acr'], 'https://www.spid.gov.it/SpidL2');
    assert.deepEqual(claims['amr'], ['spid']);
    const card = await world.browser(anna, { method: 'cie', level: 3 });
    const wished = { acr_values: 'https://www.spid.gov.it/SpidL2' };
    assert.equal(claimsOf(await enter(world, card, client, wished))['acr'], 'https://www.spid.gov.it/SpidL3');
    const none = await requestOf(await configOf(world, strong), strong, { prompt: 'none' });
    assert.equal((await low.enter(none.url)).searchParams.get('error'), 'login_required');
  });
});

/** A request object nobody signed. */
function unsigned(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}
