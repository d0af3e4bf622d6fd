import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import {
  type EnablementPortal,
  enabled,
  GOOD_DATA,
  lookUp,
  OWN_CODE,
  openEnablementPortal,
  type Signed,
} from '../../../test/enablement-portal.ts';
import { verifyPersonalCode } from './index.ts';

const RECOVERY = '/profilo/codice-personale/recupero';
const NEW = { newCode: 'gatto7tetto', newCodeAgain: 'gatto7tetto' };
let portal: EnablementPortal;
let clerk: Signed;
before(async () => {
  portal = await openEnablementPortal();
  clerk = await portal.person('Carla', 'MIIC800001');
});
after(() => portal.close());

async function somebody(name: string): Promise<Signed> {
  const signed = await portal.person(name);
  await enabled(portal, signed, clerk);
  await addDraft(signed.account.id);
  return { ...signed, browser: await portal.signIn(signed.account) };
}

/** An application under way, with something in it. */
async function addDraft(accountId: string): Promise<void> {
  const { owner } = portal.fresh;
  await owner.query(
    `insert into releases (digest, procedure_id, title, content, published_at, published_by)
     values (repeat('a', 64), 'prova', 'Prova', '{"definition": {}}', now(), 'prova') on conflict do nothing`,
  );
  const id = uuidv7();
  await owner.query('insert into applications (id, account_id, procedure_id, created_at) values ($1, $2, $3, now())', [
    id,
    accountId,
    'prova',
  ]);
  await owner.query(
    `insert into drafts (application_id, release_digest, version, answers, updated_at)
     values ($1, repeat('a', 64), 3, '{"target": {"province": "MI"}}', now())`,
    [id],
  );
}

/** Everything the person wrote or filed, row by row. */
async function written(accountId: string): Promise<unknown> {
  return portal.fresh.owner.query(
    `select (select jsonb_agg(to_jsonb(a)) from applications a where a.account_id = $1) applications,
       (select jsonb_agg(to_jsonb(d)) from drafts d join applications a on a.id = d.application_id
         where a.account_id = $1) drafts,
       (select jsonb_agg(to_jsonb(f)) from filings f where f.account_id = $1) filings`,
    [accountId],
  );
}

const outcomeOf = async ({ account }: Signed, code: string) =>
  (await verifyPersonalCode({ database: portal.fresh.database, hasher: portal.hasher }, account.id, code, portal.now))
    .outcome;

async function suspend({ account }: Signed): Promise<void> {
  await portal.fresh.database.query(
    'update personal_codes set failures = 10, suspended_at = $2 where account_id = $1',
    [account.id, portal.now],
  );
}

/** Asks for the recovery code and reads it in the mail. */
async function mailed({ account, browser }: Signed): Promise<string> {
  await browser.get(RECOVERY);
  const sent = await browser.post(`${RECOVERY}/invio`);
  assert.equal(sent.location, RECOVERY);
  const mails = (await portal.mails()).filter(({ subject }) => /codice di recupero/i.test(subject));
  assert.equal(mails.at(-1)?.to, account.email);
  return /Codice di recupero: ([A-Z0-9-]{9})/.exec(mails.at(-1)?.text ?? '')?.[1] ?? '';
}

test('a forgotten code, even a suspended one, gives way to another after the mailed code; what was written stays', async () => {
  const anna = await somebody('Anna');
  const before = await written(anna.account.id);
  await suspend(anna);
  const help = await anna.browser.get('/profilo/codice-personale/dimenticato');
  assert.match(help.html, /Il tuo codice è sospeso/);
  const first = await anna.browser.get(RECOVERY);
  assert.match(first.html, /a…@/);
  assert.equal(first.html.includes(anna.account.email), false, 'an address is not spelled out');
  const code = await mailed(anna);
  assert.match(code, /^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
  const saved = await anna.browser.post(RECOVERY, { recoveryCode: code.toLowerCase().replace('-', ' '), ...NEW });
  assert.match((await anna.browser.follow(saved)).html, /Il nuovo codice personale è salvato/);
  assert.equal(await outcomeOf(anna, 'gatto7tetto'), 'early', 'see recovered-code.test.ts');
  assert.deepEqual(await written(anna.account.id), before);
  assert.ok((await portal.mails()).some(({ subject }) => subject === 'Hai scelto un nuovo codice personale'));
  const kinds = await portal.fresh.database.query<{ kind: string }>(
    "select kind from events where subject_id = $1 and kind like 'personal_code.rec%' order by id",
    [anna.account.id],
  );
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['personal_code.recovery_asked', 'personal_code.recovered'],
  );
  const again = await anna.browser.post(RECOVERY, { recoveryCode: code, ...NEW });
  assert.equal(again.status, 422, 'it opens once');
});

test('the mailed code is good for ten minutes, in the session that asked, and for five wrong tries', async () => {
  const bruna = await somebody('Bruna');
  const code = await mailed(bruna);
  const other = await portal.signIn(bruna.account);
  await other.get(RECOVERY);
  assert.equal((await other.post(RECOVERY, { recoveryCode: code, ...NEW })).status, 422, 'another session');
  const before = portal.now;
  portal.now = new Date(before.getTime() + 10 * 60_000);
  await portal.fresh.database.query('update sessions set authenticated_at = $1 where account_id = $2', [
    portal.now,
    bruna.account.id,
  ]);
  const late = await bruna.browser.post(RECOVERY, { recoveryCode: code, ...NEW });
  assert.match(late.html, /non vale più/);
  const second = await mailed(bruna);
  for (const left of ['ancora 4 tentativi', 'ancora 3 tentativi', 'ancora 2 tentativi', 'ancora un tentativo']) {
    const wrong = await bruna.browser.post(RECOVERY, { recoveryCode: 'BBBB-BBBB', ...NEW });
    assert.match(wrong.html, new RegExp(left));
  }
  assert.match((await bruna.browser.post(RECOVERY, { recoveryCode: 'BBBB-BBBB', ...NEW })).html, /non vale più/);
  assert.equal((await bruna.browser.post(RECOVERY, { recoveryCode: second, ...NEW })).status, 422);
  assert.equal(await outcomeOf(bruna, OWN_CODE), 'right', 'the old code has been good all the while');
});

test('a reload of the page that says the mailed code is wrong costs nothing', async () => {
  const clelia = await somebody('Clelia');
  await mailed(clelia);
  const page = await clelia.browser.get(RECOVERY);
  const attempt = /name="attempt" value="([0-9a-f-]{36})"/.exec(page.html)?.[1] ?? '';
  const wrong = { recoveryCode: 'BBBB-BBBB', attempt, ...NEW };
  await clelia.browser.post(RECOVERY, wrong);
  assert.match((await clelia.browser.post(RECOVERY, wrong)).html, /ancora 4 tentativi/);
});

test('whoever proved themselves more than ten minutes ago is asked again before anything else', async () => {
  const dora = await somebody('Dora');
  portal.wait(11);
  await dora.browser.get('/profilo');
  for (const path of [RECOVERY, '/profilo/codice-personale/rigenerazione']) {
    assert.match((await dora.browser.get(path)).location ?? '', /^\/accesso\/conferma\?dopo=/);
    assert.match((await dora.browser.post(path, NEW)).location ?? '', /^\/accesso\/conferma\?dopo=/);
  }
  assert.deepEqual(await portal.mails(), []);
});

test('two factors, or SPID, need no mail; a mailed code made up is of no use to who has only a password', async () => {
  const emma = await somebody('Emma');
  for (const entry of [
    { method: 'password', level: 2 },
    { method: 'spid', level: 2, provider: 'https://idp.example' },
  ] as const) {
    const browser = await portal.signIn(emma.account, entry);
    assert.doesNotMatch((await browser.get(RECOVERY)).html, /Codice di recupero</);
    const code = `gatto7tetto${entry.method}`;
    const saved = await browser.post(RECOVERY, { newCode: code, newCodeAgain: code });
    assert.equal(saved.location, '/profilo');
    assert.equal(await outcomeOf(emma, code), 'right');
  }
  await emma.browser.get(RECOVERY);
  assert.equal((await emma.browser.post(RECOVERY, NEW)).status, 422);
  assert.equal((await emma.browser.post(RECOVERY, { recoveryCode: 'AAAA-AAAA', ...NEW })).status, 422);
  assert.equal(await outcomeOf(emma, 'gatto7tetto'), 'wrong');
});

test('codes are not mailed without end', async () => {
  const fosca = await somebody('Fosca');
  await mailed(fosca);
  const again = await fosca.browser.post(`${RECOVERY}/invio`);
  assert.match((await fosca.browser.follow(again)).html, /Ti abbiamo già mandato un codice di recupero/);
  assert.deepEqual(await portal.mails(), []);
});

test('regeneration ends the code, waits for a new identification, and leaves what was written', async () => {
  const gina = await somebody('Gina');
  const { browser } = gina;
  const before = await written(gina.account.id);
  assert.equal((await browser.get('/abilitazione/dati')).location, '/area', 'not without saying why');
  await browser.get('/profilo/codice-personale/rigenerazione');
  const summary = await browser.follow(await browser.post('/profilo/codice-personale/rigenerazione'));
  assert.match(summary.html, /Il codice personale di adesso finirà/);
  assert.equal(await outcomeOf(gina, OWN_CODE), 'right', 'nothing has happened yet');
  const made = await browser.post('/abilitazione/riepilogo');
  assert.equal(made.location, '/abilitazione/codice-temporaneo');
  assert.equal(await outcomeOf(gina, OWN_CODE), 'wrong');
  const temporary = /n\. \S+: ([A-Z0-9-]{14})/.exec((await portal.mails()).at(-1)?.text ?? '')?.[1] ?? '';
  await browser.follow(made);
  await browser.post('/abilitazione/codice-temporaneo', { temporaryCode: temporary });
  const path = await lookUp(clerk, gina.account.fiscalCode);
  assert.match((await clerk.browser.get(path)).html, /ha chiesto un nuovo codice personale/);
  await clerk.browser.post(path, { decision: 'confirm', checks: ['person', 'document', 'fiscal-code', 'form'] });
  await browser.get('/abilitazione/codice-personale');
  const chosen = await browser.post('/abilitazione/codice-personale', { temporaryCode: temporary, ...NEW });
  assert.equal(chosen.location, '/area');
  assert.equal(await outcomeOf(gina, 'gatto7tetto'), 'right');
  assert.deepEqual(await written(gina.account.id), before);
});

test('the last act of a regeneration asks for a fresh proof as well', async () => {
  const ida = await somebody('Ida');
  await ida.browser.get('/profilo/codice-personale/rigenerazione');
  await ida.browser.post('/profilo/codice-personale/rigenerazione');
  portal.wait(11);
  await ida.browser.get('/abilitazione/riepilogo');
  const stopped = await ida.browser.post('/abilitazione/riepilogo');
  assert.equal(stopped.location, '/accesso/conferma?dopo=%2Fabilitazione%2Friepilogo');
  assert.equal(await outcomeOf(ida, OWN_CODE), 'right');
});

test('with SPID a regeneration needs no desk', async () => {
  const lea = await somebody('Lea');
  const browser = await portal.signIn(lea.account, { method: 'spid', level: 2 });
  await browser.get('/profilo/codice-personale/rigenerazione');
  await browser.follow(await browser.post('/profilo/codice-personale/rigenerazione'));
  const made = await browser.post('/abilitazione/riepilogo');
  assert.equal(made.location, '/abilitazione/codice-personale');
  const temporary = /n\. \S+: ([A-Z0-9-]{14})/.exec((await portal.mails()).map(({ text }) => text).join('\n'))?.[1];
  await browser.follow(made);
  const chosen = await browser.post('/abilitazione/codice-personale', { temporaryCode: temporary ?? '', ...NEW });
  assert.equal(chosen.location, '/area');
});

test('who comes in with SPID for the first time accepts the adhesion on line; who began with a password may too', async () => {
  const { account } = await portal.person('Mara');
  const browser = await portal.signIn(account, { method: 'cie', level: 3 });
  assert.match((await browser.get('/abilitazione/dati')).html, /non serve andare allo sportello/);
  await browser.follow(await browser.post('/abilitazione/dati', GOOD_DATA));
  assert.match((await browser.get('/abilitazione/riepilogo')).html, /Accetto: manda la richiesta/);
  assert.equal((await browser.post('/abilitazione/riepilogo')).location, '/abilitazione/codice-personale');
  const letter = (await portal.mails()).find(({ subject }) => /codice temporaneo/.test(subject));
  assert.doesNotMatch(letter?.text ?? '', /Porta in una scuola/);
  const nora = await portal.person('Nora');
  await nora.browser.get('/abilitazione/dati');
  await nora.browser.follow(await nora.browser.post('/abilitazione/dati', GOOD_DATA));
  await nora.browser.follow(await nora.browser.post('/abilitazione/riepilogo'));
  const weak = await nora.browser.post('/abilitazione/adesione');
  assert.equal(weak.location, '/abilitazione/codice-temporaneo');
  const strong = await portal.signIn(nora.account, { method: 'spid', level: 2 });
  assert.match((await strong.get('/abilitazione/codice-temporaneo')).html, /Accetto il modulo di adesione/);
  assert.equal((await strong.post('/abilitazione/adesione')).location, '/abilitazione/codice-personale');
});

test('hostile texts open nothing and break nothing', async () => {
  const olga = await somebody('Olga');
  await mailed(olga);
  for (const text of ['', '\u0000', "' or 1=1 --", '🦊'.repeat(50), 'a'.repeat(9_999), '{"$gt":""}', '\u202e']) {
    const reply = await olga.browser.post(RECOVERY, {
      recoveryCode: text,
      newCode: text,
      newCodeAgain: text,
      attempt: text,
    });
    assert.equal(reply.status, 422);
  }
  assert.equal(await outcomeOf(olga, OWN_CODE), 'right');
});
