import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type PortalVisitor, personNamed, signedInAs, withAccount } from '../../../test/account-portal.ts';
import {
  answer,
  askProvider,
  CIE_IDP,
  factsFor,
  followed,
  IDP,
  type IdentityPortal,
  openIdentityPortal,
  providerMetadata,
  SUITE_PERSON,
} from '../../../test/saml/identity-portal.ts';
import { responseXml, sign } from '../../../test/saml/response.ts';
import { searchLog } from './entry-log-store.ts';

let portal: IdentityPortal;
before(async () => {
  portal = await openIdentityPortal({ SPID_LEVEL: '2', CIE_LEVEL: '3' });
});
after(() => portal.close());

type Attributes = Readonly<Record<string, string>>;

/** Goes to the provider and comes back as this person; answers where the portal leads. */
async function enter(
  visitor: PortalVisitor,
  attributes: Attributes,
  query: Readonly<Record<string, string>> = { dopo: '/prova/entrata' },
  profile: 'spid' | 'cie' = 'spid',
) {
  const sent = await askProvider(visitor, query, profile);
  const facts = { ...factsFor(portal, sent, profile === 'spid' ? 2 : 3, profile), attributes };
  return answer(visitor, sign(responseXml(facts), portal.idp), sent.relayState, profile);
}

const person = (fiscalCode: string, spidCode: string, more: Attributes = {}): Attributes => ({
  ...SUITE_PERSON,
  ...{ name: 'Ada', familyName: 'Prova', fiscalNumber: `TINIT-${fiscalCode}`, spidCode },
  ...more,
});

async function accountOf(fiscalCode: string) {
  const [account] = await portal.fresh.database.query<{ id: string; name: string; birth_place: string; email: string }>(
    'select id, name, birth_place, reference_address(id) as email from accounts where fiscal_code = $1',
    [fiscalCode],
  );
  return account;
}

test('the first entry opens an account from what the provider says, the second finds it', async () => {
  const visitor = portal.visitor();
  const inside = await followed(visitor, await enter(visitor, SUITE_PERSON));
  assert.equal(inside.status, 200);
  const account = await accountOf('GDASDV00A01H501J');
  assert.deepEqual(
    [account?.name, account?.birth_place, account?.email],
    ['SpidValidator', 'Roma', 'spid.tech@agid.example'],
  );
  const [session] = await portal.fresh.database.query(
    'select method, level, provider, assertion_id is not null as proven from sessions where account_id = $1',
    [account?.id],
  );
  assert.deepEqual(session, { method: 'spid', level: 2, provider: IDP, proven: true });
  const again = portal.visitor();
  assert.equal((await followed(again, await enter(again, SUITE_PERSON))).status, 200);
  assert.equal((await portal.fresh.database.query('select from identity_links')).length, 1);
});

test('CIE gives four attributes: the rest comes from the fiscal code, and there is no address yet', async () => {
  const visitor = portal.visitor();
  const four = {
    name: 'Bice',
    familyName: 'Prova',
    dateOfBirth: '1985-03-07',
    fiscalNumber: `TINIT-${personNamed('Bice').fiscalCode}`,
  };
  assert.equal((await followed(visitor, await enter(visitor, four, undefined, 'cie'))).status, 200);
  const account = await accountOf(personNamed('Bice').fiscalCode);
  assert.deepEqual([account?.birth_place, account?.email], ['Milano', '']);
});

test('an account of the same fiscal code is joined only by the code mailed to its owner (S-38)', async () => {
  const cora = await withAccount(portal, 'Cora');
  await portal.mails();
  const visitor = portal.visitor();
  const asked = await enter(visitor, person(cora.fiscalCode, 'AGID-cora'));
  assert.equal(asked.status, 200);
  assert.match(asked.html, /C’è già un’utenza con il tuo codice fiscale/);
  assert.equal(visitor.cookies.has('polis-session'), false);
  const [mail] = (await portal.mails()).filter(({ subject }) => /collegare SPID/.test(subject));
  const code = /: ([A-Z0-9]{4}-[A-Z0-9]{4})/.exec(mail?.text ?? '')?.[1] ?? '';
  assert.equal((await visitor.post('/accesso/collega', { code: 'WRONG' })).status, 422);
  const elsewhere = portal.visitor();
  await elsewhere.get('/accesso');
  assert.equal(
    (await elsewhere.post('/accesso/collega', { code })).status,
    422,
    'only in the browser that came with SPID',
  );
  assert.equal((await followed(visitor, await visitor.post('/accesso/collega', { code }))).status, 200);
  assert.ok(
    (await portal.mails()).some(({ subject }) => /SPID collegata/.test(subject)),
    'its owner is told',
  );
  const again = portal.visitor();
  assert.equal((await enter(again, person(cora.fiscalCode, 'AGID-cora'))).status, 303);
});

test('five wrong codes and the identity waits no longer', async () => {
  const dora = await withAccount(portal, 'Dora');
  const visitor = portal.visitor();
  await enter(visitor, person(dora.fiscalCode, 'AGID-dora'));
  for (let tries = 0; tries < 4; tries++) {
    assert.equal((await visitor.post('/accesso/collega', { code: 'WRONG' })).status, 422);
  }
  assert.equal((await visitor.post('/accesso/collega', { code: 'WRONG' })).status, 422);
  const [mail] = (await portal.mails()).filter(({ subject }) => /collegare SPID/.test(subject)).slice(-1);
  const code = /: ([A-Z0-9]{4}-[A-Z0-9]{4})/.exec(mail?.text ?? '')?.[1] ?? '';
  assert.equal((await visitor.post('/accesso/collega', { code })).status, 422);
});

test('an identity whose fiscal code has changed is never merged: the page says what to do', async () => {
  const visitor = portal.visitor();
  await enter(visitor, person('PRVEMM85C47F205K', 'AGID-emma'));
  const changed = portal.visitor();
  const reply = await enter(changed, person('PRVFNN85C47F205A', 'AGID-emma'));
  assert.equal(reply.status, 403);
  assert.match(reply.html, /codice fiscale diverso[\s\S]*scuola o in un ufficio/);
  assert.equal(changed.cookies.has('polis-session'), false);
  assert.equal(await accountOf('PRVFNN85C47F205A'), undefined);
});

test('who is in adds an identity of their own, and not that of another', async () => {
  const gina = await withAccount(portal, 'Gina');
  const visitor = await signedInAs(portal, 'gina.prova');
  const link = { collega: '1', dopo: '/profilo/identita-digitali' };
  const other = await enter(visitor, person('PRVHLG85C47F205B', 'AGID-helga'), link);
  assert.equal(other.status, 403);
  const own = await enter(visitor, person(gina.fiscalCode, 'AGID-gina'), link);
  assert.equal(own.location, '/profilo/identita-digitali');
  const page = await visitor.follow(own);
  assert.match(page.html, /SPID – Gestore di prova/);
});

test('who is in proves it again with the same identity, and nobody else’s will do', async () => {
  const visitor = portal.visitor();
  const irma = person('PRVRMI85C47F205C', 'AGID-irma');
  await enter(visitor, irma);
  portal.wait(11);
  const confirm = { conferma: '1', dopo: '/profilo/identita-digitali' };
  const other = await enter(visitor, SUITE_PERSON, confirm);
  assert.equal(other.status, 403);
  assert.match(other.html, /identità di un’altra persona/);
  assert.equal((await enter(visitor, irma, confirm)).location, '/profilo/identita-digitali');
});

test('who chooses their digital identity alone comes in no other way, until they choose again', async () => {
  const lara = await withAccount(portal, 'Lara');
  const visitor = await signedInAs(portal, 'lara.prova');
  await visitor.get('/profilo/identita-digitali');
  const early = await visitor.post('/profilo/identita-digitali/solo', { solo: 'si' });
  assert.match((await visitor.follow(early)).html, /Prima collega una identità/);
  await enter(visitor, person(lara.fiscalCode, 'AGID-lara'), { collega: '1', dopo: '/profilo/identita-digitali' });
  await visitor.get('/profilo/identita-digitali');
  await visitor.post('/profilo/identita-digitali/solo', { solo: 'si' });
  await assert.rejects(signedInAs(portal, 'lara.prova'), /422/);
  const taken = await visitor.post('/profilo/identita-digitali/togli', { provider: IDP });
  assert.match((await visitor.follow(taken)).html, /unico modo che hai per entrare/);
  await visitor.post('/profilo/identita-digitali/solo', { solo: 'no' });
  await signedInAs(portal, 'lara.prova');
  const gone = await visitor.post('/profilo/identita-digitali/togli', { provider: IDP });
  assert.match((await visitor.follow(gone)).html, /non apre più la tua utenza/);
});

test('request and answer are kept side by side, found by their names, and nobody can change them', async () => {
  const { database, owner } = portal.fresh;
  const visitor = portal.visitor();
  await enter(visitor, person('PRVMRA85C47F205D', 'AGID-mara'));
  const pair = await searchLog(database, { spidCode: 'AGID-mara', limit: 10 });
  assert.deepEqual(pair.map(({ kind, outcome }) => `${kind} ${outcome}`).sort(), ['request sent', 'response accepted']);
  assert.ok(pair.every(({ message }) => message.startsWith('<samlp:')));
  const answerLine = pair.find(({ kind }) => kind === 'response');
  const found = await searchLog(database, { assertionId: answerLine?.assertionId ?? '', limit: 10 });
  assert.equal(found.length, 2);
  await assert.rejects(database.query(`update entry_log set reason = 'x'`), /permission denied/);
  await assert.rejects(database.query('delete from entry_log'), /permission denied/);
  await assert.rejects(owner.query('delete from entry_log'), /24 months/);
});

test('after 24 months the log forgets, and not a day before', async () => {
  const { database } = portal.fresh;
  for (const [id, age] of [
    ['_old', '24 months 1 day'],
    ['_young', '23 months 29 days'],
  ]) {
    await database.query(
      `insert into entry_log (id, profile, kind, at, request_id, request_instant, outcome, reason, message)
       values (gen_random_uuid(), 'spid', 'request', now() - $2::interval, $1, now(), 'sent', '', '<x/>')`,
      [id, age],
    );
  }
  await database.query('select purge_entry_log()');
  const left = await database.query<{ id: string }>(
    `select request_id as id from entry_log where request_id in ('_old', '_young')`,
  );
  assert.deepEqual(left, [{ id: '_young' }]);
});

test('a metadata file that is not believed is named, and what was known of it goes on counting', async () => {
  const file = join(portal.folder, 'identity-providers', 'spid', 'one.xml');
  const second = join(portal.folder, 'identity-providers', 'spid', 'two.xml');
  writeFileSync(file, '<!DOCTYPE x><x/>');
  writeFileSync(second, '<a/>');
  const { spid } = await portal.reload();
  assert.deepEqual(
    spid.refused.map((one) => one.file),
    ['one.xml', 'two.xml'],
  );
  const visitor = portal.visitor();
  assert.equal((await enter(visitor, SUITE_PERSON)).status, 303);
  // Two certificates while a key is replaced: either will do.
  writeFileSync(file, providerMetadata(IDP, 'Gestore <b>nuovo</b>'.replace(/</g, '&lt;'), portal.stranger, portal.idp));
  rmSync(second);
  assert.deepEqual((await portal.reload()).spid, { loaded: [IDP], refused: [] });
  const other = portal.visitor();
  assert.equal((await enter(other, SUITE_PERSON)).status, 303);
  const login = await portal.visitor().get('/accesso');
  assert.match(login.html, /Gestore &lt;b>nuovo&lt;\/b>|Gestore &lt;b&gt;nuovo/);
  assert.doesNotMatch(login.html, /<b>nuovo/);
});

test('who asks for a provider nobody knows is shown those there are', async () => {
  for (const idp of ['https://evil.example', CIE_IDP, '']) {
    const visitor = portal.visitor();
    const reply = await visitor.get(`/spid/login?idp=${encodeURIComponent(idp)}`);
    assert.equal(reply.location, '/accesso/spid');
    assert.match((await visitor.follow(reply)).html, /scegline un altro[\s\S]*Gestore/);
  }
});

test('the list of SPID comes in another order from request to request, and is always whole (Avviso 42)', async () => {
  const name = (index: number) => `https://idp${index}.example/metadata`;
  for (let index = 0; index < 7; index++) {
    const file = join(portal.folder, 'identity-providers', 'spid', `more${index}.xml`);
    writeFileSync(file, providerMetadata(name(index), `Gestore numero ${index}`, portal.idp));
  }
  assert.deepEqual((await portal.reload()).spid.refused, []);
  for (const path of ['/accesso', '/accesso/spid']) {
    const orders: string[][] = [];
    for (let request = 0; request < 8; request++) {
      const { html } = await portal.visitor().get(path);
      orders.push(Array.from(html.matchAll(/\/spid\/login\?idp=([^"&]+)/g), ([, idp = '']) => idp));
    }
    const whole = [IDP, ...[0, 1, 2, 3, 4, 5, 6].map(name)].map(encodeURIComponent).sort();
    for (const order of orders) assert.deepEqual([...order].sort(), whole, path);
    // Eight in a row alike, or the same one first eight times, would be luck of one in two million.
    assert.ok(new Set(orders.map((order) => order.join())).size > 1, `${path}: always the same order`);
    assert.ok(new Set(orders.map(([first]) => first)).size > 1, `${path}: always the same one first`);
  }
});
