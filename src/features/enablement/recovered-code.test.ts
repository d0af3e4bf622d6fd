import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type EnablementPortal, enabled, openEnablementPortal, type Signed } from '../../../test/enablement-portal.ts';
import { addVerifiedAddress } from '../addresses/index.ts';
import { verifyPersonalCode } from './index.ts';
import { mustWait } from './recovered-code.ts';

const RECOVERY = '/profilo/codice-personale/recupero';
const CODE = 'gatto7tetto';
const HOUR = 3_600_000;
let portal: EnablementPortal;
let clerk: Signed;
before(async () => {
  portal = await openEnablementPortal();
  clerk = await portal.person('Carla', 'MIIC800001');
});
after(() => portal.close());

/** Somebody with two addresses who has just recovered the code by mail; and the link that stops it, from each mail. */
async function recovered(name: string): Promise<Signed & { readonly links: readonly string[] }> {
  const signed = await portal.person(name);
  await enabled(portal, signed, clerk);
  const { account } = signed;
  await portal.fresh.database.transaction((tx) =>
    addVerifiedAddress(tx, account.id, 'private', `${name}.2@example.it`.toLowerCase(), portal.now),
  );
  const browser = await portal.signIn(account);
  await browser.get(RECOVERY);
  await browser.post(`${RECOVERY}/invio`);
  const letters = await portal.mails();
  const code = letters.map(({ text }) => /Codice di recupero: ([A-Z0-9-]{9})/.exec(text)?.[1]).find(Boolean);
  const saved = await browser.post(RECOVERY, { recoveryCode: code ?? '', newCode: CODE, newCodeAgain: CODE });
  assert.match((await browser.follow(saved)).html, /Per sicurezza firma da martedì 3 marzo 2026/);
  const told = (await portal.mails()).filter(({ subject }) => subject === 'Hai scelto un nuovo codice personale');
  assert.deepEqual(told.map(({ to }) => to).sort(), [`${name}.2@example.it`.toLowerCase(), account.email].sort());
  const links = told.map(({ text }) => /\/codice-personale\/blocco\/[\w.-]+/.exec(text)?.[0] ?? '');
  return { account, browser, links };
}

const later = (hours: number) => new Date(portal.now.getTime() + hours * HOUR);
const verify = ({ account }: Signed, at: Date, closesAt?: Date) => {
  const term = closesAt && { closesAt, data: { application: 'prova' } };
  const deps = { database: portal.fresh.database, hasher: portal.hasher };
  return verifyPersonalCode(deps, account.id, { code: CODE, attempt: '', term }, at);
};

async function eventsOf({ account }: Signed, kind: string) {
  return portal.fresh.owner.query<{ data: Record<string, string> }>(
    'select data from events where subject_id = $1 and kind = $2',
    [account.id, kind],
  );
}

test('the delay gives way to a term that ends before it, or with it, and to no other', () => {
  const from = new Date('2026-03-03T09:00:00Z');
  const term = (closesAt: string) => ({ closesAt: new Date(closesAt), data: {} });
  assert.equal(mustWait(from, undefined), true);
  assert.equal(mustWait(from, term('2026-03-03T09:00:00.001Z')), true);
  assert.equal(mustWait(from, term('2026-03-03T09:00:00.000Z')), false);
  assert.equal(mustWait(from, term('2026-03-02T22:00:00Z')), false);
});

test('a code recovered by mail signs after 24 hours to the millisecond; before, only what ends sooner, on record', async () => {
  const anna = await recovered('Anna');
  const from = later(24);
  assert.deepEqual(await verify(anna, portal.now), { outcome: 'early', from });
  assert.deepEqual(await verify(anna, new Date(from.getTime() - 1)), { outcome: 'early', from });
  assert.deepEqual(await verify(anna, portal.now, later(48)), { outcome: 'early', from });
  assert.deepEqual(await eventsOf(anna, 'personal_code.signed_early'), []);
  assert.deepEqual(await verify(anna, portal.now, later(2)), { outcome: 'right' });
  const [event] = await eventsOf(anna, 'personal_code.signed_early');
  assert.deepEqual(event?.data, {
    application: 'prova',
    closesAt: later(2).toISOString(),
    signsFrom: from.toISOString(),
  });
  assert.deepEqual(await verify(anna, from), { outcome: 'right' });
  const wrong = await verifyPersonalCode(
    { database: portal.fresh.database, hasher: portal.hasher },
    anna.account.id,
    'TIGLI9999',
    portal.now,
  );
  assert.equal(wrong.outcome, 'wrong', 'whoever does not know the code is not told that it waits');
});

test('changing a recovered code hands the delay on', async () => {
  const bruna = await recovered('Bruna');
  const changed = { oldCode: CODE, newCode: 'ponte8verde', newCodeAgain: 'ponte8verde' };
  await bruna.browser.get('/profilo/codice-personale');
  assert.equal((await bruna.browser.post('/profilo/codice-personale', changed)).location, '/profilo');
  const deps = { database: portal.fresh.database, hasher: portal.hasher };
  const tried = await verifyPersonalCode(deps, bruna.account.id, 'ponte8verde', later(23));
  assert.equal(tried.outcome, 'early');
  assert.equal((await bruna.browser.get(bruna.links[0] ?? '')).status, 200, 'and may be stopped as before');
});

test('the link of either mail stops the code: a button does it, everybody is out, and a mail is no way back', async () => {
  const clelia = await recovered('Clelia');
  const [one = '', two = ''] = clelia.links;
  const stranger = (await portal.person('Dora')).browser;
  assert.match((await stranger.get(one)).html, /Ferma il codice personale/);
  assert.equal((await verify(clelia, later(24))).outcome, 'right', 'opening the link does nothing');
  assert.match((await stranger.post(one)).html, /Il codice personale è fermo/);
  assert.equal((await verify(clelia, later(25))).outcome, 'suspended');
  assert.match((await clelia.browser.get('/profilo')).location ?? '', /^\/accesso/, 'whoever was inside is out');
  const told = (await portal.mails()).filter(({ subject }) => subject === 'Il tuo codice personale è stato fermato');
  assert.equal(told.length, 2);
  assert.equal((await stranger.get(two)).status, 410, 'once');
  assert.equal((await stranger.post(two)).status, 410);

  const browser = await portal.signIn(clelia.account);
  await browser.get(RECOVERY);
  const asked = await browser.post(`${RECOVERY}/invio`);
  assert.match((await browser.follow(asked)).html, /per mail non si recupera più/);
  assert.equal((await portal.mails()).length, 0);
});

test('the link is over after 72 hours, with one letter changed, and when the person has proved more since', async () => {
  const emma = await recovered('Emma');
  const [link = ''] = emma.links;
  const { browser } = await portal.person('Fulvia');
  assert.equal((await browser.get(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`)).status, 410);
  const before = portal.now;
  portal.now = later(72);
  const late = await portal.signIn(emma.account);
  assert.equal((await late.get(link)).status, 410);
  portal.now = before;
  await portal.fresh.database.query('update personal_codes set signs_from = null where account_id = $1', [
    emma.account.id,
  ]);
  assert.equal((await browser.get(link)).status, 410);
});
