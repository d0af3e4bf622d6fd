import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type EnablementPortal,
  enabled,
  openEnablementPortal,
  type Signed,
  untilWaiting,
} from '../../../test/enablement-portal.ts';

let portal: EnablementPortal;
let clerk: Signed;
before(async () => {
  portal = await openEnablementPortal();
  clerk = await portal.person('Carla', 'MIIC800001');
});
after(() => portal.close());

const FREE = { releaseDocumentKind: 'passport', releaseDocumentNumber: 'ya 1234567', theirs: 'true' };

async function lookedUp({ account }: Signed): Promise<string> {
  await clerk.browser.get('/sportello/stato');
  const sought = { fiscalCode: account.fiscalCode, reason: 'taken', present: 'true' };
  const found = await clerk.browser.post('/sportello/stato', sought);
  assert.equal(found.status, 303, found.html);
  await clerk.browser.get(found.location ?? '');
  return found.location ?? '';
}

async function closedAt({ account }: Signed): Promise<Date | null | undefined> {
  const [row] = await portal.fresh.database.query<{ at: Date | null }>(
    'select closed_at as at from accounts where id = $1',
    [account.id],
  );
  return row?.at;
}

test('whoever finds their fiscal code taken by somebody never identified has it freed, and registers', async () => {
  const squatter = await portal.person('Nora');
  await untilWaiting(portal, squatter);
  const path = await lookedUp(squatter);
  assert.match((await clerk.browser.get(path)).html, /Dice di non avere mai aperto questa utenza/);
  for (const left of ['releaseDocumentKind', 'releaseDocumentNumber', 'theirs'] as const) {
    const refused = await clerk.browser.post(`${path}/liberazione`, { ...FREE, [left]: '' });
    assert.equal(refused.status, 422, left);
    assert.ok(refused.html.includes(`href="#${left}`), left);
  }
  assert.equal(await closedAt(squatter), null);
  await portal.mails();
  assert.equal((await clerk.browser.post(`${path}/liberazione`, FREE)).location, '/sportello/stato');
  assert.deepEqual(await closedAt(squatter), portal.now);
  assert.equal((await squatter.browser.get('/profilo')).status, 303, 'who had it is out');
  const [told, ...others] = await portal.mails();
  assert.deepEqual([told?.to, others.length], [squatter.account.email, 0]);
  assert.match(told?.text ?? '', /non era mai stata identificata/);
  const [event] = await portal.fresh.owner.query<{ actor: string; office: string; document: string }>(
    `select actor, actor_office as office, data ->> 'document' as document from events
     where kind = 'account.fiscal-code-released' and subject_id = $1`,
    [squatter.account.id],
  );
  const office = 'MIIC800001';
  assert.deepEqual(event, { actor: clerk.account.id, office, document: 'Passaporto n. YA1234567' });
  const owner = await portal.person('Nora');
  assert.notEqual(owner.account.id, squatter.account.id, 'the code is free for an account of its owner');
});

test('an account that was identified once is no desk’s to close, whatever became of it', async () => {
  const olga = await portal.person('Olga');
  await enabled(portal, olga, clerk);
  await portal.fresh.database.query("update enablements set state = 'revoked' where account_id = $1", [
    olga.account.id,
  ]);
  const path = await lookedUp(olga);
  assert.doesNotMatch((await clerk.browser.get(path)).html, /mai aperto questa utenza/);
  const forced = await clerk.browser.post(`${path}/liberazione`, FREE);
  assert.equal(forced.status, 422);
  assert.equal(await closedAt(olga), null);
});

test('who came in with a digital identity was vouched for by its provider', async () => {
  const piera = await portal.person('Piera');
  await portal.fresh.database.query(
    `insert into identity_links (provider, subject, account_id, method, level, linked_at, last_used_at)
     values ('https://idp.example', 'PIERA', $1, 'spid', 2, now(), now())`,
    [piera.account.id],
  );
  const path = await lookedUp(piera);
  assert.equal((await clerk.browser.post(`${path}/liberazione`, FREE)).status, 422);
  assert.equal(await closedAt(piera), null);
});

test('a colleague of the desk keeps their account, identified or not', async () => {
  const colleague = await portal.person('Clara', 'MIIC800002');
  const path = await lookedUp(colleague);
  assert.equal((await clerk.browser.post(`${path}/liberazione`, FREE)).status, 422);
  assert.equal(await closedAt(colleague), null);
});

test('the look-up of somebody else frees nothing', async () => {
  const rosa = await portal.person('Rosa');
  const path = await lookedUp(rosa);
  const other = await portal.person('Sara', 'MIIC800002');
  await other.browser.get('/sportello/stato');
  assert.equal((await other.browser.post(`${path}/liberazione`, FREE)).status, 404);
  assert.equal(await closedAt(rosa), null);
});
