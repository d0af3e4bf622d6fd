import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TOTP } from 'otpauth';
import {
  type AccountPortal,
  openAccountPortal,
  type PortalVisitor,
  signedInAs,
  withAccount,
} from '../../../test/account-portal.ts';
import { addMembership, removeMembership } from '../accounts/membership-store.ts';
import { purgeChallenges } from './challenge-store.ts';
import { resetSecondFactorCommand } from './commands.ts';

const STEP = '/accesso/secondo-fattore';
const OWN = '/profilo/secondo-fattore';
const SECRET = 'KVKFKRCPNZQUYMLXOVYDSQKJKZDTSRLD';

let portal: AccountPortal;
before(async () => {
  portal = await openAccountPortal();
});
after(() => portal.close());

const inside = async (visitor: PortalVisitor) => (await visitor.get('/prova/entrata')).status === 200;
const code = (secret = SECRET) => new TOTP({ secret }).generate({ timestamp: portal.now.getTime() });
const clerk = { role: 'clerk', body: 'RMIC800001', bodyName: 'IC Prova' } as const;
const field = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
const keyOn = (html: string) => (/<code>([A-Z2-7 ]+)<\/code>/.exec(html)?.[1] ?? '').replaceAll(' ', '');

async function reset(command: string): Promise<{ exit: number; said: string }> {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const deps = { database: portal.fresh.database, by: 'elena', now: () => portal.now, out: say, err: say };
  return {
    exit: await resetSecondFactorCommand(command === '' ? [] : command.split(' '), deps),
    said: lines.join('\n'),
  };
}

test('a clerk enrols a second factor, and each code opens once', async () => {
  const account = await withAccount(portal, 'Gemma', { membership: clerk });
  const visitor = await signedInAs(portal, 'gemma.prova');
  assert.equal((await visitor.get('/sportello')).location, '/accesso/secondo-fattore');
  const enrolment = await visitor.get('/accesso/secondo-fattore');
  assert.match(enrolment.html, /src="data:image\/svg\+xml;base64,/);
  assert.match(enrolment.html, /autocomplete="one-time-code"/);
  const [secret, key] = [keyOn(enrolment.html), field(enrolment.html, 'key')];
  assert.equal(secret.length, 32);
  const before = visitor.cookies.get('polis-session');
  for (const wrong of ['', '12345', 'abcdef', '123 4567']) {
    assert.equal((await visitor.post('/accesso/secondo-fattore', { code: wrong, key })).status, 422, wrong);
  }
  assert.equal((await visitor.get('/sportello')).status, 303);
  const used = code(secret);
  const proven = await visitor.post('/accesso/secondo-fattore', { code: `${used.slice(0, 3)} ${used.slice(3)}`, key });
  assert.equal(proven.location, '/sportello');
  assert.notEqual(visitor.cookies.get('polis-session'), before, 'a new token after the proof');
  assert.equal((await visitor.get('/sportello')).status, 200);

  const second = await signedInAs(portal, 'gemma.prova');
  const asked = await second.get('/accesso/secondo-fattore');
  assert.ok(!asked.html.includes('data:image'), 'the key is shown only while it is not yet in use');
  assert.equal((await second.post('/accesso/secondo-fattore', { code: used })).status, 422, 'used once');
  portal.wait(1);
  const stale = code(secret);
  portal.wait(1.1);
  assert.equal((await second.post('/accesso/secondo-fattore', { code: stale })).status, 422, 'too old');
  const early = code(secret);
  portal.wait(0.4);
  assert.equal((await second.post('/accesso/secondo-fattore', { code: early })).status, 303, 'one step late is good');

  await portal.fresh.database.transaction((tx) => removeMembership(tx, account.id, 'clerk', clerk.body));
  assert.equal((await second.get('/sportello')).status, 404, 'a role taken away ends at once');
  assert.equal((await reset(`--fiscal-code ${account.fiscalCode} --reason perso`)).exit, 0);
  assert.equal(await inside(second), false);
});

test('who chose the code at will gives it at every login, and gets recovery codes once', async () => {
  const account = await withAccount(portal, 'Marta');
  const visitor = await signedInAs(portal, 'marta.prova');
  const other = await signedInAs(portal, 'marta.prova');
  assert.match((await visitor.get(OWN)).html, /Non è attiva/);
  const page = await visitor.get(`${OWN}/applicazione`);
  const [secret, key] = [keyOn(page.html), field(page.html, 'key')];
  assert.equal((await visitor.post(`${OWN}/applicazione`, { code: '000000', key })).status, 422);
  assert.match((await visitor.post(`${OWN}/applicazione`, { code: code(secret), key: 'x' })).html, /non vale più/);
  assert.match((await other.get(`${OWN}/applicazione`)).html, /name="key"/);
  assert.equal(
    (await other.post(`${OWN}/applicazione`, { code: code(secret), key })).status,
    422,
    'of another session',
  );
  await visitor.get(`${OWN}/applicazione`);
  assert.equal((await visitor.post(`${OWN}/applicazione`, { code: code(secret), key })).location, `${OWN}/codici`);
  assert.equal(await inside(other), false);
  assert.ok(
    (await portal.mails()).some(
      ({ to, subject }) => to === account.email && /codice di sicurezza è attivo/.test(subject),
    ),
  );
  const again = await signedInAs(portal, 'marta.prova');
  assert.equal((await again.get('/prova/entrata')).location, STEP);
});

async function withCodes(name: string) {
  const account = await withAccount(portal, name, { totpSecret: SECRET });
  const visitor = await signedInAs(portal, account.username);
  await visitor.get(STEP);
  portal.wait(1);
  assert.equal((await visitor.post(STEP, { code: code() })).status, 303);
  await visitor.get(`${OWN}/codici`);
  const sheet = await visitor.post(`${OWN}/codici`);
  const codes = [...sheet.html.matchAll(/<code>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){2})<\/code>/g)].map(([, one = '']) => one);
  assert.equal(codes.length, 10);
  return { account, visitor, sheet, codes };
}

test('recovery codes are shown once, saved as a file, kept as digests, and each opens one door', async () => {
  const { account, visitor, sheet, codes } = await withCodes('Nives');
  const saved = await visitor.post(`${OWN}/codici/file`, { sheet: field(sheet.html, 'sheet') });
  assert.match(String(saved.headers['content-disposition']), /codici-di-recupero\.txt/);
  assert.deepEqual(
    codes.filter((one) => !saved.html.includes(one)),
    [],
  );
  const rows = await portal.fresh.database.query<{ digest: string }>('select digest from recovery_codes');
  assert.ok(rows.every(({ digest }) => codes.every((one) => !digest.includes(one.replaceAll('-', '')))));
  portal.wait(11);
  assert.equal((await visitor.post(`${OWN}/codici/file`, { sheet: field(sheet.html, 'sheet') })).status, 303, 'late');

  const lost = await signedInAs(portal, account.username);
  assert.match((await lost.get(`${STEP}/recupero`)).html, /Codice di recupero/);
  assert.equal((await lost.post(`${STEP}/recupero`, { recovery: 'XXXX-XXXX-XXXX' })).status, 422);
  await portal.mails();
  const typed = (codes[3] ?? '').toLowerCase().replaceAll('-', ' ');
  assert.equal((await lost.post(`${STEP}/recupero`, { recovery: typed })).location, OWN);
  assert.ok(await inside(lost));
  assert.match((await portal.mails()).map(({ text }) => text).join(), /Te ne restano 9/);
  const twice = await signedInAs(portal, account.username);
  await twice.get(`${STEP}/recupero`);
  assert.equal((await twice.post(`${STEP}/recupero`, { recovery: codes[3] ?? '' })).status, 422, 'used');
});

test('recovery codes are of one person, and new ones take the place of the old', async () => {
  const { codes } = await withCodes('Oria');
  const { account, visitor, codes: old } = await withCodes('Pia');
  await visitor.post(`${OWN}/codici`);
  const lost = await signedInAs(portal, account.username);
  await lost.get(`${STEP}/recupero`);
  for (const wrong of [codes[0], old[0]]) {
    assert.equal((await lost.post(`${STEP}/recupero`, { recovery: wrong ?? '' })).status, 422);
  }
});

test('who works in an office has no way round: no recovery codes, only a reset with a reason, which is told', async () => {
  const { account, codes } = await withCodes('Rosa');
  await portal.fresh.database.transaction((tx) => addMembership(tx, account.id, clerk, portal.now));
  const lost = await signedInAs(portal, account.username);
  assert.match((await lost.get(`${STEP}/recupero`)).html, /non usa codici di recupero/);
  assert.equal((await lost.post(`${STEP}/recupero`, { recovery: codes[0] ?? '' })).status, 200);
  assert.equal(await inside(lost), false);
  const refused: readonly [command: string, exit: number][] = [
    ['', 2],
    [`--fiscal-code ${account.fiscalCode}`, 2],
    ['--fiscal-code XXX --reason perso', 1],
    ['--unknown', 2],
  ];
  for (const [command, exit] of refused) assert.equal((await reset(command)).exit, exit, command);
  await portal.mails();
  assert.equal((await reset(`--fiscal-code ${account.fiscalCode.toLowerCase()} --reason perso`)).exit, 0);
  assert.deepEqual(
    (await portal.mails()).map(({ subject }) => subject),
    ['La tua verifica in due passaggi è stata azzerata'],
  );
  const [event] = await portal.fresh.database.query(
    `select data from events where kind = 'second-factor.reset' and subject_id = $1`,
    [account.id],
  );
  assert.deepEqual(event, { data: { operator: 'elena', reason: 'perso' } });
  assert.match(String((await lost.get('/prova/entrata')).location), /^\/accesso\?/);
  const anew = await signedInAs(portal, account.username);
  assert.match((await anew.get(STEP)).html, /Attiva il codice di sicurezza/);
});

test('who tries codes with the right password is slowed down, and the owner is told once', async () => {
  const account = await withAccount(portal, 'Sara', { totpSecret: SECRET });
  const thief = await signedInAs(portal, account.username);
  await thief.get(STEP);
  await portal.mails();
  for (let tries = 0; tries < 4; tries++) await thief.post(STEP, { code: '000000' });
  await thief.post(`${STEP}/recupero`, { recovery: 'XXXX-XXXX-XXXX' });
  assert.equal((await thief.post(STEP, { code: '000000' })).status, 429);
  assert.equal(
    (await thief.post(`${STEP}/recupero`, { recovery: 'XXXX-XXXX-XXXX' })).status,
    429,
    'one count for both',
  );
  assert.equal((await thief.post(STEP, { code: '000000' })).status, 429);
  assert.deepEqual(
    (await portal.mails()).map(({ subject }) => subject),
    ['Qualcuno ha sbagliato più volte il tuo codice di sicurezza'],
  );
});

test('the code of the app is taken away after a fresh proof, and what hangs on it goes too', async () => {
  const { account, visitor } = await withCodes('Tina');
  await visitor.get(`${OWN}/applicazione/rimozione`);
  assert.equal((await visitor.post(`${OWN}/applicazione/rimozione`)).location, OWN);
  const left = await portal.fresh.database.query('select from recovery_codes where account_id = $1', [account.id]);
  assert.deepEqual(left, []);
  assert.ok(await inside(await signedInAs(portal, account.username)));
});

test('challenges nobody signed are purged', async () => {
  const visitor = portal.visitor();
  await visitor.get('/accesso/passkey');
  await visitor.post('/accesso/passkey/sfida', {}, { accept: 'application/json' });
  const { database } = portal.fresh;
  await purgeChallenges(database, portal.now);
  assert.equal((await database.query('select from passkey_challenges')).length, 1);
  await purgeChallenges(database, new Date(portal.now.getTime() + 600_000));
  assert.deepEqual(await database.query('select from passkey_challenges'), []);
});
