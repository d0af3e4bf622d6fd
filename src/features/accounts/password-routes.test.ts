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
import { enrolTotp } from '../second-factors/index.ts';
import { setOwnPassword } from './credential-store.ts';
import { openSession } from './session-store.ts';

const DAY_MINUTES = 24 * 60;
const SECRET = 'KVKFKRCPNZQUYMLXOVYDSQKJKZDTSRLD';

let portal: AccountPortal;
/** Accounts with a draft whose window closes within a day, as the applications would say. */
const closing = new Set<string>();
before(async () => {
  portal = await openAccountPortal({
    aging: { expiry: { days: 90, since: undefined }, draftClosesSoon: async (accountId) => closing.has(accountId) },
  });
});
after(() => portal.close());

function change(visitor: PortalVisitor, password: string, next: string, path = '/profilo/password') {
  return visitor.post(path, { password, newPassword: next, newPasswordAgain: next });
}

const login = async (username: string, password = GOOD_PASSWORD, visitor = portal.visitor()) => {
  await visitor.get('/accesso');
  return visitor.post('/accesso', { username, password, dopo: '/prova/entrata' });
};

test('none of the last five passwords comes back, and the sixth last may', async () => {
  await withAccount(portal, 'Ada');
  const visitor = await signedInAs(portal, 'ada.prova');
  await visitor.get('/profilo/password');
  const words = ['uno', 'due', 'tre', 'quattro', 'cinque'].map((word) => `cavolfiore ${word} tramonta lento`);
  const all = [GOOD_PASSWORD, ...words];
  for (const [index, next] of words.entries()) {
    for (const used of all.slice(Math.max(0, index - 4), index + 1)) {
      const refused = await change(visitor, all[index] ?? '', used);
      assert.match(refused.html, /una delle ultime cinque/, `${used} after ${all[index]}`);
    }
    assert.equal((await change(visitor, all[index] ?? '', next)).location, '/profilo');
    await visitor.get('/profilo/password');
  }
  assert.equal((await change(visitor, all[5] ?? '', GOOD_PASSWORD)).location, '/profilo');
  const kept = await portal.fresh.database.query('select from password_history');
  assert.equal(kept.length, 4);
});

test('eight characters are enough beside a second factor, fifteen are asked without', async () => {
  const { id } = await withAccount(portal, 'Bice');
  const visitor = await signedInAs(portal, 'bice.prova');
  await visitor.get('/profilo/password');
  assert.match((await change(visitor, GOOD_PASSWORD, 'vq7-tarlo')).html, /almeno 15/);
  const { database } = portal.fresh;
  await database.transaction((tx) => enrolTotp(tx, portal.deps.secret, id, SECRET, portal.now));
  await database.query('update sessions set proven = true where account_id = $1', [id]);
  assert.equal((await change(visitor, GOOD_PASSWORD, 'vq7-tarlo')).status, 303);
});

test('who came in with another identity sets a first password, and is never made to', async () => {
  const { id } = await withAccount(portal, 'Cleo');
  const { database } = portal.fresh;
  await database.query('delete from credentials where account_id = $1', [id]);
  const visitor = portal.visitor();
  const browser = { ip: '192.0.2.1', userAgent: '' };
  const entry = { method: 'spid', level: 2 } as const;
  const token = await database.transaction((tx) => openSession(tx, id, entry, browser, portal.now));
  visitor.cookies.set('polis-session', token);
  assert.equal((await visitor.get('/prova/entrata')).status, 200);
  const { html } = await visitor.get('/profilo/password');
  assert.ok(!html.includes('name="password"'), 'there is none to ask for');
  assert.equal((await change(visitor, '', GOOD_PASSWORD)).location, '/profilo');
  assert.equal((await login('cleo.prova')).location, '/prova/entrata');
});

test('from fifteen days before the end every login says so, with the way to change and the way on', async () => {
  await withAccount(portal, 'Dora');
  portal.wait(74.9 * DAY_MINUTES);
  assert.equal((await login('dora.prova')).location, '/prova/entrata');
  portal.wait(0.2 * DAY_MINUTES);
  const visitor = portal.visitor();
  const entered = await login('dora.prova', GOOD_PASSWORD, visitor);
  assert.equal(entered.location, '/profilo/password/scadenza?dopo=%2Fprova%2Fentrata');
  const { html } = await visitor.follow(entered);
  assert.match(html, /La tua password scade tra 15 giorni/);
  assert.match(html, /href="\/profilo\/password\?dopo=%2Fprova%2Fentrata"/);
  assert.match(html, /href="\/prova\/entrata"/);
  await visitor.get('/profilo/password');
  assert.equal((await change(visitor, GOOD_PASSWORD, 'cavolfiore sei tramonta lento')).status, 303);
  assert.equal((await login('dora.prova', 'cavolfiore sei tramonta lento')).location, '/prova/entrata');
  assert.equal((await visitor.get('/profilo/password/scadenza')).status, 303, 'nothing to warn of');
});

test('mails go out fifteen, seven and one day before, each once, and not for a password changed meanwhile', async () => {
  const { id } = await withAccount(portal, 'Emma');
  const told = async () => {
    for (let round = 0; round < 2; round++)
      await portal.fresh.database.query(`insert into outbox (task, payload) values ('accounts.password-expiry', '{}')`);
    const mails = await portal.mails();
    return mails.filter(({ to }) => to === 'emma@example.it').map(({ subject }) => subject);
  };
  const titles: string[][] = [];
  for (const days of [70, 6, 2, 5, 3, 3, 0.5, 3]) {
    portal.wait(days * DAY_MINUTES);
    titles.push((await told()).filter((subject) => subject.includes('scade')));
  }
  const mail = (left: string) => [`La tua password scade tra ${left}`];
  assert.deepEqual(titles, [[], mail('14 giorni'), [], mail('7 giorni'), [], mail('1 giorno'), [], []]);
  const { database, deps, now } = { ...portal, database: portal.fresh.database };
  const hash = await deps.hasher.hashSecret('cavolfiore sette tramonta lento');
  assert.ok(hash !== 'busy');
  await database.transaction((tx) => setOwnPassword(tx, id, { hash, standsAlone: true }, now));
  portal.wait(76 * DAY_MINUTES);
  assert.deepEqual(await told(), mail('14 giorni'), 'a new password, a new count');
});

test('a password that is over is changed first, and the account is never lost', async () => {
  await withAccount(portal, 'Flora');
  portal.wait(400 * DAY_MINUTES);
  const visitor = portal.visitor();
  const entered = await login('flora.prova', GOOD_PASSWORD, visitor);
  assert.equal(entered.location?.split('?')[0], '/accesso/nuova-password');
  const page = await visitor.follow(entered);
  assert.match(page.html, /La tua password è scaduta/);
  assert.ok(!page.html.includes('Password di oggi'), 'it has just been given');
  assert.equal((await visitor.get('/prova/entrata')).location, '/accesso/nuova-password');
  const next = 'cavolfiore otto tramonta lento';
  assert.match((await change(visitor, '', GOOD_PASSWORD, '/accesso/nuova-password')).html, /ultime cinque/);
  assert.equal((await change(visitor, '', next, '/accesso/nuova-password')).status, 303);
  assert.equal((await visitor.get('/prova/entrata')).status, 200);
});

test('who is inside when the password ends goes on, and changes it at the next login', async () => {
  await withAccount(portal, 'Gemma');
  portal.wait(90 * DAY_MINUTES - 5);
  const visitor = portal.visitor();
  await login('gemma.prova', GOOD_PASSWORD, visitor);
  portal.wait(10);
  assert.equal((await visitor.get('/prova/entrata')).status, 200);
  assert.equal((await login('gemma.prova')).location?.split('?')[0], '/accesso/nuova-password');
});

test('in the last day of a window with a draft of theirs nobody is made to change it', async () => {
  const { id } = await withAccount(portal, 'Ines');
  portal.wait(91 * DAY_MINUTES);
  closing.add(id);
  const visitor = portal.visitor();
  const entered = await login('ines.prova', GOOD_PASSWORD, visitor);
  assert.equal(entered.location, '/profilo/password/scadenza?dopo=%2Fprova%2Fentrata');
  assert.match((await visitor.follow(entered)).html, /te la facciamo cambiare dopo/);
  assert.equal((await visitor.get('/prova/entrata')).status, 200);
  closing.delete(id);
  assert.equal((await visitor.get('/prova/entrata')).location, '/accesso/nuova-password');
});

test('where passwords do not grow old an old one is as good as a new one', async () => {
  const plain = await openAccountPortal();
  await withAccount(plain, 'Ada');
  plain.wait(5_000 * DAY_MINUTES);
  const visitor = await signedInAs(plain, 'ada.prova');
  assert.equal((await visitor.get('/prova/entrata')).status, 200);
  await plain.close();
});
