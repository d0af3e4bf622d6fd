import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AccountPortal, linkIn, openAccountPortal, withAccount } from '../../../test/account-portal.ts';
import { addressActs, LIST } from '../../../test/address-acts.ts';
import type { Account } from '../accounts/index.ts';
import { fixAddress, verifiedAddressesOf } from './index.ts';

let portal: AccountPortal;
let acts: ReturnType<typeof addressActs>;
let clerk: Account;
before(async () => {
  portal = await openAccountPortal();
  acts = addressActs(portal);
  clerk = await withAccount(portal, 'Carla');
});
after(() => portal.close());

const office = { code: 'AAIC80000A', name: 'IC Prova' };
const fix = (account: Account, address: string) =>
  portal.deps.database.transaction((tx) => {
    const by = { accountId: clerk.id, name: 'Carla Prova', office };
    return fixAddress(tx, { accountId: account.id, clerk: by, address, kind: 'private' }, portal.now);
  });

test('what a clerk writes down counts when its link is used with the fiscal code, and the person sees who it was', async () => {
  const { account, visitor } = await acts.person('Anna');
  await fix(account, 'anna.nuova@example.it');
  const mails = await portal.mails();
  const to = (address: string) => mails.find((mail) => mail.to === address);
  assert.match(to('anna@example.it')?.text ?? '', /Carla Prova, IC Prova/, 'the old address is told at once');
  assert.deepEqual(await acts.addressesOf(account), [['anna@example.it', true]]);
  const anyone = portal.visitor('203.0.113.8');
  const link = linkIn(to('anna.nuova@example.it'));
  assert.match((await anyone.get(link)).html, /sportello di IC Prova/);
  assert.equal((await anyone.post(link)).status, 422, 'the clerk’s word does not stand for the fiscal code');
  assert.equal((await anyone.post(link, { fiscalCode: account.fiscalCode })).status, 200);
  assert.deepEqual(await acts.addressesOf(account), [
    ['anna.nuova@example.it', true],
    ['anna@example.it', false],
  ]);
  const { html } = await visitor.get(LIST);
  assert.match(html, /Registrato a uno sportello anna\.nuova@example\.it/);
  assert.match(html, /Da Carla Prova, IC Prova/);
  const events = await portal.deps.database.query(
    `select actor, actor_office from events where kind = 'address.fixed' and subject_id = $1`,
    [account.id],
  );
  assert.deepEqual(events, [{ actor: clerk.id, actor_office: office.code }]);
});

test('the old address can stop it, before the link is used and after', async () => {
  for (const [name, used] of [
    ['Bea', false],
    ['Cleo', true],
  ] as const) {
    const { account } = await acts.person(name);
    await fix(account, `${name}.nuova@example.it`);
    const mails = await portal.mails();
    const undo = linkIn(mails.find((mail) => mail.to === account.email));
    const link = linkIn(mails.find((mail) => mail.to !== account.email));
    const anyone = portal.visitor();
    await anyone.get(undo);
    if (used) await anyone.post(link, { fiscalCode: account.fiscalCode });
    assert.equal((await anyone.post(undo)).status, 200);
    assert.deepEqual(await acts.addressesOf(account), [[account.email, true]], name);
    assert.equal((await anyone.post(link, { fiscalCode: account.fiscalCode })).status, 410, 'its link is dead');
    await portal.mails();
  }
});

test('nobody fixes their own address at the desk, nor one that is there already', async () => {
  assert.deepEqual(await fix(clerk, 'carla.nuova@example.it'), { kind: 'own' });
  const { account } = await acts.person('Dina');
  assert.deepEqual(await fix(account, 'DINA@example.it'), { kind: 'known' });
  assert.equal((await verifiedAddressesOf(portal.deps.database, account.id)).length, 1);
});
