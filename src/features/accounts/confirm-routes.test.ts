import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TOTP } from 'otpauth';
import {
  type AccountPortal,
  GOOD_PASSWORD,
  openAccountPortal,
  type PortalVisitor,
  signedInAs,
  withAccount,
} from '../../../test/account-portal.ts';
import { tokenDigest } from '../../platform/hashing-tokens.ts';
import {
  type Entrance,
  type Entry,
  endSessionsOf,
  identifier,
  openSession,
  raiseSession,
  type SigningInBrowser,
  sessionCookie,
} from './index.ts';

const SECRET = 'KVKFKRCPNZQUYMLXOVYDSQKJKZDTSRLD';
const BROWSER: SigningInBrowser = { ip: '2001:db8:1:2:3::4', userAgent: 'Mozilla/5.0' };
const clerk = { role: 'clerk', body: 'RMIC800001', bodyName: 'IC Prova' } as const;

const SPID: Entrance = {
  kind: 'spid',
  label: 'Entra con SPID',
  href: '/accesso/spid',
  providers: [
    { id: 'https://idp.example/one', name: 'Uno', href: '/accesso/spid?idp=1' },
    { id: 'https://idp.example/two', name: 'Due', href: '/accesso/spid?idp=2' },
  ],
};

let portal: AccountPortal;
before(async () => {
  portal = await openAccountPortal({ entrances: () => [SPID] });
});
after(() => portal.close());

const code = () => new TOTP({ secret: SECRET }).generate({ timestamp: portal.now.getTime() });
const confirmation = (of: string) => `/accesso/conferma?dopo=${encodeURIComponent(of)}`;

async function withEntry(name: string, entry: Entry): Promise<PortalVisitor> {
  const { id } = await withAccount(portal, name);
  const visitor = portal.visitor();
  const { database } = portal.fresh;
  const token = await database.transaction((tx) => openSession(tx, id, entry, BROWSER, portal.now));
  const { name: cookie, value } = sessionCookie(token);
  visitor.cookies.set(`polis-${cookie}`, value);
  return visitor;
}

async function visitorOf(browser: PortalVisitor) {
  const identity = await identifier(portal.fresh.database)(browser.cookies.get('polis-session') ?? '', portal.now);
  if (identity === null || !('visitor' in identity)) throw new Error('nobody is inside');
  return identity.visitor;
}

test('ten minutes after the login a delicate page asks for the password again, and then opens', async () => {
  await withAccount(portal, 'Ada');
  const visitor = await signedInAs(portal, 'ada.prova');
  portal.wait(9.9);
  assert.equal((await visitor.get('/profilo/password')).status, 200);
  portal.wait(0.1);
  const asked = await visitor.get('/profilo/password');
  assert.equal(asked.location, confirmation('/profilo/password'));
  assert.match((await visitor.follow(asked)).html, /Conferma che sei tu/);
  const before = visitor.cookies.get('polis-session');
  const wrong = await visitor.post('/accesso/conferma', { password: 'wrong', dopo: '/profilo/password' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.html, /name="dopo" value="\/profilo\/password"/);
  const right = await visitor.post('/accesso/conferma', { password: GOOD_PASSWORD, dopo: '/profilo/password' });
  assert.equal(right.location, '/profilo/password');
  assert.notEqual(visitor.cookies.get('polis-session'), before, 'a new token after the proof');
  assert.equal((await visitor.follow(right)).status, 200);
  assert.equal((await visitor.get(confirmation('/area'))).location, '/area', 'nothing to confirm any more');
});

test('wrong passwords of the confirmation are few', async () => {
  await withAccount(portal, 'Bice');
  const visitor = await signedInAs(portal, 'bice.prova');
  portal.wait(10);
  await visitor.get('/accesso/conferma');
  const confirm = (password: string) => visitor.post('/accesso/conferma', { password });
  for (let tries = 0; tries < 5; tries++) assert.match((await confirm('wrong')).html, /non è giusta/);
  assert.match((await confirm(GOOD_PASSWORD)).html, /riprova tra 30 secondi/);
});

test('who has a second factor gives both again, and the code alone opens nothing', async () => {
  await withAccount(portal, 'Cleo', { membership: clerk, totpSecret: SECRET });
  const visitor = await signedInAs(portal, 'cleo.prova');
  await visitor.get('/accesso/secondo-fattore');
  assert.equal((await visitor.post('/accesso/secondo-fattore', { code: code() })).status, 303);
  assert.equal((await visitorOf(visitor)).entry.level, 2);
  portal.wait(10);
  const alone = { code: code(), conferma: '1', dopo: '/profilo/password' };
  await visitor.get('/accesso/secondo-fattore?conferma=1');
  await visitor.follow(await visitor.post('/accesso/secondo-fattore', alone));
  assert.equal((await visitor.get('/profilo/password')).location, confirmation('/profilo/password'));
  portal.wait(1);
  await visitor.get('/accesso/conferma');
  const first = await visitor.post('/accesso/conferma', { password: GOOD_PASSWORD, dopo: '/profilo/password' });
  assert.equal(first.location, '/accesso/secondo-fattore?conferma=1&dopo=%2Fprofilo%2Fpassword');
  assert.equal((await visitor.get('/profilo/password')).status, 303, 'one of two is not enough');
  const page = await visitor.follow(first);
  assert.match(page.html, /name="conferma" value="1"/);
  const second = await visitor.post('/accesso/secondo-fattore', { ...alone, code: code() });
  assert.equal(second.location, '/profilo/password');
  assert.equal((await visitor.follow(second)).status, 200);
});

test('two factors asked of who has one: how to get the other, or an identity that has both', async () => {
  await withAccount(portal, 'Dora');
  const visitor = await signedInAs(portal, 'dora.prova');
  const { html } = await visitor.get('/accesso/conferma?livello=2&dopo=/oidc/interazione/1');
  assert.match(html, /href="\/profilo\/secondo-fattore\?dopo=%2Foidc%2Finterazione%2F1"/);
  assert.match(html, /href="\/accesso\/spid\?conferma=1&amp;dopo=%2Foidc%2Finterazione%2F1&amp;livello=2"/);
});

test('who came in with SPID confirms with the same identity, and owes no password', async () => {
  const provider = 'https://idp.example/two';
  const visitor = await withEntry('Emma', { method: 'spid', level: 2, provider, assertionId: '_a1' });
  const { entry, secondFactor, proven } = await visitorOf(visitor);
  assert.deepEqual(entry, { method: 'spid', level: 2, provider, assertionId: '_a1' });
  assert.deepEqual([secondFactor, proven], [false, true]);
  portal.wait(10);
  const { html } = await visitor.get(confirmation('/profilo/password'));
  assert.match(html, /Entra con SPID: Due/);
  assert.match(html, /href="\/accesso\/spid\?idp=2&amp;conferma=1&amp;dopo=%2Fprofilo%2Fpassword"/);
  assert.ok(!html.includes('name="password"'));
  const { sessionId } = await visitorOf(visitor);
  const again: Entry = { method: 'spid', level: 2, provider, assertionId: '_a2' };
  const token = await portal.fresh.database.transaction((tx) => raiseSession(tx, sessionId, again, portal.now));
  assert.equal((await visitor.get('/profilo/password')).status, 303, 'the token of before opens nothing');
  visitor.cookies.set('polis-session', token);
  assert.equal((await visitor.get('/profilo/password')).status, 200);
  assert.equal((await visitorOf(visitor)).entry.assertionId, '_a2');
});

test('a stronger entry raises the session, a weaker one does not lower it', async () => {
  await withAccount(portal, 'Flora');
  const visitor = await signedInAs(portal, 'flora.prova');
  const { database } = portal.fresh;
  const raise = async (entry: Entry) => {
    const { sessionId } = await visitorOf(visitor);
    const token = await database.transaction((tx) => raiseSession(tx, sessionId, entry, portal.now));
    visitor.cookies.set('polis-session', token);
    return (await visitorOf(visitor)).entry;
  };
  const cie: Entry = { method: 'cie', level: 3, provider: 'https://cie.example', assertionId: '_c' };
  assert.deepEqual(await raise(cie), cie);
  assert.deepEqual(await raise({ method: 'spid', level: 1, provider: 'https://idp.example/one' }), cie);
});

test('a session remembers browser and network, and an office gives its own second factor whatever the entry', async () => {
  const { id } = await withAccount(portal, 'Gemma', { membership: clerk, totpSecret: SECRET });
  const { database } = portal.fresh;
  const entry: Entry = { method: 'spid', level: 2, provider: 'https://idp.example/one' };
  const token = await database.transaction((tx) => openSession(tx, id, entry, BROWSER, portal.now));
  const visitor = portal.visitor();
  visitor.cookies.set('polis-session', token);
  assert.equal((await visitor.get('/sportello')).location, '/accesso/secondo-fattore');
  const [row] = await database.query(
    'select user_agent as "userAgent", network from sessions where token_digest = $1',
    [tokenDigest(token)],
  );
  assert.deepEqual(row, { userAgent: 'Mozilla/5.0', network: '2001:db8:1:2' });
  await database.transaction((tx) => endSessionsOf(tx, id, null, 'test'));
  assert.match(String((await visitor.get('/sportello')).location), /^\/accesso\?dopo=/);
});
