import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AccountPortal, linkIn, openAccountPortal } from '../../../test/account-portal.ts';
import { addressActs, LIST } from '../../../test/address-acts.ts';
import { accountById } from '../accounts/index.ts';
import { bookOf } from './book-store.ts';
import { verifiedAddressesOf } from './index.ts';

let portal: AccountPortal;
let acts: ReturnType<typeof addressActs>;
before(async () => {
  portal = await openAccountPortal();
  acts = addressActs(portal);
});
after(() => portal.close());

test('the last proven address stays, and so does the reference; one that waits may go', async () => {
  const { account, visitor } = await acts.person('Mina');
  await acts.ask(visitor, 'mina.nuova@example.it');
  const link = linkIn((await portal.mails())[0]);
  const kept = await visitor.follow(await acts.act(visitor, 'rimozione', account, 'mina@example.it'));
  assert.match(kept.html, /tuo unico indirizzo confermato/);
  await visitor.get(link);
  await visitor.post(link);
  await portal.mails();
  const reference = await visitor.follow(await acts.act(visitor, 'rimozione', account, 'mina@example.it'));
  assert.match(reference.html, /prima scegline un altro/);
  const page = await visitor.get(
    `${LIST}/rimozione?indirizzo=${(await bookOf(portal.deps.database, account.id))[0]?.id}`,
  );
  assert.equal(page.location, LIST);
  await acts.act(visitor, 'rimozione', account, 'mina.nuova@example.it');
  assert.deepEqual(await acts.addressesOf(account), [['mina@example.it', true]]);
  const told = (await portal.mails()).map(({ to, text }) => [to, text.includes('/indirizzi/annulla/')]);
  assert.deepEqual(told.sort(), [
    ['mina.nuova@example.it', false],
    ['mina@example.it', true],
  ]);
  await acts.ask(visitor, 'mina.tre@example.it');
  await portal.mails();
  await acts.act(visitor, 'rimozione', account, 'mina.tre@example.it');
  assert.deepEqual(await portal.mails(), [], 'what never counted is nobody’s news');
});

test('an institutional box is known for what it is, and never becomes the reference by itself', async () => {
  const { account, visitor } = await acts.person('Nora');
  await acts.added(visitor, 'nora.prova@scuola.istruzione.it');
  const list = await visitor.get(LIST);
  assert.match(list.html, /Casella istituzionale/);
  assert.deepEqual((await acts.addressesOf(account))[0], ['nora@example.it', true]);
  const [, school] = await verifiedAddressesOf(portal.deps.database, account.id);
  assert.equal(school?.kind, 'institutional');
  const page = await visitor.get(`${LIST}/riferimento?indirizzo=${school?.id}`);
  assert.match(page.html, /Si chiude tre mesi dopo la fine del lavoro/);
});

test('that a box belongs to somebody else too is no obstacle, and is not to be found out', async () => {
  const { account, visitor } = await acts.person('Olga');
  const { account: other } = await acts.person('Pia');
  const plain = async (email: string) => {
    const reply = await visitor.follow(await acts.ask(visitor, email));
    return reply.html.replaceAll(/name="csrf" value="[^"]+"/g, '').replaceAll(email, '…');
  };
  const shared = await plain(other.email);
  const [mail, ...others] = await portal.mails();
  assert.deepEqual([mail?.to, others], [other.email, []]);
  await acts.act(visitor, 'rimozione', account, other.email);
  const fresh = await plain('nobody.here@example.it');
  assert.equal(shared.length, fresh.length, 'the same page, whoever else has it');
});

test('nobody changes what is another’s', async () => {
  const { account, visitor } = await acts.person('Rita');
  const { account: other, visitor: owner } = await acts.person('Sara');
  await acts.added(owner, 'sara.due@example.it');
  const theirs = await bookOf(portal.deps.database, other.id);
  const nobodys = '01900000-0000-7000-8000-000000000000';
  for (const path of [LIST, `${LIST}/riferimento`, `${LIST}/rimozione`]) {
    await visitor.get(LIST);
    const [one, none] = [
      await visitor.post(path, { indirizzo: theirs[1]?.id ?? '' }),
      await visitor.post(path, { indirizzo: nobodys }),
    ];
    assert.deepEqual([one.status, one.location], [none.status, none.location], path);
  }
  assert.deepEqual((await bookOf(portal.deps.database, other.id)).length, 2);
  assert.equal((await accountById(portal.deps.database, account.id))?.email, account.email);
});

test('every change asks again who it is, ten minutes after the login', async () => {
  const { account, visitor } = await acts.person('Tea');
  await acts.added(visitor, 'tea.due@example.it');
  const [, second] = await bookOf(portal.deps.database, account.id);
  portal.wait(11);
  assert.equal((await visitor.get(LIST)).status, 200, 'looking needs no proof');
  for (const path of ['nuovo', `riferimento?indirizzo=${second?.id}`, `rimozione?indirizzo=${second?.id}`]) {
    const asked = await visitor.get(`${LIST}/${path}`);
    assert.equal(asked.location, `/accesso/conferma?dopo=${encodeURIComponent(`${LIST}/${path}`)}`);
  }
  const refused = await visitor.post(`${LIST}/rimozione`, { indirizzo: second?.id ?? '' });
  assert.match(refused.location ?? '', /^\/accesso\/conferma/);
  assert.equal((await bookOf(portal.deps.database, account.id)).length, 2);
});

test('two changes at the same moment leave one reference and one story', async () => {
  const { account, visitor } = await acts.person('Ugo');
  await acts.added(visitor, 'ugo.due@example.it');
  await acts.added(visitor, 'ugo.tre@example.it');
  await visitor.get(LIST);
  const book = await bookOf(portal.deps.database, account.id);
  const [, second, third] = book;
  await Promise.all([
    visitor.post(`${LIST}/riferimento`, { indirizzo: second?.id ?? '' }),
    visitor.post(`${LIST}/riferimento`, { indirizzo: third?.id ?? '' }),
    visitor.post(`${LIST}/rimozione`, { indirizzo: second?.id ?? '' }),
    visitor.post(`${LIST}/rimozione`, { indirizzo: third?.id ?? '' }),
  ]);
  const left = await bookOf(portal.deps.database, account.id);
  assert.equal(left.filter(({ reference }) => reference).length, 1);
  const changes = await portal.deps.database.query<{ number: number; former_id: string; address_id: string }>(
    `select number, former_id, address_id from address_changes where account_id = $1 and what = 'reference'
     order by number`,
    [account.id],
  );
  assert.equal(changes[0]?.former_id, book[0]?.id);
  if (changes.length > 1) assert.equal(changes[1]?.former_id, changes[0]?.address_id, 'one after the other');
});

test('hostile addresses are refused with what was typed, and mailed to nobody', async () => {
  const { visitor } = await acts.person('Vera');
  const hostile = [
    'vera@example.it\r\nBcc: eve@example.it',
    'vera@example.it%0d%0aBcc:eve@example.it',
    'vera@example.it, eve@example.it',
    'Vera <vera@example.it>',
    '"vera@eve.example"@example.it',
    'vera@examp\u200dle.it',
    'vеra@example.it',
    'vera@exаmple.it',
    'vera@città.it',
    'vera＠example.it',
    `${'v'.repeat(65)}@example.it`,
    `vera@${'e'.repeat(250)}.it`,
    'vera@[127.0.0.1]',
    'vera@localhost',
    'vera@example..it',
    '\u202evera@example.it',
    'vera@example.it\0',
    '<script>alert(1)</script>@example.it',
  ];
  for (const email of hostile) {
    const reply = await acts.ask(visitor, email);
    assert.equal(reply.status, 422, JSON.stringify(email));
    assert.ok(!reply.html.includes('<script>alert'), email);
  }
  assert.deepEqual(await portal.mails(), []);
  assert.equal(
    (await acts.ask(visitor, 'vera@xn--citt-4qa.it')).location,
    LIST,
    'an accented domain in its plain form',
  );
});

test('no more than five addresses, and no more than eight tries a day', async () => {
  const { account, visitor } = await acts.person('Zoe');
  for (let index = 1; index <= 4; index++)
    assert.equal((await acts.ask(visitor, `zoe${index}@example.it`)).location, LIST);
  assert.match((await acts.ask(visitor, 'zoe5@example.it')).html, /al massimo 5 indirizzi/);
  assert.match((await acts.ask(visitor, 'ZOE@example.it')).html, /è già tra i tuoi/);
  for (let index = 1; index <= 3; index++) {
    await acts.act(visitor, 'rimozione', account, `zoe${index}@example.it`);
    await acts.ask(visitor, `zoe1${index}@example.it`);
  }
  await acts.act(visitor, 'rimozione', account, 'zoe4@example.it');
  assert.match((await acts.ask(visitor, 'zoe6@example.it')).html, /riprova domani/);
});
