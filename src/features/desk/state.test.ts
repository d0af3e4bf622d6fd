import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type EnablementPortal,
  enabled,
  OWN_CODE,
  openEnablementPortal,
  type Signed,
  untilWaiting,
} from '../../../test/enablement-portal.ts';
import type { Membership } from '../../platform/http/index.ts';
import { enablementOf, LOOKUPS_A_DAY, verifyPersonalCode } from '../enablement/index.ts';

let portal: EnablementPortal;
let carla: Signed;
let clara: Signed;
before(async () => {
  portal = await openEnablementPortal();
  carla = await portal.person('Carla', 'MIIC800001');
  clara = await portal.person('Clara', 'MIIC800002');
});
after(() => portal.close());

async function somebody(name: string): Promise<Signed> {
  const signed = await portal.person(name);
  await enabled(portal, signed, carla);
  return signed;
}

const sought = ({ account }: Signed, change: Record<string, string> = {}) => ({
  fiscalCode: account.fiscalCode,
  reason: 'step',
  present: 'true',
  ...change,
});

async function open(clerk: Signed, person: Signed): Promise<string> {
  await clerk.browser.get('/sportello/stato');
  const found = await clerk.browser.post('/sportello/stato', sought(person));
  assert.equal(found.status, 303);
  await clerk.browser.get(found.location ?? '');
  return found.location ?? '';
}

const REVOKE = { reason: 'asked', documentKind: 'passport', documentNumber: 'ya 1234567' };

test('the clerk sees where the person stands and what to do, and nothing they have declared', async () => {
  const anna = await portal.person('Anna');
  await untilWaiting(portal, anna);
  const shown = (await carla.browser.get(await open(carla, anna))).html;
  assert.match(shown, /Aspetta l’identificazione/);
  assert.match(shown, /Prova Anna/);
  assert.match(shown, /a…@/);
  for (const secret of [anna.account.email, anna.account.fiscalCode, 'Via Garibaldi', 'CA70413KX', '3388462957']) {
    assert.equal(shown.includes(secret), false, secret);
  }
  const profile = (await anna.browser.get('/profilo')).html;
  assert.match(profile, /Carla Prova, IC MIIC800001/);
  assert.match(profile, /Non sa a che punto è la sua abilitazione/);
});

test('a suspended code, a temporary one that has expired and a returning mailbox are said', async () => {
  const bruna = await somebody('Bruna');
  const { database } = portal.fresh;
  await database.query('update personal_codes set failures = 10, suspended_at = $2 where account_id = $1', [
    bruna.account.id,
    portal.now,
  ]);
  assert.match((await carla.browser.get(await open(carla, bruna))).html, /Il codice è sospeso/);
  const cloe = await portal.person('Cloe');
  await untilWaiting(portal, cloe);
  await database.query('update personal_codes set expires_at = $2 where account_id = $1', [
    cloe.account.id,
    portal.now,
  ]);
  assert.match((await carla.browser.get(await open(carla, cloe))).html, /Il codice temporaneo è scaduto/);
});

test('nobody is looked up without a reason and without standing there', async () => {
  const cora = await somebody('Cora');
  await carla.browser.get('/sportello/stato');
  for (const [change, words] of [
    [{ present: '' }, /solo di chi è davanti a te/],
    [{ reason: '' }, /Scegli il motivo/],
    [{ reason: 'decision' }, /Scegli il motivo/],
    [{ reason: 'other' }, /Spiega il motivo/],
    [{ fiscalCode: '' }, /Scrivi il codice fiscale/],
    [{ fiscalCode: 'RSSMRA85T10A562T' }, /ultima lettera/],
  ] as const) {
    const reply = await carla.browser.post('/sportello/stato', sought(cora, change));
    assert.equal(reply.status, 422);
    assert.match(reply.html, words);
  }
  const own = await carla.browser.post('/sportello/stato', sought(carla));
  assert.match(own.html, /nessuno può identificare sé stesso/);
  const [row] = await portal.fresh.database.query<{ count: number }>(
    'select count(*) as count from state_lookups where account_id = any($1)',
    [[cora.account.id, carla.account.id]],
  );
  assert.equal(row?.count, 0);
});

test('what one clerk opened another cannot, of the same school or not, nor after half an hour', async () => {
  const dora = await somebody('Dora');
  const carlotta = await portal.person('Ottavia', 'MIIC800001');
  const path = await open(carla, dora);
  const absent = '/sportello/stato/019715a0-0000-7000-8000-000000000000';
  const nothing = (await clara.browser.get(absent)).html;
  for (const { browser } of [clara, carlotta, dora]) {
    assert.deepEqual([(await browser.get(path)).status, (await browser.get(path)).html], [404, nothing]);
    await browser.get('/profilo');
    assert.equal((await browser.post(`${path}/revoca`, REVOKE)).status, 404);
  }
  portal.wait(30);
  carla = { ...carla, browser: await portal.signIn(carla.account) };
  clara = { ...clara, browser: await portal.signIn(clara.account) };
  assert.equal((await carla.browser.get(path)).status, 404);
  assert.equal((await carla.browser.post(`${path}/revoca`, REVOKE)).status, 404);
  assert.equal((await enablementOf(portal.fresh.database, dora.account.id))?.state, 'active');
});

test('a clerk revokes for who stands there, with the document in hand', async () => {
  const emma = await somebody('Emma');
  const path = await open(carla, emma);
  for (const [change, words] of [
    [{ documentNumber: '' }, /Copia il numero/],
    [{ documentKind: 'x' }, /Scegli il documento/],
    [{ reason: 'misuse' }, /Scegli il motivo/],
    [{ note: 'x'.repeat(501) }, /troppo lunga/],
  ] as const) {
    const reply = await carla.browser.post(`${path}/revoca`, { ...REVOKE, ...change });
    assert.equal(reply.status, 422);
    assert.match(reply.html, words);
  }
  assert.equal((await carla.browser.post(`${path}/revoca`, REVOKE)).location, '/sportello/stato');
  const code = await verifyPersonalCode(
    { database: portal.fresh.database, hasher: portal.hasher },
    emma.account.id,
    OWN_CODE,
    portal.now,
  );
  assert.equal(code.outcome, 'wrong');
  const [row] = await portal.fresh.database.query('select role, document, act from revocations where account_id = $1', [
    emma.account.id,
  ]);
  assert.deepEqual(row, { role: 'clerk', document: 'Passaporto n. YA1234567', act: '' });
  assert.equal((await carla.browser.post(`${path}/revoca`, REVOKE)).location, path, 'a second time there is nothing');
  assert.match((await emma.browser.get('/profilo')).html, /La persona lo chiede ed è presente/);
});

test('over the limit of a day nothing is looked up and the school is written to, once', async () => {
  const fosca = await somebody('Fosca');
  const busy = await portal.person('Gaia', 'MIIC800001');
  await busy.browser.get('/sportello/stato');
  await portal.fresh.database.query(
    `insert into state_lookups (id, seeker_id, seeker_name, role, office_code, office_name, reason, looked_up_at)
     select gen_random_uuid(), $1, 'Gaia', 'clerk', 'MIIC800001', 'IC Volta', 'step', $2 from generate_series(1, $3)`,
    [busy.account.id, portal.now, LOOKUPS_A_DAY - 1],
  );
  await portal.mails();
  assert.equal((await busy.browser.post('/sportello/stato', sought(fosca))).status, 303);
  for (const _time of [1, 2]) {
    const refused = await busy.browser.post('/sportello/stato', sought(fosca));
    assert.match(refused.html, /la scuola ha ricevuto un avviso/);
  }
  const notes = (await portal.mails()).filter(({ to }) => to === 'miic800001@istruzione.example');
  assert.equal(new Set(notes.map(({ key }) => key)).size, 1);
  assert.match(notes[0]?.text ?? '', /Gaia Prova, che lavora per IC MIIC800001/);
  portal.wait(24 * 60);
  const tomorrow = await portal.signIn(busy.account);
  await tomorrow.get('/sportello/stato');
  assert.equal((await tomorrow.post('/sportello/stato', sought(fosca))).status, 303);
  carla = { ...carla, browser: await portal.signIn(carla.account) };
});

test('who does not exist is said so and counts as a look-up', async () => {
  await carla.browser.get('/sportello/stato');
  const reply = await carla.browser.post('/sportello/stato', {
    fiscalCode: 'RSSMRA85T10A562S',
    reason: 'step',
    present: 'true',
  });
  assert.match(reply.html, /Non c’è nessuna utenza/);
  const [row] = await portal.fresh.database.query<{ count: number }>(
    'select count(*) as count from state_lookups where account_id is null and seeker_id = $1',
    [carla.account.id],
  );
  assert.equal(row?.count, 1);
});

async function officer(name: string, province: string): Promise<Signed> {
  const { owner } = portal.fresh;
  await owner.query(
    `insert into provinces (code, name, display_name, region, code_prefix, autonomous, imported_in)
     values ($1, $1, $1, 'Lombardia', $1, false, 1) on conflict do nothing`,
    [province],
  );
  await owner.query(
    `insert into offices (code, kind, name, province, register_code, imported_in)
     values ('USP-' || $1, 'province', 'Ufficio di ' || $1, $1, 'USP' || $1, 1) on conflict do nothing`,
    [province],
  );
  const membership: Membership = { role: 'officer', body: `USP-${province}`, bodyName: `Ufficio di ${province}` };
  const signed = await portal.person(name);
  await owner.query(
    'insert into memberships (account_id, role, body_code, body_name, since) values ($1, $2, $3, $4, now())',
    [signed.account.id, membership.role, membership.body, membership.bodyName],
  );
  return { ...signed, browser: await portal.signIn(signed.account) };
}

test('an officer decides only over people of the province, by an act, and the person reads it', async () => {
  const ida = await somebody('Ida');
  const milan = await officer('Dario', 'MI');
  const naples = await officer('Nadia', 'NA');
  const search = { fiscalCode: ida.account.fiscalCode };
  await naples.browser.get('/ufficio/revoche');
  const foreign = await naples.browser.post('/ufficio/revoche', search);
  const nobody = await naples.browser.post('/ufficio/revoche', { fiscalCode: 'RSSMRA85T10A562S' });
  assert.equal(foreign.status, 422);
  const bare = (html: string) =>
    html.replaceAll(/(RSSMRA85T10A562S|name="(csrf|attempt)" value="[^"]*")/g, '').replaceAll(search.fiscalCode, '');
  assert.equal(bare(foreign.html), bare(nobody.html), 'another province’s people do not exist');
  await milan.browser.get('/ufficio/revoche');
  const path = (await milan.browser.post('/ufficio/revoche', search)).location ?? '';
  assert.match(path, /^\/ufficio\/revoche\/[0-9a-f-]{36}$/);
  assert.equal((await naples.browser.get(path)).status, 404);
  assert.match((await milan.browser.get(path)).html, /Prova Ida/);
  const bad = await milan.browser.post(path, { reason: 'misuse', act: '' });
  assert.match(bad.html, /numero e la data dell’atto/);
  assert.equal((await milan.browser.post(path, { reason: 'asked', act: 'prot. 7' })).status, 422);
  const done = await milan.browser.post(path, { reason: 'misuse', act: 'prot. 7 del 2 marzo 2026', note: '' });
  assert.equal(done.location, '/ufficio/revoche');
  assert.match((await ida.browser.get('/profilo')).html, /Atto: prot\. 7 del 2 marzo 2026/);
});

test('a clerk writes down the address of who stands there: it waits for its mail, and those from before are told', async () => {
  const mara = await somebody('Mara');
  const path = await open(carla, mara);
  const wrong = await carla.browser.post(`${path}/indirizzo`, { email: 'nuova@posta.example', emailAgain: 'x' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.html, /value="nuova@posta.example"/);
  const both = { email: 'nuova@posta.example', emailAgain: 'nuova@posta.example' };
  const done = await carla.browser.post(`${path}/indirizzo`, both);
  assert.equal(done.location, path);
  assert.match((await carla.browser.follow(done)).html, /apre la mail che le abbiamo mandato/);
  const [change] = await portal.fresh.database.query<{ verified: Date | null }>(
    "select verified_at as verified from addresses where account_id = $1 and address = 'nuova@posta.example'",
    [mara.account.id],
  );
  assert.deepEqual(change, { verified: null }, 'nothing is mailed there before the person has confirmed it');
});

test('a clerk of two schools says for which one they work, and opens there only what was looked up there', async () => {
  const two = await portal.person('Nives', 'MIIC800001');
  await portal.fresh.owner.query(
    `insert into memberships (account_id, role, body_code, body_name, since)
     values ($1, 'clerk', 'MIIC800002', 'IC MIIC800002', now())`,
    [two.account.id],
  );
  const ornella = await somebody('Ornella');
  assert.equal((await two.browser.get('/sportello')).location, '/lavoro');
  const { database } = portal.fresh;
  const chosen = (body: string) =>
    database.query('update sessions set working_for = $2 where account_id = $1', [two.account.id, body]);
  await chosen('MIIC800002');
  assert.match((await two.browser.get('/sportello')).html, /Lavori per IC MIIC800002/);
  const path = await open(two, ornella);
  assert.equal((await two.browser.get(path)).status, 200);
  await chosen('MIIC800001');
  assert.equal((await two.browser.get(path)).status, 404);
  await chosen('MIIC809999');
  assert.equal((await two.browser.get('/sportello')).location, '/lavoro', 'a school that is not theirs is none');
});

test('hostile texts in any field make no fault of ours', async () => {
  const lia = await somebody('Lia');
  const path = await open(carla, lia);
  for (const text of [
    '',
    '\u0000',
    "' or 1=1 --",
    '🦊'.repeat(50),
    'a'.repeat(9_999),
    '<script>x</script>',
    '\u202e',
  ]) {
    const all = { fiscalCode: text, reason: text, note: text, present: text };
    assert.ok((await carla.browser.post('/sportello/stato', all)).status < 500);
    const reply = await carla.browser.post(`${path}/revoca`, {
      reason: text,
      documentKind: text,
      documentNumber: text,
      note: text,
    });
    assert.equal(reply.status, 422);
    assert.equal(reply.html.includes('<script>x'), false);
  }
});
