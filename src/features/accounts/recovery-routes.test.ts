import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TOTP } from 'otpauth';
import {
  type AccountPortal,
  GOOD_PASSWORD,
  linkIn,
  openAccountPortal,
  signedInAs,
  withAccount,
} from '../../../test/account-portal.ts';
import { addVerifiedAddress } from '../addresses/index.ts';
import type { Account } from './account.ts';

let portal: AccountPortal;
before(async () => {
  portal = await openAccountPortal();
});
after(() => portal.close());

const NEW = 'sette lampioni sul ponte';
const chosen = { newPassword: NEW, newPasswordAgain: NEW };

/** Somebody with three proven addresses. */
async function manyAddresses(name: string): Promise<Account> {
  const account = await withAccount(portal, name);
  for (const box of ['due', 'tre']) {
    await portal.deps.database.transaction((tx) =>
      addVerifiedAddress(tx, account.id, 'private', `${name.toLowerCase()}.${box}@example.it`, portal.now),
    );
  }
  await portal.mails();
  return account;
}

async function forgot(what: 'recupero' | 'nome-utente', fiscalCode: string, ip = '192.0.2.1') {
  const visitor = portal.visitor(ip);
  await visitor.get(`/accesso/${what}`);
  return { visitor, reply: await visitor.post(`/accesso/${what}`, { fiscalCode }) };
}

test('the user name goes to every proven address', async () => {
  const account = await manyAddresses('Anna');
  await forgot('nome-utente', account.fiscalCode);
  const mails = await portal.mails();
  const to = mails.map((mail) => mail.to);
  assert.deepEqual(to.sort(), ['anna.due@example.it', 'anna.tre@example.it', 'anna@example.it']);
  for (const { text } of mails) assert.match(text, new RegExp(`Nome utente: ${account.username}`));
});

test('a link of its own goes to every proven address; using one kills the others, and all are told', async () => {
  const account = await manyAddresses('Bea');
  await forgot('recupero', account.fiscalCode);
  const links = (await portal.mails()).map(linkIn);
  assert.equal(new Set(links).size, 3);
  const visitor = portal.visitor('198.51.100.1');
  for (const link of links) assert.equal((await visitor.get(link)).status, 200, 'looking at one uses none');
  const [one = '', ...others] = links;
  await visitor.get(one);
  assert.equal((await visitor.post(one, chosen)).location, '/accesso');
  for (const link of [one, ...others]) {
    assert.equal((await visitor.get(link)).status, 410);
    assert.equal((await visitor.post(link, chosen)).status, 410);
  }
  const told = (await portal.mails()).filter(({ subject }) => subject === 'La tua password è cambiata');
  assert.deepEqual(told.map(({ to }) => to).sort(), ['bea.due@example.it', 'bea.tre@example.it', 'bea@example.it']);
});

test('a link is over after half an hour, and when its address is taken away', async () => {
  const account = await manyAddresses('Carla');
  await forgot('recupero', account.fiscalCode);
  const mails = await portal.mails();
  const link = (to: string) => linkIn(mails.find((mail) => mail.to === to));
  const visitor = portal.visitor();
  await portal.fresh.owner.query(
    `update addresses set removed_at = now() where account_id = $1 and address = 'carla.due@example.it'`,
    [account.id],
  );
  assert.equal((await visitor.get(link('carla.due@example.it'))).status, 410);
  portal.wait(29);
  assert.equal((await visitor.get(link('carla@example.it'))).status, 200);
  portal.wait(1);
  assert.equal((await visitor.get(link('carla@example.it'))).status, 410);
});

test('who exists and who does not read the same page, at once and when they ask again too soon', async () => {
  const account = await manyAddresses('Dora');
  const plain = (html: string, code: string) => html.replaceAll(/name="csrf" value="[^"]+"/g, '').replaceAll(code, '…');
  const stranger = 'RSSMRA80A01F205X';
  for (const what of ['recupero', 'nome-utente'] as const) {
    const [known, unknown] = [await forgot(what, account.fiscalCode), await forgot(what, stranger)];
    assert.deepEqual([known.reply.status, unknown.reply.status], [200, 200]);
    assert.equal(plain(known.reply.html, account.fiscalCode), plain(unknown.reply.html, stranger));
    assert.match(known.reply.html, /spam/);
    const again = [
      await known.visitor.post(`/accesso/${what}`, { fiscalCode: account.fiscalCode }),
      await unknown.visitor.post(`/accesso/${what}`, { fiscalCode: stranger }),
    ] as const;
    assert.match(again[0].html, /riprova tra 1 minuto/);
    assert.equal(plain(again[0].html, account.fiscalCode), plain(again[1].html, stranger));
  }
  assert.equal((await portal.mails()).length, 6, 'nothing was mailed a second time, and nothing to a stranger');
});

test('what the page does is the same work whether there is anybody or not: the mails are the job’s', async () => {
  const account = await manyAddresses('Elsa');
  const rows = async () => {
    const waiting = await portal.deps.database.query<{ task: string; payload: object }>(
      'select task, payload from outbox',
    );
    return waiting.map(({ task, payload }) => [task, Object.keys(payload)]);
  };
  await forgot('recupero', account.fiscalCode);
  const known = await rows();
  await portal.mails();
  await forgot('recupero', 'RSSMRA80A01H501U');
  assert.deepEqual(await rows(), known);
  await portal.mails();
});

test('a new password does not stand for the second factor', async () => {
  const totpSecret = 'KVKFKRCPNZQUYMLXOVYDSQKJKZDTSRLD';
  const membership = { role: 'clerk', body: 'AAIC80000A', bodyName: 'IC Prova' } as const;
  const account = await withAccount(portal, 'Fosca', { totpSecret, membership });
  await forgot('recupero', account.fiscalCode);
  const visitor = portal.visitor('198.51.100.3');
  const link = linkIn((await portal.mails())[0]);
  await visitor.get(link);
  assert.equal((await visitor.post(link, chosen)).location, '/accesso');
  assert.match((await visitor.get('/prova/entrata')).location ?? '', /^\/accesso\?/, 'the link lets nobody in');
  await visitor.get('/accesso');
  const entered = await visitor.post('/accesso', { username: account.username, password: NEW });
  assert.match(entered.location ?? '', /^\/accesso\/secondo-fattore/);
  assert.match((await visitor.get('/prova/entrata')).location ?? '', /secondo-fattore/);
  const page = await visitor.follow(entered);
  assert.equal(page.status, 200);
  const code = new TOTP({ secret: totpSecret }).generate({ timestamp: portal.now.getTime() });
  assert.equal((await visitor.post('/accesso/secondo-fattore', { code })).status, 303);
});

test('who has only a proven reference, and who has an unproven address, are mailed only what is proven', async () => {
  const account = await withAccount(portal, 'Gina');
  const visitor = await signedInAs(portal, account.username, '192.0.2.77');
  await visitor.get('/profilo/indirizzi/nuovo');
  const email = 'gina.nuova@example.it';
  await visitor.post('/profilo/indirizzi/nuovo', { email, emailAgain: email, kind: 'private' });
  await portal.mails();
  await forgot('recupero', account.fiscalCode);
  assert.deepEqual(
    (await portal.mails()).map(({ to }) => to),
    ['gina@example.it'],
  );
});

test('who signs in is told first that mail comes back, until an address is proven or mail arrives', async () => {
  const account = await withAccount(portal, 'Ida');
  const returned = portal.now;
  await portal.deps.database.query(
    `insert into outgoing_mails (key, recipient, subject, state, settled_at, bounced_at, bounce_status)
     values ('ida', $1, 'Prova', 'failed', $2, $2, '5.1.1')`,
    [account.email, new Date(returned.getTime() + 1_000)],
  );
  const visitor = portal.visitor('192.0.2.78');
  const enter = async () => {
    await visitor.get('/accesso?dopo=/prova/entrata');
    const { username } = account;
    return visitor.post('/accesso', { username, password: GOOD_PASSWORD, dopo: '/prova/entrata' });
  };
  const warned = await enter();
  assert.equal(warned.location, '/profilo/indirizzi/avviso?dopo=%2Fprova%2Fentrata');
  const page = await visitor.follow(warned);
  assert.match(page.html, /La posta a ida@example\.it torna indietro/);
  assert.match(page.html, /href="\/prova\/entrata"/);
  const list = await visitor.get('/profilo/indirizzi');
  assert.match(list.html, /la casella non esiste/);
  const indirizzo = /name="indirizzo" value="([^"]+)"/.exec(list.html)?.[1] ?? '';
  await visitor.post('/profilo/indirizzi', { indirizzo });
  const [check] = await portal.mails();
  assert.equal(check?.subject, 'Controllo del tuo indirizzo e-mail');
  portal.wait(1);
  await visitor.get(linkIn(check));
  assert.match((await visitor.post(linkIn(check))).html, /la posta arriva di nuovo/);
  assert.deepEqual(await portal.mails(), [], 'it is no change that anybody is told of');
  assert.equal((await enter()).location, '/prova/entrata');
});

test('a stranger who asks without end leaves the owner’s own browser its budget, and the links already mailed good', async () => {
  const account = await withAccount(portal, 'Zelda');
  const own = await signedInAs(portal, account.username, '198.51.100.77');
  await own.get('/uscita');
  await own.post('/uscita');
  await portal.mails();
  const stranger = portal.visitor('203.0.113.9');
  await stranger.get('/accesso/recupero');
  const ask = (visitor: typeof own) => visitor.post('/accesso/recupero', { fiscalCode: account.fiscalCode });
  const allowed = await ask(stranger);
  const [first] = await portal.mails();
  for (let again = 0; again < 3; again++) {
    portal.wait(1);
    await ask(stranger);
  }
  await portal.mails();
  assert.match((await ask(stranger)).html, /riprova tra/);
  assert.deepEqual(await portal.mails(), [], 'the budget of strangers is used up');
  await own.get('/accesso/recupero');
  const owned = await ask(own);
  const bare = (html: string) => html.replaceAll(/name="csrf" value="[^"]+"/g, '');
  assert.equal(bare(owned.html), bare(allowed.html), 'the page says the same');
  const [mine] = await portal.mails();
  assert.equal(mine?.to, account.email);
  for (const mail of [mine, first]) assert.equal((await own.get(linkIn(mail))).status, 200, 'every link stays good');
});

test('a browser known to somebody else is nobody’s here', async () => {
  const [account, other] = [await withAccount(portal, 'Zita'), await withAccount(portal, 'Zoe')];
  const browser = await signedInAs(portal, other.username, '198.51.100.78');
  await portal.mails();
  const ask = () => browser.post('/accesso/recupero', { fiscalCode: account.fiscalCode });
  await browser.get('/accesso/recupero');
  await ask();
  await forgot('recupero', account.fiscalCode, '203.0.113.10');
  assert.equal((await portal.mails()).length, 1, 'one budget for all who are strangers to this account');
});
