import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type CiePortal, openCiePortal, PUBLIC_URL, SECRET, START } from '../../../test/cie-portal.ts';
import type { OthersKey } from '../../platform/jose/index.ts';
import { cieCommand, cieJobs } from './index.ts';

let portal: CiePortal;
before(async () => {
  portal = await openCiePortal();
});
after(() => portal.close());
beforeEach(() => portal.begin());

const RUN = { attempt: 1, maxAttempts: 1, signal: new AbortController().signal };

describe('the federation', () => {
  const forgetChains = () => portal.deps.database.query('delete from cie_trust_chains where true');

  it('that takes from the provider what is needed, or does not vouch for it, closes this way in', async () => {
    const changes: Record<string, unknown>[] = [
      { metadata_policy: { openid_provider: { token_endpoint: { value: null } } } },
      { metadata_policy: { openid_provider: { jwks: { value: { keys: [] } } } } },
      { metadata_policy: { openid_provider: { authorization_endpoint: { value: 'https://evil.example/' } } } },
      { exp: START.getTime() / 1000 - 1 },
    ];
    for (const change of changes) {
      await forgetChains();
      portal.federation.alter = (iss, sub, claims) => (iss === sub ? claims : { ...claims, ...change });
      const answer = await portal.get('/cie/oidc/login');
      assert.equal(answer.statusCode, 503);
      assert.match(answer.body, /CIE non risponde/);
    }
    await forgetChains();
  });

  it('is asked again by the clock before what it said is over, and what is kept stays when it is silent', async () => {
    await portal.signIn({});
    const work = cieJobs({ ...portal.deps, now: () => portal.moment.now })['cie.refresh-chain'];
    const until = async () =>
      (
        await portal.deps.database.query<{ at: Date }>('select expires_at as at from cie_trust_chains')
      )[0]?.at.getTime() ?? 0;
    const first = await until();
    portal.moment.now = new Date(START.getTime() + 7 * 3_600_000);
    portal.federation.alter = () => Promise.resolve('nothing');
    await work?.({}, RUN);
    assert.equal(await until(), first);
    portal.federation.alter = (_iss, _sub, claims) => claims;
    await work?.({}, RUN);
    assert.equal(await until(), first + 7 * 3_600_000);
    await forgetChains();
  });

  it('reads who we are: signed with the federation’s key, without a private part, the two kinds of keys apart', async () => {
    const answer = await portal.get('/cie/oidc/.well-known/openid-federation');
    assert.equal(answer.headers['content-type'], 'application/entity-statement+jwt');
    const [head = '', payload = ''] = answer.body.split('.');
    const [header, claims] = [head, payload].map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
    assert.equal(header.typ, 'entity-statement+jwt');
    assert.equal(claims.iss, `${PUBLIC_URL}/cie/oidc`);
    assert.deepEqual(claims.authority_hints, [portal.federation.id('ta')]);
    const party = claims.metadata.openid_relying_party;
    const names = (keys: OthersKey[]) => keys.map(({ kid }) => kid);
    assert.ok(names(claims.jwks.keys).includes(header.kid));
    assert.ok(names(claims.jwks.keys).every((kid) => !names(party.jwks.keys).includes(kid)));
    assert.deepEqual(
      [claims.jwks.keys, party.jwks.keys].flat().filter((key) => 'd' in key),
      [],
    );
    assert.deepEqual(party.redirect_uris, [`${PUBLIC_URL}/cie/oidc/callback`]);
    assert.equal(party.token_endpoint_auth_method, 'private_key_jwt');
  });

  it('is told only of whom we know already', async () => {
    await portal.signIn({});
    const [op, ta] = [portal.federation.id('op'), portal.federation.id('ta')];
    const known = await portal.get(`/cie/oidc/resolve?sub=${op}&trust_anchor=${ta}`);
    assert.equal(known.headers['content-type'], 'application/resolve-response+jwt');
    assert.equal((await portal.get(`/cie/oidc/resolve?sub=https://evil.example&trust_anchor=${ta}`)).statusCode, 404);
    assert.equal((await portal.get('/cie/oidc/resolve')).statusCode, 400);
  });

  it('learns the next key before it is used, and the last one two days longer', async () => {
    const said: string[] = [];
    const command = (...words: string[]) =>
      cieCommand(words, {
        database: portal.deps.database,
        secret: SECRET,
        now: () => portal.moment.now,
        by: 'test',
        out: (line) => said.push(line),
        err: (line) => said.push(line),
      });
    const published = async () => (await portal.ownKeys()).filter(({ use }) => use === 'sig').map(({ kid }) => kid);
    const [first = ''] = await published();
    assert.equal(await command('next-key', 'signing'), 0);
    const next = (await published()).find((kid) => kid !== first) ?? '';
    const signer = async () => {
      const { address } = await portal.setOut({});
      const [head = ''] = (address.searchParams.get('request') ?? '').split('.');
      return (JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string }).kid;
    };
    assert.equal(await signer(), first);
    assert.equal(await command('use-key', next), 0);
    assert.equal(await signer(), next);
    assert.deepEqual((await published()).sort(), [first, next].sort());
    portal.moment.now = new Date(START.getTime() + 49 * 3_600_000);
    assert.deepEqual(await published(), [next]);
    assert.equal(await command('use-key', next), 1);
    assert.equal(await command('next-key', 'anything'), 2);
    assert.equal(await command('keys'), 0);
  });
});
