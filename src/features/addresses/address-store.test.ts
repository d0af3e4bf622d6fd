import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AccountPortal, openAccountPortal, withAccount } from '../../../test/account-portal.ts';
import { accountById, mailAddressOf } from '../accounts/index.ts';
import { addVerifiedAddress, verifiedAddressesOf } from './index.ts';

let portal: AccountPortal;
before(async () => {
  portal = await openAccountPortal();
});
after(() => portal.close());

test('the address of the registration is the reference, and one added later does not take its place', async () => {
  const { database } = portal.deps;
  const anna = await withAccount(portal, 'Anna');
  const school = 'anna.prova@scuola.istruzione.it';
  await database.transaction((tx) => addVerifiedAddress(tx, anna.id, 'private', school, portal.now));
  const found = await verifiedAddressesOf(database, anna.id);
  assert.deepEqual(
    found.map(({ kind, address, reference }) => [kind, address, reference]),
    [
      ['private', 'anna@example.it', true],
      ['institutional', school, false],
    ],
  );
  assert.equal((await accountById(database, anna.id))?.email, 'anna@example.it');
  assert.deepEqual(await mailAddressOf(database, anna.id), { email: 'anna@example.it', name: 'Anna' });
});

test('the same address in other letters is the same address', async () => {
  const { database } = portal.deps;
  const bea = await withAccount(portal, 'Bea');
  await database.transaction((tx) => addVerifiedAddress(tx, bea.id, 'private', 'BEA@example.it', portal.now));
  assert.equal((await verifiedAddressesOf(database, bea.id)).length, 1);
});

test('a family may share one box', async () => {
  const { database } = portal.deps;
  const [carla, dina] = [await withAccount(portal, 'Carla'), await withAccount(portal, 'Dina')];
  await database.transaction((tx) => addVerifiedAddress(tx, dina.id, 'private', carla.email, portal.now));
  assert.equal((await verifiedAddressesOf(database, dina.id)).length, 2);
});

test('two at the same moment leave one reference', async () => {
  const { database } = portal.deps;
  const emma = await withAccount(portal, 'Emma');
  await portal.fresh.owner.query('delete from addresses where account_id = $1', [emma.id]);
  assert.equal((await accountById(database, emma.id))?.email, '', 'nobody is obliged to have one');
  const add = (address: string) =>
    database.transaction((tx) => addVerifiedAddress(tx, emma.id, 'private', address, portal.now));
  await Promise.all(['one@example.it', 'two@example.it', 'three@example.it'].map(add));
  const found = await verifiedAddressesOf(database, emma.id);
  assert.deepEqual([found.length, found.filter(({ reference }) => reference).length], [3, 1]);
});

test('an address whose mail comes back says so, until its owner proves it again', async () => {
  const { database } = portal.deps;
  const fede = await withAccount(portal, 'Fede');
  const returned = new Date(portal.now.getTime() + 60_000);
  await database.query(
    `insert into outgoing_mails (key, recipient, subject, state, settled_at, bounced_at, bounce_status)
     values ('fede', 'FEDE@example.it', 'Prova', 'returned', $1, $1, '5.1.1')`,
    [returned],
  );
  const bouncing = async () => (await verifiedAddressesOf(database, fede.id)).map((each) => each.bouncing);
  assert.deepEqual(await bouncing(), [true]);
  const later = new Date(returned.getTime() + 60_000);
  await database.transaction((tx) => addVerifiedAddress(tx, fede.id, 'private', fede.email, later));
  assert.deepEqual(await bouncing(), [false]);
});
