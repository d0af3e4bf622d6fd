import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type AccountPortal,
  GOOD_PASSWORD,
  openAccountPortal,
  type PortalVisitor,
  signedInAs,
  withAccount,
} from '../../../test/account-portal.ts';
import { addMembership } from './membership-store.ts';
import { purge } from './purge-store.ts';
import { SESSION_LIMITS } from './session.ts';

let portal: AccountPortal;
before(async () => {
  portal = await openAccountPortal();
});
after(() => portal.close());

const inside = async (visitor: PortalVisitor) => (await visitor.get('/prova/entrata')).status === 200;
const clerk = { role: 'clerk', body: 'RMIC800001', bodyName: 'IC Prova' } as const;

test('a session lives while it is used, ends after thirty idle minutes, and after twelve hours in any case', async () => {
  await withAccount(portal, 'Ada');
  const visitor = await signedInAs(portal, 'ada.prova');
  for (let round = 0; round < 3; round++) {
    portal.wait(29);
    assert.ok(await inside(visitor));
  }
  portal.wait(30);
  assert.equal(await inside(visitor), false);
  const busy = await signedInAs(portal, 'ada.prova');
  for (let round = 0; round < 35; round++) {
    portal.wait(20);
    assert.ok(await inside(busy));
  }
  portal.wait(20);
  assert.equal(await inside(busy), false);
});

test('"Resta collegato" moves the deadline, with a script and without', async () => {
  await withAccount(portal, 'Bice');
  const visitor = await signedInAs(portal, 'bice.prova');
  await visitor.get('/uscita');
  portal.wait(29);
  const reply = await visitor.post('/sessione', {}, { accept: 'application/json' });
  assert.deepEqual(JSON.parse(reply.html), {
    idleUntil: new Date(portal.now.getTime() + 30 * 60_000).toISOString(),
    idleSeconds: 1800,
  });
  assert.equal((await visitor.post('/sessione', { torna: '/prova/entrata' })).location, '/prova/entrata');
  assert.equal((await visitor.post('/sessione', { torna: '//evil.example' })).location, '/');
  portal.wait(29);
  assert.ok(await inside(visitor));
});

test('what was sent when the session was already over is found again after signing in, and by nobody else', async () => {
  await withAccount(portal, 'Cleo');
  await withAccount(portal, 'Dora');
  const visitor = await signedInAs(portal, 'cleo.prova');
  await visitor.get('/uscita');
  portal.wait(31);
  await visitor.get('/accesso');
  const parked = await visitor.post('/prova/sezione', { title: 'Laurea in Fisica', many: ['a', 'b'] });
  assert.equal(parked.location, '/accesso?dopo=%2Fprova%2Fsezione');
  assert.match((await visitor.follow(parked)).html, /Quello che avevi scritto è conservato/);
  const [row] = await portal.fresh.database.query<{ sealed: Buffer }>('select sealed_form as sealed from parked_forms');
  assert.ok(!row?.sealed.toString('latin1').includes('Fisica'), 'kept unreadable');
  const token = visitor.cookies.get('polis-parked') ?? '';

  const other = await signedInAs(portal, 'dora.prova');
  other.cookies.set('polis-parked', token);
  assert.equal((await other.get('/prova/sezione')).html, '');

  const entered = await visitor.post('/accesso', { username: 'cleo.prova', password: GOOD_PASSWORD });
  assert.equal(entered.location, '/prova/sezione?ripresa=1');
  const resumed = JSON.parse((await visitor.follow(entered)).html);
  assert.deepEqual(resumed, { path: '/prova/sezione', posted: { title: 'Laurea in Fisica', many: ['a', 'b'] } });
  assert.equal((await visitor.follow(entered)).html, '', 'taken once');
});

test('a form from another site, without token or with somebody else’s, is refused', async () => {
  await withAccount(portal, 'Emma');
  const visitor = await signedInAs(portal, 'emma.prova');
  await visitor.get('/uscita');
  assert.equal((await visitor.post('/uscita', { csrf: '' })).status, 403);
  assert.equal((await visitor.post('/uscita', { csrf: 'x'.repeat(43) })).status, 403);
  assert.equal((await visitor.post('/uscita', {}, { origin: 'https://evil.example' })).status, 403);
  assert.equal((await visitor.post('/uscita', {}, { 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.ok(await inside(visitor));
  const stranger = portal.visitor();
  await stranger.get('/accesso');
  assert.equal(
    (await stranger.post('/accesso', { csrf: 'no', username: 'emma.prova', password: GOOD_PASSWORD })).status,
    403,
  );
});

test('a session cookie planted before the login opens nothing afterwards', async () => {
  await withAccount(portal, 'Flora');
  const visitor = portal.visitor();
  visitor.cookies.set('polis-session', 'planted');
  await visitor.get('/accesso');
  await visitor.post('/accesso', { username: 'flora.prova', password: GOOD_PASSWORD });
  assert.ok(await inside(visitor));
  assert.notEqual(visitor.cookies.get('polis-session'), 'planted');
  visitor.cookies.set('polis-session', 'planted');
  assert.equal(await inside(visitor), false);
});

test('a role given to somebody who is inside asks for the second factor at the next request', async () => {
  const account = await withAccount(portal, 'Lara');
  const visitor = await signedInAs(portal, 'lara.prova');
  assert.ok(await inside(visitor));
  await portal.fresh.database.transaction((tx) => addMembership(tx, account.id, clerk, portal.now));
  assert.equal((await visitor.get('/prova/entrata')).location, '/accesso/secondo-fattore');
});

test('changing the password at will asks for the one of today and ends the other sessions', async () => {
  await withAccount(portal, 'Mina');
  const visitor = await signedInAs(portal, 'mina.prova');
  const other = await signedInAs(portal, 'mina.prova');
  const next = 'mansarda tiepida con graffette';
  await visitor.get('/profilo/password');
  const change = (password: string) =>
    visitor.post('/profilo/password', { password, newPassword: next, newPasswordAgain: next });
  assert.match((await change('wrong')).html, /La password di oggi non è giusta/);
  assert.equal((await change(GOOD_PASSWORD)).status, 303);
  assert.ok(await inside(visitor));
  assert.equal(await inside(other), false);
});

test('what is over is purged, what lives stays', async () => {
  await withAccount(portal, 'Nora');
  const visitor = await signedInAs(portal, 'nora.prova');
  const { database } = portal.fresh;
  await purge(database, SESSION_LIMITS, portal.now);
  assert.ok(await inside(visitor));
  await purge(database, SESSION_LIMITS, new Date(portal.now.getTime() + 500 * 86_400_000));
  for (const table of ['sessions', 'registrations', 'recovery_links', 'parked_forms', 'throttles', 'known_devices']) {
    assert.deepEqual(await database.query(`select from ${table}`), [], table);
  }
});
