import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import {
  ANNA,
  BRUNO,
  type CiePortal,
  home,
  type Jar,
  L2,
  L3,
  openCiePortal,
  PUBLIC_URL,
} from '../../../test/cie-portal.ts';
import { cieJobs } from './index.ts';

let portal: CiePortal;
before(async () => {
  portal = await openCiePortal();
});
after(() => portal.close());
beforeEach(() => portal.begin());

const RUN = { attempt: 1, maxAttempts: 1, signal: new AbortController().signal };

describe('somebody with a CIE', () => {
  it('comes in, and the session says how, at which level and by whom', async () => {
    const jar: Jar = {};
    const answer = await portal.signIn(jar, { query: '?dopo=/messaggi' });
    assert.equal(answer.headers.location, '/accesso?dopo=%2Fmessaggi');
    const visitor = await portal.whoIsIn(jar);
    assert.equal(visitor?.name, 'Anna Bianchi');
    assert.partialDeepStrictEqual(visitor?.entry, { method: 'cie', level: 2, provider: `${portal.base}/op` });
    assert.partialDeepStrictEqual(portal.moment.linked[0], {
      fiscalCode: ANNA.fiscalCode,
      surname: 'Bianchi',
      email: ANNA.email,
      level: 2,
    });
  });

  it('is sent to the provider with a signed request that asks everything the rules want', async () => {
    const { address, request } = await portal.setOut({}, '?livello=3');
    const outside = Object.fromEntries(address.searchParams);
    assert.equal(outside['client_id'], `${PUBLIC_URL}/cie/oidc`);
    assert.equal(outside['code_challenge_method'], 'S256');
    assert.equal(request.context, L3);
    assert.match(request.state, /^[a-z0-9]{32,}$/);
    const [, payload = ''] = (outside['request'] ?? '').split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    assert.partialDeepStrictEqual(claims, {
      iss: outside['client_id'],
      aud: [`${portal.base}/op`],
      prompt: 'consent login',
    });
    assert.equal(claims.exp - claims.iat, 300);
    assert.ok(claims.jti && claims.claims.userinfo['https://attributes.eid.gov.it/fiscal_number'].essential);
  });

  it('is never asked less than the installation asks of everybody', async () => {
    assert.equal((await portal.setOut({}, '?livello=1')).request.context, L2);
  });

  it('goes only to a page of ours afterwards, whatever the address says', async () => {
    const answer = await portal.signIn({}, { query: `?dopo=${encodeURIComponent('https://evil.example/')}` });
    assert.equal(answer.headers.location, '/accesso');
  });

  it('may come in at a higher level than asked', async () => {
    const jar: Jar = {};
    await portal.signIn(jar, { context: L3 });
    assert.partialDeepStrictEqual((await portal.whoIsIn(jar))?.entry, { level: 3 });
  });

  it('who is in already proves it again, under a new token', async () => {
    const jar: Jar = {};
    await portal.signIn(jar);
    const before = jar['polis-session'];
    const answer = await portal.signIn(jar, {
      query: '?conferma=1&livello=3&dopo=/profilo',
      context: L3,
    });
    assert.equal(answer.headers.location, '/profilo');
    assert.notEqual(jar['polis-session'], before);
    assert.partialDeepStrictEqual((await portal.whoIsIn(jar))?.entry, { level: 3 });
    assert.equal(await portal.whoIsIn({ 'polis-session': before ?? '' }), undefined);
  });

  it('does not raise the session of somebody else', async () => {
    const jar: Jar = {};
    await portal.signIn(jar);
    const answer = await portal.signIn(jar, { query: '?conferma=1', person: BRUNO });
    assert.equal(answer.statusCode, 403);
    assert.match(answer.body, /È l’identità di un’altra persona/);
    assert.equal((await portal.whoIsIn(jar))?.name, 'Anna Bianchi');
  });

  it('whose fiscal code has an account that is not yet theirs is asked to prove it first', async () => {
    const jar: Jar = {};
    const answer = await portal.signIn(jar, { person: BRUNO });
    assert.equal(answer.statusCode, 200);
    assert.match(answer.body, /Collega la tua identità/);
    assert.equal(await portal.whoIsIn(jar), undefined);
  });

  it('leaves the provider too when the session ends', async () => {
    const jar: Jar = {};
    await portal.signIn(jar);
    const work = cieJobs({ ...portal.deps, now: () => portal.moment.now })['cie.revoke-tokens'];
    const before = portal.provider.revoked.length;
    await work?.({}, RUN);
    assert.equal(portal.provider.revoked.length, before, 'not while somebody is in');
    await portal.deps.database.query('delete from sessions where token_digest is not null');
    await work?.({}, RUN);
    assert.ok(portal.provider.revoked.length > before);
    assert.deepEqual(await portal.deps.database.query('select 1 from cie_access_tokens'), []);
  });

  it('leaves a record of request, answer and proofs that nobody can change, and no name in the clear', async () => {
    await portal.signIn({});
    const rows = await portal.deps.database.query<{ kind: string; sealed: Buffer }>(
      `select kind, sealed_message as sealed from cie_records
       where sign_in_id = (select sign_in_id from cie_records order by id desc limit 1) order by id`,
    );
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['request', 'answer', 'id-token', 'userinfo'],
    );
    assert.ok(rows.every(({ sealed }) => !sealed.toString('latin1').includes('Bianchi')));
    await assert.rejects(portal.deps.database.query('delete from cie_records'), /permission denied/);
    await assert.rejects(portal.deps.database.query(`update cie_records set reason = 'x'`), /permission denied/);
  });
});

describe('what the provider says went wrong', () => {
  const anomalies: readonly [error: string, description: string, words: RegExp][] = [
    ['access_denied', 'ErrorCode nr19', /sbagliato più volte/],
    ['access_denied', 'ErrorCode nr20', /livello superiore/],
    ['access_denied', 'ErrorCode nr21', /Tempo scaduto/],
    ['access_denied', 'ErrorCode nr22', /Non hai dato il consenso/],
    ['access_denied', 'ErrorCode nr23', /scaduta, sospesa o revocata/],
    ['access_denied', 'ErrorCode nr25', /Hai annullato/],
    ['access_denied', '', /Hai annullato/],
    ['consent_required', '', /Non hai dato il consenso/],
    ['temporarily_unavailable', '', /non è disponibile/],
    ['invalid_request', '<script>', /Non dipende da te/],
  ];
  for (const [error, description, words] of anomalies) {
    it(`${error} ${description} is told in its own words, and nobody is in`, async () => {
      const jar: Jar = {};
      const { request } = await portal.setOut(jar);
      const answer = await portal.get(home(portal.provider.refuse(request, error, description)), jar);
      assert.equal(answer.statusCode, 403);
      assert.match(answer.body, words);
      assert.doesNotMatch(answer.body, /<script>/);
      assert.equal(await portal.whoIsIn(jar), undefined);
    });
  }
});
