import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TOTP } from 'otpauth';
import {
  type AccountPortal,
  GOOD_PASSWORD,
  openAccountPortal,
  type PortalVisitor,
  withAccount,
} from '../../../test/account-portal.ts';
import { resetSecondFactor } from './reset-store.ts';

const STEP = '/accesso/secondo-fattore';
const REMOVAL = '/profilo/secondo-fattore/applicazione/rimozione';
const CHANGE = '/accesso/nuova-password';
const SECRET = 'KVKFKRCPNZQUYMLXOVYDSQKJKZDTSRLD';
const SHORT = 'vd9-kq3.z';
const LONG = 'cavolfiore sei tramonta lento';
const clerk = { role: 'clerk', body: 'RMIC800001', bodyName: 'IC Prova' } as const;

let portal: AccountPortal;
before(async () => {
  portal = await openAccountPortal();
});
after(() => portal.close());

const query = <Row>(text: string, values: unknown[]) => portal.fresh.database.query<Row>(text, values);
const isInside = async (visitor: PortalVisitor) => (await visitor.get('/prova/entrata')).status === 200;

async function signIn(username: string, password: string): Promise<PortalVisitor> {
  const visitor = portal.visitor();
  await visitor.get('/accesso');
  assert.equal((await visitor.post('/accesso', { username, password })).status, 303);
  return visitor;
}

/** Somebody with the app's code beside the password, inside with both. */
async function withCode(name: string, password: string) {
  const account = await withAccount(portal, name, { totpSecret: SECRET, password });
  const visitor = await signIn(account.username, password);
  portal.wait(1);
  await visitor.get(STEP);
  const code = new TOTP({ secret: SECRET }).generate({ timestamp: portal.now.getTime() });
  assert.equal((await visitor.post(STEP, { code })).status, 303);
  return { account, visitor };
}

async function removeCode(visitor: PortalVisitor) {
  assert.match((await visitor.get(REMOVAL)).html, /Da sola (la password )?deve avere almeno 15/);
  return visitor.post(REMOVAL);
}

async function choosesLonger(visitor: PortalVisitor) {
  const page = await visitor.get(CHANGE);
  assert.match(page.html, /Adesso entri con la sola password, e la tua è più corta/);
  assert.ok(!page.html.includes('Password di oggi'));
  const choose = (word: string) => visitor.post(CHANGE, { newPassword: word, newPasswordAgain: word });
  assert.match((await choose('kq3.z-vd9.w')).html, /11 caratteri: ne servono almeno 15/);
  assert.equal((await choose(LONG)).status, 303);
  assert.ok(await isInside(visitor));
}

test('with the last factor goes the shorter password: a longer one is chosen before anything else', async () => {
  const { account, visitor } = await withCode('Alba', SHORT);
  const removed = await removeCode(visitor);
  assert.equal((await visitor.follow(removed)).location?.split('?')[0], CHANGE);
  assert.equal((await visitor.get('/prova/entrata')).location, CHANGE);
  const again = await signIn(account.username, SHORT);
  assert.equal((await again.get('/prova/entrata')).location, CHANGE, 'at the next entry too, until it is done');
  await choosesLonger(again);
  assert.ok(await isInside(await signIn(account.username, LONG)));
});

test('a password long enough stays', async () => {
  const { visitor } = await withCode('Bice', GOOD_PASSWORD);
  assert.equal((await removeCode(visitor)).location, '/profilo/secondo-fattore');
  assert.ok(await isInside(visitor));
});

test('who has another factor left keeps the shorter password', async () => {
  const { account, visitor } = await withCode('Cleo', SHORT);
  await query(
    `insert into passkeys (id, account_id, credential_id, public_key, algorithm, counter, backed_up, name, added_at)
     values (gen_random_uuid(), $1, 'cleo', $2, -7, 0, false, 'telefono', $3)`,
    [account.id, Buffer.alloc(77), portal.now],
  );
  await visitor.get(REMOVAL);
  assert.equal((await visitor.post(REMOVAL)).location, '/profilo/secondo-fattore');
  assert.ok(await isInside(visitor));
});

test('after a reset by the office the longer one is chosen at the next entry; who works there enrols anew', async () => {
  const { account } = await withCode('Dalia', SHORT);
  const by = { operator: 'elena', reason: 'perso' };
  const reset = () => portal.fresh.database.transaction((tx) => resetSecondFactor(tx, account.id, by, portal.now));
  await reset();
  const mails = (await portal.mails()).filter(({ to }) => to === account.email);
  assert.match(mails.at(-1)?.text ?? '', /la password deve avere almeno 15 caratteri/);
  await choosesLonger(await signIn(account.username, SHORT));

  const staff = await withAccount(portal, 'Emilia', { membership: clerk, password: SHORT });
  const visitor = await signIn(staff.username, SHORT);
  assert.equal((await visitor.get('/prova/entrata')).location, STEP);
});

test('of a password chosen before its length was kept, the next entry keeps it', async () => {
  const account = await withAccount(portal, 'Fede', { password: SHORT });
  await query('update credentials set stands_alone = null where account_id = $1', [account.id]);
  await choosesLonger(await signIn(account.username, SHORT));
  const [kept] = await query('select stands_alone as alone from credentials where account_id = $1', [account.id]);
  assert.deepEqual(kept, { alone: true });
});

test('who came in with a passkey chooses a longer one at once; of who came in with SPID the short one goes out of use', async () => {
  const entered = (accountId: string, method: string) =>
    query('update sessions set method = $2, proven = true where account_id = $1', [accountId, method]);
  const keyed = await withCode('Gilda', SHORT);
  await entered(keyed.account.id, 'passkey');
  await removeCode(keyed.visitor);
  await choosesLonger(keyed.visitor);

  const digital = await withCode('Irma', SHORT);
  await entered(digital.account.id, 'spid');
  const removed = await removeCode(digital.visitor);
  assert.equal(removed.location, '/profilo/password');
  assert.match((await digital.visitor.follow(removed)).html, /da sola, era troppo corta e non si usa più/);
  assert.ok(await isInside(digital.visitor), 'nothing stands between them and what they came for');
  const mails = (await portal.mails()).filter(({ to }) => to === digital.account.email);
  assert.match(mails.at(-1)?.text ?? '', /non si usa più: entri con la tua identità digitale/);
  const stranger = portal.visitor();
  await stranger.get('/accesso');
  const tried = await stranger.post('/accesso', { username: digital.account.username, password: SHORT });
  assert.equal(tried.status, 422, 'who guesses the short one does not come in, not even to change it');
  const choose = (word: string) =>
    digital.visitor.post('/profilo/password', { newPassword: word, newPasswordAgain: word });
  assert.match((await choose(SHORT)).html, /ne servono almeno 15/);
  assert.equal((await choose(LONG)).status, 303);
  assert.ok(await isInside(await signIn(digital.account.username, LONG)));
});
