import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as oidc from 'openid-client';
import { clientById, newClientSecret, suspendClient } from '../../src/features/sso/client-store.ts';
import { revokeConsent } from '../../src/features/sso/consent-store.ts';
import { openidKeys, rotateKeys } from '../../src/features/sso/key-store.ts';
import { heading, type SsoBrowser } from '../sso-browser.ts';
import { type LogoutReceiver, logoutReceiver } from '../sso-receiver.ts';
import { openSsoWorld, SECRET, type SsoWorld } from '../sso-world.ts';
import { configOf, enter, requestOf, userInfo } from './sign-on.ts';

// What the administrator does, and what the person can take back.

let world: SsoWorld;
let receiver: LogoutReceiver;
let elena: SsoBrowser;
before(async () => {
  [world, receiver] = await Promise.all([openSsoWorld(), logoutReceiver()]);
  const account = await world.person();
  await world.database.query(
    `insert into memberships (account_id, role, body_code, body_name, since)
     values ($1, 'administrator', 'AMM', 'Amministrazione', now())`,
    [account.id],
  );
  elena = await world.browser(account, { method: 'passkey', level: 2 });
});
after(() => Promise.all([world.close(), receiver.close()]));

const LIST = '/amministrazione/servizi';

describe('the secret of a service', () => {
  it('is shown once, and the one before it is good for a while', async () => {
    const client = await world.client();
    await elena.get(`${LIST}/${client.id}/segreto`);
    const shown = await elena.post(`${LIST}/${client.id}/segreto`, { decision: 'new' });
    const secret = /<code>([\w-]{43})<\/code>/.exec(shown.body)?.[1] ?? '';
    assert.notEqual(secret, '');
    assert.ok(!(await elena.get(`${LIST}/${client.id}/segreto`)).body.includes(secret));
    for (const known of [secret, client.secret]) {
      const entered = await enter(world, await world.browser(await world.person()), { ...client, secret: known });
      assert.ok(entered.tokens.access_token);
    }
    await elena.post(`${LIST}/${client.id}/segreto`, { decision: 'end' });
    const { config, back, checks } = await codeWith(client);
    await assert.rejects(oidc.authorizationCodeGrant(config, back, checks), { status: 401 });
    const kept = await world.database.query<{ row: string }>(
      `select to_jsonb(s)::text as row from openid_client_secrets s`,
    );
    assert.ok(
      kept.every(({ row }) => !row.includes(secret)),
      'only its digest is stored',
    );
  });

  it('never more than two are good at once', async () => {
    const client = await world.client();
    for (const _ of [1, 2, 3])
      await world.database.transaction((tx) => newClientSecret(tx, client.id, null, new Date()));
    const rows = await world.database.query('select from openid_client_secrets where client_id = $1', [client.id]);
    assert.equal(rows.length, 2);
  });
});

async function codeWith(client: Awaited<ReturnType<SsoWorld['client']>>) {
  const config = await configOf(world, client);
  const { url, checks } = await requestOf(config, client);
  return { config, checks, back: await (await world.browser(await world.person())).enter(url) };
}

describe('the trial of a service', () => {
  it('runs a whole sign-in and says that it works, leaving nothing behind', async () => {
    const client = await world.client({
      logoutUrl: receiver.url('trial'),
      level: 3,
      scopes: ['profile', 'fiscal_number'],
      fiscalCodeBasis: 'DM 14/2024, art. 3',
    });
    await elena.get(`${LIST}/${client.id}/prova`);
    const page = await elena.post(`${LIST}/${client.id}/prova`);
    assert.equal(page.status, 200);
    assert.match(page.body, /Quello che si può provare da qui funziona/);
    assert.match(page.body, /codice fiscale/);
    assert.equal(receiver.told('trial').length, 1);
    const consents = await world.database.query('select from openid_consents where client_id = $1', [client.id]);
    assert.equal(consents.length, 0);
    assert.equal(world.logged.length, 0, world.logged.join(''));
  });

  it('says which of its settings does not work', async () => {
    const deaf = await world.client({ logoutUrl: 'http://127.0.0.1:9/nessuno' });
    await elena.get(`${LIST}/${deaf.id}/prova`);
    const page = await elena.post(`${LIST}/${deaf.id}/prova`);
    assert.match(page.body, /Qualcosa non va/);
    assert.match(page.body, /127\.0\.0\.1:9\/nessuno non ha risposto come deve/);
    await world.database.transaction((tx) => suspendClient(tx, deaf.id, true, null));
    assert.match((await elena.post(`${LIST}/${deaf.id}/prova`)).body, /È sospeso/);
  });
});

describe('a service kept out', () => {
  it('is not known to the provider until it is let in again', async () => {
    const client = await world.client();
    await elena.get(`${LIST}/${client.id}/stato`);
    await elena.post(`${LIST}/${client.id}/stato`);
    assert.equal((await clientById(world.database, client.id))?.suspended, true);
    const { url } = await requestOf(await configOf(world, client), client);
    const came = await (await world.browser(await world.person())).get(url.href, { accept: 'text/html' });
    assert.deepEqual([came.status, came.location], [400, undefined]);
    assert.match(heading(came), /farti entrare/);
  });

  it('leaves a trace in the log with every change before it', async () => {
    const [{ kinds } = { kinds: [] }] = await world.database.query<{ kinds: string[] }>(
      `select array_agg(distinct kind order by kind) as kinds from events where subject_type = 'openid-client'`,
    );
    for (const kind of ['registered', 'secret_made', 'old_secrets_ended', 'suspended']) {
      assert.ok(kinds.includes(`openid-client.${kind}`), kind);
    }
  });
});

describe('what a person has agreed to', () => {
  it('is listed, and taken back: the tokens die and the service is told', async () => {
    const client = await world.client({ logoutUrl: receiver.url('taken-back') });
    const anna = await world.person();
    const browser = await world.browser(anna);
    const { tokens } = await enter(world, browser, client);
    const list = await browser.get('/profilo/servizi-collegati');
    assert.match(list.body, new RegExp(client.name));
    await browser.post('/profilo/servizi-collegati', { service: client.id });
    assert.equal((await userInfo(world, tokens.access_token)).status, 401);
    await world.jobs();
    assert.equal(receiver.told('taken-back').length, 1);
    const { url } = await requestOf(await configOf(world, client), client);
    assert.match(heading(await browser.follow(await browser.get(url.href))), /Vuoi entrare/);
  });

  it('of somebody else cannot be', async () => {
    const client = await world.client();
    const [anna, marta] = [await world.person(), await world.person()];
    const kept = await enter(world, await world.browser(anna), client);
    assert.equal(await world.database.transaction((tx) => revokeConsent(tx, marta.id, client.id)), false);
    assert.equal((await userInfo(world, kept.tokens.access_token)).status, 200);
  });
});

describe('the keys', () => {
  const keysAt = (now: Date) => openidKeys(world.database, SECRET, now);

  it('follow each other without anybody noticing, and the table gives none of them away', async () => {
    const now = new Date();
    const before = await keysAt(now);
    const rotation = { database: world.database, secret: SECRET, sessionMs: 12 * 3_600_000, by: null, now };
    const { kid } = await rotateKeys({ ...rotation, stolen: false });
    const shown = await keysAt(now);
    assert.equal(shown.signing[0]?.kid, before.signing[0]?.kid, 'the old one still signs');
    assert.ok(
      shown.signing.some((key) => key.kid === kid),
      'the new one is published',
    );
    const tomorrow = await keysAt(new Date(now.getTime() + 25 * 3_600_000));
    assert.equal(tomorrow.signing[0]?.kid, kid);
    assert.ok(
      tomorrow.signing.some((key) => key.kid === before.signing[0]?.kid),
      'what the old one signed is still good',
    );
    assert.equal(tomorrow.salt, before.salt, 'people keep their names');
    const rows = await world.database.query<{ row: string }>('select to_jsonb(k)::text as row from openid_keys k');
    assert.ok(rows.every(({ row }) => !row.includes(before.salt) && !row.includes('"d"')));
  });

  it('of another installation do not open', async () => {
    await assert.rejects(openidKeys(world.database, 'another secret, just as long as it must be', new Date()));
  });
});
