import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as oauth from 'oauth4webapi';
import * as oidc from 'openid-client';
import { openSsoWorld, type SsoWorld } from '../sso-world.ts';
import { configOf, enter, type Registered, requestOf, userInfo } from './sign-on.ts';

// The modules of the OpenID Foundation's "Basic OP" plan about codes and tokens, by name, and its discovery plan.

let world: SsoWorld;
let client: Registered;
before(async () => {
  world = await openSsoWorld();
  client = await world.client({ scopes: ['profile', 'email', 'phone', 'address'] });
});
after(() => world.close());

const signedIn = async () => world.browser(await world.person());

describe('a code', () => {
  for (const [module, seconds] of [
    ['oidcc-codereuse', 0],
    ['oidcc-codereuse-30seconds', 30],
  ] as const) {
    it(`${module}: used a second time gives nothing, and takes back what it gave`, async () => {
      const { config, back, checks, tokens } = await enter(world, await signedIn(), client);
      await world.database.query(
        `update openid_rows set consumed_at = consumed_at - make_interval(secs => $1) where kind = 'AuthorizationCode'`,
        [seconds],
      );
      assert.equal((await userInfo(world, tokens.access_token)).status, 200);
      await assert.rejects(oidc.authorizationCodeGrant(config, back, checks), { error: 'invalid_grant' });
      assert.equal((await userInfo(world, tokens.access_token)).status, 401);
      await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token ?? ''), { error: 'invalid_grant' });
    });
  }

  it('used twice at the same moment gives tokens once at most', async () => {
    const config = await configOf(world, client);
    const { url, checks } = await requestOf(config, client);
    const back = await (await signedIn()).enter(url);
    const both = await Promise.allSettled([1, 2, 3].map(() => oidc.authorizationCodeGrant(config, back, checks)));
    const good = both.filter((one) => one.status === 'fulfilled');
    assert.ok(good.length <= 1);
    for (const one of good) assert.equal((await userInfo(world, one.value.access_token)).status, 401);
  });

  it('is good for a minute at most', async () => {
    const { url } = await requestOf(await configOf(world, client), client);
    await (await signedIn()).enter(url);
    const [row] = await world.database.query<{ seconds: number }>(
      `select max((payload ->> 'exp')::int - (payload ->> 'iat')::int) as seconds from openid_rows where kind = 'AuthorizationCode'`,
    );
    assert.ok((row?.seconds ?? 99) <= 60);
  });

  it('oidcc-server-client-secret-post: may be exchanged with the secret in the form, by who is registered so', async () => {
    const posting = await world.client({ authentication: 'client_secret_post' });
    assert.ok((await enter(world, await signedIn(), posting)).tokens.access_token);
  });

  it('may be exchanged by a client that can keep no secret, with PKCE alone', async () => {
    const open = await world.client({ authentication: 'none' });
    assert.ok((await enter(world, await signedIn(), open)).tokens.access_token);
  });

  it('may be exchanged by a client that signs, with no secret anywhere', async () => {
    const keys = await oauth.generateKeyPair('RS256');
    const jwk = await crypto.subtle.exportKey('jwk', keys.publicKey);
    const signing = await world.client({
      authentication: 'private_key_jwt',
      publicKeys: { keys: [{ ...jwk, kid: 'k', alg: 'RS256', use: 'sig' } as Record<string, unknown>] },
    });
    const config = await oidc.discovery(
      new URL(world.issuer),
      signing.id,
      undefined,
      oidc.PrivateKeyJwt({ key: keys.privateKey, kid: 'k' }),
      { execute: [oidc.allowInsecureRequests] },
    );
    const { url, checks } = await requestOf(config, signing);
    const back = await (await signedIn()).enter(url);
    assert.ok((await oidc.authorizationCodeGrant(config, back, checks)).access_token);
  });
});

describe('a refresh token', () => {
  it('oidcc-refresh-token: gives a new one, and the old one used again takes back the whole family', async () => {
    const { config, tokens } = await enter(world, await signedIn(), client);
    const second = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '');
    assert.notEqual(second.refresh_token, tokens.refresh_token);
    assert.equal((await userInfo(world, second.access_token)).status, 200);
    await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token ?? ''), { error: 'invalid_grant' });
    await assert.rejects(oidc.refreshTokenGrant(config, second.refresh_token ?? ''), { error: 'invalid_grant' });
    assert.equal((await userInfo(world, second.access_token)).status, 401);
  });

  it('is not given to a client that is not registered for it', async () => {
    const plain = await world.client({ refresh: false });
    assert.equal((await enter(world, await signedIn(), plain)).tokens.refresh_token, undefined);
  });
});

describe('a pushed request', () => {
  it('is served once', async () => {
    const config = await configOf(world, client);
    const verifier = oidc.randomPKCECodeVerifier();
    const url = await oidc.buildAuthorizationUrlWithPAR(config, {
      redirect_uri: client.redirectUris[0] ?? '',
      scope: 'openid',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const browser = await signedIn();
    const back = await browser.enter(url);
    assert.ok((await oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier: verifier })).access_token);
    await assert.rejects(browser.enter(url));
  });
});

describe('revocation and introspection', () => {
  it('a token taken back is worth nothing, and only who may know is told of one', async () => {
    const { config, tokens } = await enter(world, await signedIn(), client);
    assert.equal((await oidc.tokenIntrospection(config, tokens.access_token)).active, true);
    const other = await configOf(world, await world.client());
    assert.equal((await oidc.tokenIntrospection(other, tokens.access_token)).active, false, 'another client’s token');
    const open = await world.client({ authentication: 'none' });
    const own = await enter(world, await signedIn(), open);
    assert.equal((await oidc.tokenIntrospection(own.config, own.tokens.access_token)).active, false, 'a public client');
    await oidc.tokenRevocation(config, tokens.access_token);
    assert.equal((await userInfo(world, tokens.access_token)).status, 401);
  });
});

describe('discovery', () => {
  it('oidcc-discovery-endpoint-verification: names what there is, and no more', async () => {
    const server = (await configOf(world, client)).serverMetadata();
    assert.equal(server.issuer, world.issuer);
    for (const name of ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri'] as const) {
      assert.ok(server[name]?.startsWith(`${world.issuer}/`), name);
    }
    assert.deepEqual(server.response_types_supported, ['code']);
    assert.deepEqual(server.code_challenge_methods_supported, ['S256']);
    assert.deepEqual(server.subject_types_supported, ['pairwise']);
    assert.deepEqual(server.id_token_signing_alg_values_supported, ['RS256']);
    assert.deepEqual(server.grant_types_supported, ['authorization_code', 'refresh_token']);
    assert.ok(!server.scopes_supported?.includes('offline_access'));
  });

  it('is the same whatever host a request says it came for', async () => {
    const asked = await fetch(`${world.issuer}/.well-known/openid-configuration`, {
      headers: {
        'x-forwarded-host': 'altrove.example',
        'x-forwarded-proto': 'https',
        forwarded: 'host=altrove.example',
      },
    });
    assert.ok(!(await asked.text()).includes('altrove'));
  });
});
