import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type AccountPortal,
  GOOD_PASSWORD,
  linkIn,
  openAccountPortal,
  type PortalVisitor,
  signedInAs,
  withAccount,
} from '../../../test/account-portal.ts';
import { createHasher } from '../../platform/hashing.ts';

// Limits that cannot be turned against the owner (S-33), and what is said of suspicious logins (S-34).

let portal: AccountPortal;
before(async () => {
  portal = await openAccountPortal();
});
after(() => portal.close());

async function enter(visitor: PortalVisitor, username: string, password = GOOD_PASSWORD) {
  await visitor.get('/accesso');
  return visitor.post('/accesso', { username, password });
}

async function leave(visitor: PortalVisitor) {
  await visitor.get('/uscita');
  await visitor.post('/uscita');
}

/** Wrong passwords, each another one, from as many addresses; answers how often each status came. */
async function storm(username: string, tries: number, addresses: number) {
  const stranger = portal.visitor();
  await stranger.get('/accesso');
  const seen = new Map<number, number>();
  for (let at = 0; at < tries; at++) {
    stranger.ip = `198.51.${Math.floor((at % addresses) / 100)}.${(at % addresses) % 100}`;
    const { status } = await stranger.post('/accesso', { username, password: `wrong ${at}` });
    seen.set(status, (seen.get(status) ?? 0) + 1);
  }
  return seen;
}

test('after a thousand wrong passwords from one address the owner still enters, from where she is known or not', async () => {
  await withAccount(portal, 'Ada');
  const owner = await signedInAs(portal, 'ada.prova', '192.0.2.1');
  await leave(owner);
  const seen = await storm('ada.prova', 1000, 1);
  assert.deepEqual([...seen.keys()].sort(), [422, 429]);
  assert.ok((seen.get(422) ?? 0) <= 5, 'five were looked at');
  assert.equal((await enter(owner, 'ada.prova')).status, 303);
  assert.equal((await enter(portal.visitor('192.0.2.2'), 'ada.prova')).status, 303);
});

test('after a thousand from two hundred addresses strangers are stopped, the owner enters, and lifts the stop', async () => {
  const account = await withAccount(portal, 'Bice');
  const owner = await signedInAs(portal, 'bice.prova', '192.0.2.3');
  await leave(owner);
  await portal.mails();
  const seen = await storm('bice.prova', 1000, 200);
  assert.equal(seen.get(422), 100, 'the hundredth is the last one looked at');
  assert.equal((await enter(owner, 'bice.prova')).status, 303, 'her own browser gets in');
  const told = (await portal.mails()).filter(({ subject }) => subject.startsWith('Abbiamo fermato'));
  assert.deepEqual(
    told.map(({ to }) => to),
    ['bice@example.it'],
    'told once',
  );

  const elsewhere = portal.visitor('203.0.113.9');
  for (const hours of [0, 25, 24 * 7]) {
    portal.wait(hours * 60);
    const stopped = await enter(elsewhere, 'bice.prova');
    assert.equal(stopped.status, 429);
    assert.match(stopped.html, /Dai dispositivi da cui sei già entrato accedi come sempre/);
    assert.equal((await enter(elsewhere, account.fiscalCode)).status, 429, 'under her other name too');
  }

  await elsewhere.get('/accesso/recupero');
  await elsewhere.post('/accesso/recupero', { fiscalCode: account.fiscalCode });
  const link = linkIn((await portal.mails()).find(({ subject }) => subject === 'Scegli una nuova password'));
  await elsewhere.get(link);
  const next = 'mansarda tiepida con graffette';
  await elsewhere.post(link, { newPassword: next, newPasswordAgain: next });
  assert.equal((await enter(elsewhere, 'bice.prova', next)).status, 303);
  assert.equal((await enter(portal.visitor('203.0.113.10'), 'bice.prova', next)).status, 303, 'nobody is stopped now');
});

test('a name nobody has is stopped with the same words', async () => {
  assert.equal((await storm('no.body', 150, 150)).get(422), 100);
  const { status, html } = await enter(portal.visitor('203.0.113.11'), 'no.body');
  assert.equal(status, 429);
  assert.match(html, /accedi come sempre/);
});

test('one network that guesses at many accounts is slowed, and a good login of its own buys it nothing', async () => {
  await withAccount(portal, 'Cleo');
  const stranger = portal.visitor('198.51.200.1');
  await stranger.get('/accesso');
  const statuses: number[] = [];
  for (let at = 0; at < 200; at++) {
    if (at % 50 === 49) statuses.push((await enter(portal.visitor('198.51.200.1'), 'cleo.prova')).status);
    else statuses.push((await stranger.post('/accesso', { username: `a.${at}`, password: 'stolen' })).status);
  }
  assert.ok(statuses.indexOf(429) <= 155 && statuses.indexOf(429) > 0, `${statuses.indexOf(429)}`);
  assert.equal(statuses.slice(160, 199).filter((status) => status === 422).length, 0);
});

test('the same wrong password sent again, as by reloading the page, is not counted again', async () => {
  const account = await withAccount(portal, 'Dora');
  portal.wait(1);
  const visitor = portal.visitor('192.0.2.40');
  await visitor.get('/accesso');
  const first = await visitor.post('/accesso', { username: 'dora.prova', password: 'wrong' });
  for (let reload = 0; reload < 20; reload++) {
    const again = await visitor.post('/accesso', { username: 'dora.prova', password: 'wrong' });
    assert.deepEqual([again.status, again.html], [first.status, first.html]);
  }
  await visitor.get('/accesso/recupero');
  await visitor.post('/accesso/recupero', { fiscalCode: account.fiscalCode });
  const link = linkIn((await portal.mails()).find(({ to }) => to === account.email));
  await visitor.get(link);
  const next = 'mansarda tiepida con graffette';
  await visitor.post('/accesso', { username: 'dora.prova', password: next });
  await visitor.post(link, { newPassword: next, newPasswordAgain: next });
  assert.equal((await enter(visitor, 'dora.prova', next)).status, 303, 'and what was wrong may have become right');
});

test('an entry from an unknown browser is told with what it was, and with the wrong passwords before it', async () => {
  await withAccount(portal, 'Emma');
  await signedInAs(portal, 'emma.prova');
  await portal.mails();
  await storm('emma.prova', 12, 12);
  const visitor = portal.visitor('203.0.113.50');
  await visitor.get('/accesso');
  const firefox = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0' };
  await visitor.post('/accesso', { username: 'emma.prova', password: GOOD_PASSWORD }, firefox);
  const [mail] = await portal.mails();
  assert.equal(mail?.subject, 'Accesso da un nuovo dispositivo');
  assert.match(mail?.text ?? '', /Firefox su Windows\. Rete: 203\.0\.113\.50/);
  assert.match(mail?.text ?? '', /sbagliata 12 volte/);
});

test('when too many passwords are being checked the page keeps what was typed, sealed, and sends it again', async () => {
  const slow = createHasher({ memoryKiB: 131_072, passes: 8, atOnce: 1, queue: 0 });
  const crowded = await openAccountPortal({ hasher: slow });
  await withAccount(crowded, 'Emma');
  const visitor = crowded.visitor();
  await visitor.get('/accesso');
  let occupied = slow.hashSecret('somebody else');
  const form = { username: 'emma.prova', password: GOOD_PASSWORD, dopo: '/prova/entrata' };
  let sent: Record<string, string> = form;
  for (let tries = 0; tries < 7; tries++) {
    const { status, html, headers } = await visitor.post('/accesso', sent);
    assert.equal(status, 503);
    assert.ok(Number(headers['retry-after']) > 0);
    assert.match(html, /riprova da sola/);
    assert.match(html, /data-again="\d"/);
    assert.match(html, /Riprova adesso/);
    assert.ok(!html.includes(GOOD_PASSWORD) && !html.includes('emma'), 'nothing of it can be read');
    sent = { attesa: /name="attesa" value="([^"]+)"/.exec(html)?.[1] ?? '' };
    crowded.wait(0.1);
  }
  const other = crowded.visitor();
  await other.get('/accesso');
  await occupied;
  assert.equal((await other.post('/accesso', sent)).status, 422, 'worth nothing in another browser');
  assert.equal((await visitor.post('/accesso', sent)).status, 303);
  const entered = await visitor.get('/prova/entrata');
  assert.equal(entered.status, 200);
  occupied = slow.hashSecret('somebody else');
  await visitor.get('/uscita');
  await visitor.post('/uscita');
  await visitor.get('/accesso');
  const left = /name="attesa" value="([^"]+)"/.exec((await visitor.post('/accesso', form)).html)?.[1] ?? '';
  await occupied;
  crowded.wait(16);
  assert.equal((await visitor.post('/accesso', { attesa: left })).status, 422, 'given up after a quarter of an hour');
  await crowded.close();
});
