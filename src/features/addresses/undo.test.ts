import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AccountPortal, linkIn, openAccountPortal } from '../../../test/account-portal.ts';
import { addressActs, LIST } from '../../../test/address-acts.ts';
import { accountById } from '../accounts/index.ts';

let portal: AccountPortal;
let acts: ReturnType<typeof addressActs>;
before(async () => {
  portal = await openAccountPortal();
  acts = addressActs(portal);
});
after(() => portal.close());

test('a new reference is told to the old one, whose link restores it, ends every session and says what to do', async () => {
  const { account, visitor } = await acts.person('Gina');
  await acts.added(visitor, 'thief@example.it');
  const chosen = await visitor.follow(await acts.act(visitor, 'riferimento', account, 'thief@example.it'));
  assert.match(chosen.html, /D’ora in poi ti scriviamo al nuovo indirizzo/);
  assert.equal((await accountById(portal.deps.database, account.id))?.email, 'thief@example.it');
  const [notice, ...others] = await portal.mails();
  assert.deepEqual(
    [notice?.to, notice?.subject, others.length],
    ['gina@example.it', 'È cambiato l’indirizzo a cui ti scriviamo', 0],
  );
  assert.equal((await acts.act(visitor, 'rimozione', account, 'gina@example.it')).location, LIST);
  const owner = portal.visitor('203.0.113.1');
  const undo = linkIn(notice);
  for (let look = 0; look < 2; look++) assert.match((await owner.get(undo)).html, /Non sei stato tu\? Annulla/);
  assert.equal((await visitor.get(LIST)).status, 200, 'looking does nothing');
  const undone = await owner.post(undo);
  assert.match(undone.html, /Scegli una nuova password/);
  assert.deepEqual(
    await acts.addressesOf(account),
    [['gina@example.it', true]],
    'the box of the thief is gone as well',
  );
  assert.match((await visitor.get(LIST)).location ?? '', /^\/accesso/, 'every session has ended');
  assert.equal((await owner.post(undo)).status, 410, 'once');
  const told = (await portal.mails()).filter(({ subject }) => /annullate/.test(subject)).map(({ to }) => to);
  assert.deepEqual(told.sort(), ['gina@example.it', 'thief@example.it']);
});

test('72 hours later a change stays', async () => {
  const { account, visitor } = await acts.person('Ida');
  await acts.added(visitor, 'ida.nuova@example.it');
  await acts.act(visitor, 'riferimento', account, 'ida.nuova@example.it');
  const undo = linkIn((await portal.mails())[0]);
  portal.wait(72 * 60 - 1);
  assert.equal((await portal.visitor().get(undo)).status, 200);
  portal.wait(1);
  assert.equal((await portal.visitor().get(undo)).status, 410);
  assert.deepEqual(await acts.addressesOf(account), [
    ['ida.nuova@example.it', true],
    ['ida@example.it', false],
  ]);
});

test('taking back an old change takes back all that came after it, removals too', async () => {
  const { account, visitor } = await acts.person('Lea');
  const first = linkIn((await acts.added(visitor, 'lea.due@example.it'))[0]);
  await acts.act(visitor, 'riferimento', account, 'lea.due@example.it');
  await acts.act(visitor, 'rimozione', account, 'lea@example.it');
  await acts.added(visitor, 'lea.tre@example.it');
  const owner = portal.visitor();
  await owner.get(first);
  assert.equal((await owner.post(first)).status, 200);
  assert.deepEqual(await acts.addressesOf(account), [['lea@example.it', true]]);
  const undos = (await portal.mails()).filter(({ text }) => text.includes('/indirizzi/annulla/'));
  for (const mail of undos) assert.equal((await owner.get(linkIn(mail))).status, 410, 'the later links are dead too');
});
