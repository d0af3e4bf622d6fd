import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import * as oauth from 'oauth4webapi';
import * as oidc from 'openid-client';
import { heading } from '../sso-browser.ts';
import { openSsoWorld, type SsoWorld } from '../sso-world.ts';
import { configOf, enter, type Registered, requestOf, userInfo } from './sign-on.ts';

// What the issue names: redirect variants, PKCE downgrade, mix-up, alg none, foreign audience (S-47, S-48), and the
// ways round our own pages.

let world: SsoWorld;
let client: Registered;
before(async () => {
  world = await openSsoWorld();
  client = await world.client();
});
after(() => world.close());

const signedIn = async () => world.browser(await world.person());

describe('an address that is almost the registered one', () => {
  const variants: readonly ((uri: string) => string)[] = [
    (uri) => `${uri}/`,
    (uri) => `${uri}?x=1`,
    (uri) => `${uri}#x`,
    (uri) => `${uri}/../altro`,
    (uri) => `${uri}%2e%2e`,
    (uri) => uri.replace('https:', 'http:'),
    (uri) => uri.replace('https://', 'https://altrove.example@'),
    (uri) => uri.replace('https://', 'https://altrove.example\\@'),
    (uri) => uri.replace('.example', '.example.altrove.example'),
    (uri) => uri.replace('.example', '.example:8443'),
    (uri) => uri.toUpperCase(),
    (uri) => uri.replace('.example/', '.example//'),
    (uri) => ` ${uri}`,
    (uri) => `${uri}\u0000`,
    (uri) => `${uri}\r\nx: y`,
    () => 'javascript:alert(1)',
    () => '//altrove.example',
    () => '/oidc/uscita',
    () => '',
  ];
  for (const [index, vary] of variants.entries()) {
    it(`is refused without leading anywhere: variant ${index + 1}`, async () => {
      const browser = await signedIn();
      const uri = vary(client.redirectUris[0] ?? '');
      for (const prompt of ['consent', 'none']) {
        const { url } = await requestOf(await configOf(world, client), client, { redirect_uri: uri, prompt });
        const came = await browser.get(url.href, { accept: 'text/html' });
        assert.deepEqual([came.status, came.location], [400, undefined], uri);
      }
    });
  }

  it('is refused when it is given twice', async () => {
    const { url } = await requestOf(await configOf(world, client), client);
    url.searchParams.append('redirect_uri', 'https://altrove.example/');
    const came = await (await signedIn()).get(url.href, { accept: 'text/html' });
    assert.equal(came.location, undefined);
  });

  it('does not exchange a code that was sent to another', async () => {
    const { back, checks } = await codeFor();
    const answer = await exchange({ ...partsOf(back, checks), redirect_uri: 'https://altrove.example/' });
    assert.equal(answer['error'], 'invalid_grant');
  });
});

async function codeFor() {
  const { url, checks } = await requestOf(await configOf(world, client), client);
  return { back: await (await signedIn()).enter(url), checks };
}

function partsOf(back: URL, { pkceCodeVerifier }: { pkceCodeVerifier: string }): Record<string, string> {
  return {
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') ?? '',
    redirect_uri: client.redirectUris[0] ?? '',
    code_verifier: pkceCodeVerifier,
  };
}

async function exchange(body: Record<string, string>, by: Registered = client): Promise<Record<string, string>> {
  const authorization = `Basic ${Buffer.from(`${by.id}:${by.secret}`).toString('base64')}`;
  const answer = await fetch(`${world.issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams(body),
    headers: { authorization },
  });
  return (await answer.json()) as Record<string, string>;
}

describe('PKCE', () => {
  const downgrades: Readonly<Record<string, (url: URL) => void>> = {
    'left out': (url) => {
      url.searchParams.delete('code_challenge');
      url.searchParams.delete('code_challenge_method');
    },
    'by the plain method': (url) => url.searchParams.set('code_challenge_method', 'plain'),
    'without a method, which would mean plain': (url) => url.searchParams.delete('code_challenge_method'),
  };
  for (const [how, downgrade] of Object.entries(downgrades)) {
    it(`is asked for: ${how}, the request is refused`, async () => {
      const { url } = await requestOf(await configOf(world, client), client);
      downgrade(url);
      const back = await (await signedIn()).enter(url);
      assert.equal(back.searchParams.get('error'), 'invalid_request');
    });
  }

  it('binds the code to who asked: no verifier, or another one, and there are no tokens', async () => {
    for (const verifier of ['', oauth.generateRandomCodeVerifier()]) {
      const { back, checks } = await codeFor();
      const answer = await exchange({ ...partsOf(back, checks), code_verifier: verifier });
      assert.match(answer['error'] ?? '', /^invalid_(grant|request)$/);
    }
  });
});

describe('a code or a token of somebody else', () => {
  it('is worth nothing to another client, which also proves who it is', async () => {
    const { back, checks } = await codeFor();
    const answer = await exchange(partsOf(back, checks), await world.client());
    assert.equal(answer['error'], 'invalid_grant');
  });

  it('a refresh token is worth nothing to another client', async () => {
    const { tokens } = await enter(world, await signedIn(), client);
    const body = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' };
    assert.equal((await exchange(body, await world.client()))['error'], 'invalid_grant');
  });

  it('an ID token is no access token, and a code is none', async () => {
    const { tokens, back } = await enter(world, await signedIn(), client);
    for (const token of [tokens.id_token ?? '', back.searchParams.get('code') ?? '', tokens.refresh_token ?? '']) {
      assert.equal((await userInfo(world, token)).status, 401);
    }
  });

  it('a wrong secret, an old one and none are refused alike', async () => {
    const { back, checks } = await codeFor();
    for (const secret of ['sbagliato', '', 'kept as digests']) {
      const answer = await exchange(partsOf(back, checks), { ...client, secret });
      assert.match(answer['error'] ?? '', /^invalid_(client|request)$/);
    }
  });
});

describe('mix-up', () => {
  it('is noticed: every answer says who gives it, refusals too', async () => {
    const browser = await signedIn();
    const config = await configOf(world, client);
    const { url, checks } = await requestOf(config, client);
    const back = await browser.enter(url);
    assert.equal(back.searchParams.get('iss'), world.issuer);
    const refused = await requestOf(config, client, { prompt: 'none', max_age: '0' });
    assert.equal((await (await world.browser()).enter(refused.url)).searchParams.get('iss'), world.issuer);
    back.searchParams.set('iss', 'https://altrove.example');
    await assert.rejects(oidc.authorizationCodeGrant(config, back, checks));
  });
});

describe('a token somebody made up (S-47)', () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  /** Hints the provider must not believe, made from a true one. */
  async function forgeries(idToken: string): Promise<Readonly<Record<string, string>>> {
    const [head = '', body = '', signature = ''] = idToken.split('.');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, string>;
    const payload = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const { keys } = (await (await fetch(`${world.issuer}/jwks`)).json()) as { keys: Record<string, string>[] };
    const own = await oauth.generateKeyPair('RS256', { extractable: true });
    const jwk = await crypto.subtle.exportKey('jwk', own.publicKey);
    const sign = async (changed: Record<string, unknown>, claims: unknown = payload) => {
      const text = `${part(changed)}.${part(claims)}`;
      const bytes = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', own.privateKey, Buffer.from(text));
      return `${text}.${Buffer.from(bytes).toString('base64url')}`;
    };
    const hs = (key: string) => {
      const text = `${part({ ...header, alg: 'HS256' })}.${body}`;
      return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
    };
    return {
      'alg none': `${part({ ...header, alg: 'none' })}.${body}.`,
      'alg None': `${part({ ...header, alg: 'None' })}.${body}.${signature}`,
      'no signature': `${head}.${body}.`,
      'HS256 with the public key': hs(keys[0]?.['n'] ?? ''),
      'HS256 with what stands for the secret': hs('kept as digests'),
      'another key under the same name': await sign(header),
      'another key, sent along': await sign({ ...header, jwk }),
      'another key, to be fetched': await sign({
        ...header,
        jku: `${world.issuer}/jwks`,
        x5u: 'https://altrove.example',
      }),
      'an unknown critical header': await sign({ ...header, crit: ['exp'] }),
      'changed claims': `${head}.${part({ ...payload, sub: 'altri' })}.${signature}`,
      'another issuer': await sign(header, { ...payload, iss: 'https://altrove.example' }),
      'two parts': `${head}.${body}`,
      'the digest of nothing': `${head}.${body}.${createHash('sha256').digest('base64url')}`,
    };
  }

  it('is believed in no place where one is taken', async () => {
    const browser = await signedIn();
    const { tokens, config } = await enter(world, browser, client);
    for (const [how, forged] of Object.entries(await forgeries(tokens.id_token ?? ''))) {
      const { url } = await requestOf(config, client, { prompt: 'none', id_token_hint: forged });
      const back = await browser.enter(url);
      assert.match(back.searchParams.get('error') ?? '', /^invalid_request$/, `as a hint: ${how}`);
      const end = new URLSearchParams({ id_token_hint: forged });
      const leaving = await browser.get(`/oidc/session/end?${end}`, { accept: 'text/html' });
      assert.equal(leaving.status, 400, `for leaving: ${how}`);
      assert.equal((await userInfo(world, forged)).status, 401, `as an access token: ${how}`);
    }
    assert.equal((await userInfo(world, tokens.access_token)).status, 200, 'nobody was signed out by any of them');
  });

  it('a true one for another audience is not believed either', async () => {
    const browser = await signedIn();
    const other = await enter(world, browser, await world.client());
    const hinted = { prompt: 'none', id_token_hint: other.tokens.id_token ?? '' };
    const { url } = await requestOf(await configOf(world, client), client, hinted);
    assert.equal((await browser.enter(url)).searchParams.get('error'), 'invalid_request');
  });
});

describe('an interaction', () => {
  it('begun in one browser is not there in another, even for who signs in', async () => {
    const [attacker, victim] = [await world.browser(), await signedIn()];
    const { url } = await requestOf(await configOf(world, client), client);
    const began = await attacker.get(url.href);
    const page = await victim.get(began.location ?? '');
    assert.equal(page.status, 410);
    // And whoever began it gains nothing by going on alone.
    const uid = (began.location ?? '').split('/').at(-1);
    const resumed = await attacker.follow(await attacker.get(`/oidc/auth/${uid}`));
    assert.equal(resumed.location, undefined);
  });

  it('is refused when somebody else has signed in meanwhile', async () => {
    const browser = await signedIn();
    const { url } = await requestOf(await configOf(world, client), client);
    const asked = await browser.follow(await browser.get(url.href));
    assert.match(heading(asked), /Vuoi entrare/);
    const other = await signedIn();
    for (const [name, value] of other.cookies) browser.cookies.set(name, value);
    await browser.get(asked.url.pathname);
    const came = await browser.follow(await browser.post(asked.url.pathname, { decision: 'accept' }));
    assert.equal(came.location, undefined, 'no code goes out');
  });

  it('refused by the person says so to the service, and gives nothing', async () => {
    const browser = await signedIn();
    const { url } = await requestOf(await configOf(world, client), client);
    const asked = await browser.follow(await browser.get(url.href));
    const back = await browser.follow(await browser.post(asked.url.pathname, { decision: 'refuse' }));
    assert.equal(new URL(back.location ?? '').searchParams.get('error'), 'access_denied');
  });
});
