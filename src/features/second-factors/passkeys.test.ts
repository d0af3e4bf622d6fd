import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type AccountPortal,
  openAccountPortal,
  type PortalVisitor,
  signedInAs,
  withAccount,
} from '../../../test/account-portal.ts';
import {
  type CreationAsked,
  type RequestAsked,
  SoftAuthenticator,
  type Spoilt,
} from '../../../test/soft-authenticator.ts';

const ORIGIN = 'http://portal.example';
const OWN = '/profilo/secondo-fattore';
const STEP = '/accesso/secondo-fattore';
const JSON_ONLY = { accept: 'application/json' };
const clerk = { role: 'clerk', body: 'RMIC800001', bodyName: 'IC Prova' } as const;

let portal: AccountPortal;
before(async () => {
  portal = await openAccountPortal();
});
after(() => portal.close());

const inside = async (visitor: PortalVisitor) => (await visitor.get('/prova/entrata')).status === 200;

async function asked<Asked>(visitor: PortalVisitor, path: string): Promise<Asked> {
  const { html, status } = await visitor.post(path, {}, JSON_ONLY);
  assert.equal(status, 200, html);
  return (JSON.parse(html) as { options: Asked }).options;
}

/** Adds a passkey in the profile; answers the reply to the form. */
async function adds(visitor: PortalVisitor, device: SoftAuthenticator, name: string, spoilt: Spoilt = {}) {
  await visitor.get(`${OWN}/passkey`);
  const options = await asked<CreationAsked>(visitor, `${OWN}/sfida`);
  return visitor.post(`${OWN}/passkey`, { name, passkey: device.create(options, spoilt) });
}

/** Signs in with a passkey and nothing else. */
async function enters(device: SoftAuthenticator, spoilt: Spoilt = {}, visitor = portal.visitor()) {
  await visitor.get('/accesso/passkey');
  const options = await asked<RequestAsked>(visitor, '/accesso/passkey/sfida');
  return { visitor, reply: await visitor.post('/accesso/passkey', { passkey: device.get(options, spoilt) }) };
}

async function withPasskey(name: string) {
  const account = await withAccount(portal, name);
  const visitor = await signedInAs(portal, account.username);
  const device = new SoftAuthenticator(ORIGIN);
  assert.equal((await adds(visitor, device, 'telefono')).location, `${OWN}/codici`);
  return { account, visitor, device };
}

const passkeysOf = (accountId: string) =>
  portal.fresh.database.query<{ id: string; algorithm: number; counter: number; name: string }>(
    'select id, algorithm, counter, name from passkeys where account_id = $1 order by added_at',
    [accountId],
  );

test('a passkey is added, told of by mail, ends the other sessions, and opens the door alone', async () => {
  const account = await withAccount(portal, 'Ada');
  const visitor = await signedInAs(portal, 'ada.prova');
  const other = await signedInAs(portal, 'ada.prova');
  const device = new SoftAuthenticator(ORIGIN);
  const added = await adds(visitor, device, 'telefono');
  assert.equal(added.location, `${OWN}/codici`);
  assert.ok(await inside(visitor));
  assert.equal(await inside(other), false);
  const [mail] = (await portal.mails()).filter(({ subject }) => subject === 'Hai una passkey in più');
  assert.equal(mail?.to, account.email);
  assert.deepEqual(
    (await passkeysOf(account.id)).map(({ algorithm, name }) => [algorithm, name]),
    [[-7, 'telefono']],
  );
  const { visitor: alone, reply } = await enters(device);
  assert.equal(reply.location, '/abilitazione');
  assert.ok(await inside(alone));
  const [session] = await portal.fresh.database.query(
    `select method, level, proven from sessions where account_id = $1 order by created_at desc, id desc limit 1`,
    [account.id],
  );
  assert.deepEqual(session, { method: 'passkey', level: 2, proven: true });
});

test('after the password the passkey is asked for, and the page leads on to where one was going', async () => {
  const { device } = await withPasskey('Bice');
  const visitor = portal.visitor();
  await visitor.get('/accesso');
  const entered = await visitor.post('/accesso', {
    username: 'bice.prova',
    password: 'graffetta celeste in mansarda',
    dopo: '/prova/entrata',
  });
  assert.equal(entered.location, `${STEP}?dopo=%2Fprova%2Fentrata`);
  assert.equal(await inside(visitor), false);
  const page = await visitor.follow(entered);
  assert.match(page.html, /Usa la passkey/);
  assert.match(page.html, /servono JavaScript/);
  const options = await asked<RequestAsked>(visitor, `${STEP}/sfida`);
  const proof = { passkey: device.get(options), dopo: '/prova/entrata' };
  assert.equal((await visitor.post(`${STEP}/passkey`, proof)).location, '/prova/entrata');
  assert.ok(await inside(visitor));
});

test('a clerk may choose a passkey at the first entry, and never stays without a second proof', async () => {
  await withAccount(portal, 'Cleo', { membership: clerk });
  const visitor = await signedInAs(portal, 'cleo.prova');
  assert.equal((await visitor.get('/sportello')).location, STEP);
  assert.match((await visitor.get(STEP)).html, /Crea una passkey/);
  const device = new SoftAuthenticator(ORIGIN);
  const made = device.create(await asked<CreationAsked>(visitor, `${STEP}/sfida`));
  assert.equal((await visitor.post(`${STEP}/passkey`, { passkey: made })).location, '/sportello');
  assert.equal((await visitor.get('/sportello')).status, 200);
  const [only] = await passkeysOf((await whoIs('Cleo')).id);
  const removal = `${OWN}/passkey/${only?.id}/rimozione`;
  assert.match((await visitor.get(removal)).html, /Non si può togliere/);
  assert.match((await visitor.post(removal)).html, /Non si può togliere/);
  assert.equal((await adds(visitor, device, 'chiave')).location, OWN);
  assert.equal((await visitor.post(removal)).location, OWN);
  assert.equal((await visitor.get(`${OWN}/codici`)).location, OWN, 'no way round the second proof');
});

async function whoIs(name: string): Promise<{ id: string }> {
  const [row] = await portal.fresh.database.query<{ id: string }>('select id from accounts where name = $1', [name]);
  assert.ok(row);
  return row;
}

test('with the password alone nobody adds a second factor beside the one that is asked for', async () => {
  const { device } = await withPasskey('Dora');
  const thief = await signedInAs(portal, 'dora.prova');
  await thief.get(STEP);
  assert.equal((await thief.get(`${OWN}/passkey`)).location, STEP);
  const options = await asked<RequestAsked & Partial<CreationAsked>>(thief, `${STEP}/sfida`);
  assert.equal(options.user, undefined, 'asked to prove, not to make');
  const own = new SoftAuthenticator(ORIGIN);
  const made = own.create({ ...options, rp: { id: options.rpId }, user: { id: 'AAAA' } });
  assert.equal((await thief.post(`${STEP}/passkey`, { passkey: made })).status, 409);
  assert.equal((await thief.post(STEP, { code: '123456', key: 'x' })).status, 422);
  assert.equal((await passkeysOf((await whoIs('Dora')).id)).length, 1);
  assert.ok(device);
});

describe('a proof that is not what was asked for opens nothing', () => {
  const CASES: readonly (readonly [string, Spoilt])[] = [
    ['signed for another site', { origin: 'http://portal.example.evil.example' }],
    ['signed for another host name', { rpId: 'evil.example' }],
    ['an answer to another challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
    ['no challenge at all', { challenge: '' }],
    ['the making of a key instead of a proof', { type: 'webauthn.create' }],
    ['the holder was not there', { flags: 0x04 }],
    ['the holder was there, and nobody knows who', { flags: 0x01 }],
    ['signed by another key', { forged: true }],
    ['a key that says it is somebody else’s', { userHandle: Buffer.alloc(16, 3).toString('base64url') }],
    ['a counter that stands still', { counter: 0 }],
  ];
  for (const [index, [what, spoilt]] of CASES.entries()) {
    test(what, async () => {
      const { device, account } = await withPasskey(`Elsa${'bcdfghjklm'[index]}`);
      if (spoilt.counter !== undefined) assert.equal((await enters(device)).reply.status, 303);
      const { visitor, reply } = await enters(device, spoilt);
      assert.equal(reply.status, 409);
      assert.match(reply.html, /Con questa passkey non si entra/);
      assert.equal(await inside(visitor), false);
      const [kept] = await passkeysOf(account.id);
      assert.equal(kept?.counter, spoilt.counter === undefined ? 0 : 1, 'a refused proof moves no counter');
    });
  }

  test('a new key of an algorithm we do not accept, for another site, or whose holder is not known, is not kept', async () => {
    const account = await withAccount(portal, 'Flora');
    const visitor = await signedInAs(portal, 'flora.prova');
    const device = new SoftAuthenticator(ORIGIN);
    for (const spoilt of [
      { algorithm: -65535 },
      { origin: 'https://evil.example' },
      { flags: 0x01 },
      { rpId: 'x.it' },
    ]) {
      assert.equal((await adds(visitor, device, 'telefono', spoilt)).status, 409, JSON.stringify(spoilt));
    }
    assert.deepEqual(await passkeysOf(account.id), []);
  });
});

describe('a challenge', () => {
  test('is good once, for five minutes, and only for the browser it was given to', async () => {
    const { device } = await withPasskey('Gemma');
    const visitor = portal.visitor();
    await visitor.get('/accesso/passkey');
    const options = await asked<RequestAsked>(visitor, '/accesso/passkey/sfida');
    const stranger = portal.visitor();
    await stranger.get('/accesso/passkey');
    assert.equal((await stranger.post('/accesso/passkey', { passkey: device.get(options) })).status, 409, 'not theirs');
    assert.equal((await visitor.post('/accesso/passkey', { passkey: device.get(options) })).status, 303);
    const again = portal.visitor();
    for (const [name, value] of visitor.cookies) if (name === 'polis-visit') again.cookies.set(name, value);
    await again.get('/accesso/passkey');
    assert.equal((await again.post('/accesso/passkey', { passkey: device.get(options) })).status, 409, 'used');
    const late = await asked<RequestAsked>(again, '/accesso/passkey/sfida');
    portal.wait(5);
    assert.equal((await again.post('/accesso/passkey', { passkey: device.get(late) })).status, 409, 'late');
  });

  test('of another act is worth nothing: who may enter has not thereby proved a second time', async () => {
    const { device } = await withPasskey('Ines');
    const visitor = await signedInAs(portal, 'ines.prova');
    await visitor.get(STEP);
    const options = await asked<RequestAsked>(visitor, `${STEP}/sfida`);
    assert.equal((await visitor.post('/accesso/passkey', { passkey: device.get(options) })).status, 409);
    assert.equal(await inside(visitor), false);
  });
});

test('of two people each finds only their own passkeys, and a name is what its owner wrote', async () => {
  const { visitor: lara, account } = await withPasskey('Lara');
  const { visitor: mina } = await withPasskey('Mina');
  const [own] = await passkeysOf(account.id);
  const path = `${OWN}/passkey/${own?.id}`;
  assert.equal((await mina.get(path)).status, 404);
  await mina.get(OWN);
  assert.equal((await mina.post(path, { name: 'mia' })).status, 404);
  assert.equal((await mina.post(`${path}/rimozione`)).status, 404);
  await lara.get(path);
  assert.match((await lara.post(path, { name: ' ' })).html, /Scrivi un nome/);
  assert.equal((await lara.post(path, { name: 'computer  di casa' })).location, OWN);
  assert.match((await lara.get(OWN)).html, /computer di casa/);
});

test('who removes the last one comes in with the password alone, and is told', async () => {
  const { visitor, account, device } = await withPasskey('Nora');
  const [own] = await passkeysOf(account.id);
  const removal = `${OWN}/passkey/${own?.id}/rimozione`;
  assert.match((await visitor.get(removal)).html, /l’ultima prova/);
  await portal.mails();
  assert.equal((await visitor.post(removal)).location, OWN);
  assert.deepEqual(
    (await portal.mails()).map(({ subject }) => subject),
    ['Una tua passkey è stata tolta'],
  );
  assert.ok(await inside(await signedInAs(portal, 'nora.prova')));
  assert.equal((await enters(device)).reply.status, 409);
});

test('ten minutes after the last proof a change asks for a new one, which a passkey gives', async () => {
  const { device } = await withPasskey('Olga');
  const { visitor } = await enters(device);
  portal.wait(10);
  const asks = await visitor.get(`${OWN}/passkey`);
  assert.match(String(asks.location), /^\/accesso\/conferma\?dopo=/);
  const step = await visitor.follow(asks);
  assert.match(String(step.location), /^\/accesso\/secondo-fattore\?conferma=1/);
  await visitor.follow(step);
  const options = await asked<RequestAsked>(visitor, `${STEP}/sfida`);
  const proof = { passkey: device.get(options), conferma: '1', dopo: `${OWN}/passkey` };
  const raised = await visitor.post(`${STEP}/passkey`, proof);
  assert.equal(raised.location, `${OWN}/passkey`);
  assert.equal((await visitor.follow(raised)).status, 200);
});
