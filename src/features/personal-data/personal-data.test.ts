import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PASSWORD, PERSONAL_CODE } from '../../../test/cast-people.ts';
import { type CastWorld, openCastWorld } from '../../../test/cast-world.ts';
import { filesIn } from '../../../test/zip-reader.ts';
import { createHasher } from '../../platform/hashing.ts';
import { createVerifiedAccount } from '../accounts/index.ts';
import { logAnswer, logRequest } from '../digital-identity/entry-log-store.ts';
import { brokenPromises } from '../filings/index.ts';
import { closeDue } from './closing-store.ts';
import { heldAbout } from './held-store.ts';
import { NOT_TOLD, PURPOSES, SECRET_COLUMNS } from './holdings.ts';
import { personalDataJobs } from './jobs.ts';

const DAY = 86_400_000;
/** Digests of what is published, or of the person's own documents. */
const HARMLESS = ['release_digest', 'sha256'];

let world: CastWorld;
before(async () => {
  world = await openCastWorld();
});
after(() => world.close());

const holdings = PURPOSES.flatMap((purpose) => purpose.holdings);

/** Columns that name an account: by their name, or because they refer to the accounts. */
async function accountColumns(): Promise<{ table: string; column: string }[]> {
  return world.fresh.owner.query<{ table: string; column: string }>(
    `select c.relname as "table", a.attname as column
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and (a.attname = 'account_id' or exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
         and k.confrelid = 'accounts'::regclass and a.attnum = any (k.conkey)))
     order by 1, 2`,
  );
}

test('every table that names an account is told to its owner, or is listed with a reason', async () => {
  const told = new Set(holdings.flatMap(({ table, by }) => by.map((column) => `${table}.${column}`)));
  const missing = (await accountColumns())
    .map(({ table, column }) => `${table}.${column}`)
    .filter((name) => !told.has(name) && !Object.hasOwn(NOT_TOLD, name));
  assert.deepEqual(missing, [], 'a new table: say in holdings.ts why it is kept, and what becomes of it');
});

test('what is said to go is what the closing takes away, and nothing else', async () => {
  const [row] = await world.fresh.owner.query<{ source: string }>(
    `select prosrc as source from pg_proc where proname = 'close_account'`,
  );
  const deleted = new Set([...(row?.source ?? '').matchAll(/delete from (\w+)/g)].map(([, table = '']) => table));
  const goes = holdings.filter(({ closing }) => closing === 'goes').map(({ table }) => table);
  assert.deepEqual(
    goes.filter((table) => !deleted.has(table)),
    [],
  );
  const stays = holdings.filter(({ closing }) => closing === 'stays').map(({ table }) => table);
  assert.deepEqual(
    stays.filter((table) => deleted.has(table) && table !== 'applications'),
    [],
  );
});

test('no secret and no digest of one is in what is told', async () => {
  const columns = await world.fresh.owner.query<{ name: string; type: string; table: string }>(
    `select table_name as "table", column_name as name, data_type as type from information_schema.columns
     where table_schema = 'public' and table_name = any ($1)`,
    [holdings.map(({ table }) => table)],
  );
  const open = columns
    .filter(({ name, type }) => type === 'bytea' || /hash|digest|secret|sealed/.test(name))
    .filter(({ name }) => !SECRET_COLUMNS.includes(name) && !HARMLESS.includes(name))
    .map(({ table, name }) => `${table}.${name}`);
  assert.deepEqual(open, []);
});

async function makeCopy(): Promise<void> {
  const jobs = personalDataJobs({ database: world.database, now: () => world.now });
  const run = { attempt: 1, maxAttempts: 1, signal: new AbortController().signal };
  await jobs['personal-data.copy']?.({ accountId: world.people.anna.account.id }, run);
}

test('the page says what is held, why, and who looked; the copy holds all of it, with the files', async () => {
  const anna = world.caller('anna');
  const { people, database } = world;
  await world.caller('officerA').get(`/ufficio/istanze/${world.belongings.anna.filing}`);
  await database.trial(async () => {
    await world.caller('officerA').get(`/ufficio/istanze/${world.belongings.anna.filing}`);
    const page = await anna.get('/profilo/dati');
    assert.match(page.body, /Ha letto la domanda 0000001\/2026/);
    assert.match(page.body, /Base giuridica/);
    assert.equal((await anna.post('/profilo/dati')).status, 303);
    assert.match((await anna.get('/profilo/dati')).body, /Copia in preparazione/);
    assert.equal((await anna.get('/profilo/dati/copia')).location, '/profilo/dati', 'not ready');
    await makeCopy();
    assert.match((await anna.get('/profilo/dati')).body, /La copia è pronta/);
    const zip = await database.query<{ zip: Buffer }>('select zip from data_copies');
    const files = filesIn(zip[0]?.zip ?? Buffer.alloc(0));
    const names = [...files.keys()].join('\n');
    assert.match(names, /i-tuoi-dati\.html/);
    assert.match(names, /ricevute\/2026-0000001-/);
    assert.match(names, /allegati\/.*laurea\.pdf/);
    const json = files.get('i-tuoi-dati.json')?.toString() ?? '';
    assert.ok(json.includes(people.anna.account.fiscalCode));
    assert.ok(!json.includes(people.marta.account.fiscalCode), 'nobody else is in it');
    for (const secret of ['password_hash', 'argon2id', 'sealed_key', 'token_digest'])
      assert.ok(!json.includes(secret), secret);
    world.now = new Date(world.now.getTime() + 8 * DAY);
    const late = await database.query('select from data_copies where expires_at > $1', [world.now]);
    assert.deepEqual(late, []);
    world.now = new Date(world.now.getTime() - 8 * DAY);
  });
});

test('closing asks for what was read and the personal code, and can be taken back at every entry', async () => {
  const anna = world.caller('anna');
  const { username } = world.people.anna.account;
  await world.database.trial(async () => {
    const page = await anna.get('/profilo/chiusura');
    assert.match(page.body, /Le domande inoltrate restano valide/);
    assert.match(page.body, /protocollo 0000001\/2026/);
    assert.equal((await anna.post('/profilo/chiusura', { code: PERSONAL_CODE })).status, 422);
    assert.equal((await anna.post('/profilo/chiusura', { understood: 'true', code: 'SBAGLIATO1' })).status, 422);
    assert.equal((await anna.post('/profilo/chiusura', { understood: 'true', code: PERSONAL_CODE })).status, 303);
    assert.match((await anna.get('/profilo/chiusura')).body, /Tieni l’utenza/);
    await world.database.query('delete from passkeys where account_id = $1', [world.people.anna.account.id]);
    const entered = await world.caller().post('/accesso', { username, password: 'tre tigli in fondo al viale' });
    assert.equal(entered.location, '/profilo/chiusura');
    assert.equal(await closeDue(world.database, () => new Date(world.now.getTime() + 13 * DAY)), 0);
    assert.equal((await anna.post('/profilo/chiusura/annullamento')).location, '/profilo');
    assert.equal(await closeDue(world.database, () => new Date(world.now.getTime() + 15 * DAY)), 0, 'taken back');
  });
  const clerk = world.caller('clerkX');
  assert.match((await clerk.get('/profilo/chiusura')).body, /Prima serve togliere l’incarico/);
  assert.match((await clerk.post('/profilo/chiusura', { understood: 'true' })).body, /Prima serve togliere/);
});

test('after fourteen days what is said to go is gone, what the law keeps is there, and the person may register again', async () => {
  const { account } = world.people.anna;
  const { database } = world;
  const later = new Date(world.now.getTime() + 15 * DAY);
  await database.trial(async () => {
    const kept = async () =>
      database.query(
        `select (select count(*) from filings where account_id = $1) as filings, (select count(*) from register_entries) as entries,
           (select count(*) from identity_checks where account_id = $1) as checks, (select count(*) from receipts) as receipts`,
        [account.id],
      );
    const before = await kept();
    await world.caller('anna').post('/profilo/chiusura', { understood: 'true', code: PERSONAL_CODE });
    assert.equal(await closeDue(database, () => later), 1);
    assert.equal(await closeDue(database, () => later), 0, 'once');
    assert.deepEqual(await kept(), before);
    for (const { table, by, closing, whose = `t.${by[0]} = $1` } of holdings) {
      if (closing !== 'goes' || table === 'addresses') continue;
      const left = await database.query(`select from ${table} t where ${whose}`, [account.id]);
      assert.deepEqual(left, [], table);
    }
    const addresses = await database.query<{ stays: boolean }>(
      'select reference_since is not null as stays from addresses where account_id = $1',
      [account.id],
    );
    assert.deepEqual(addresses, [{ stays: true }], 'the reference, because she has filed');
    assert.equal((await world.caller('anna').get('/area')).location, '/accesso?dopo=%2Farea');
    const entered = await world
      .caller()
      .post('/accesso', { username: account.username, password: 'tre tigli in fondo al viale' });
    assert.equal(entered.status, 422);
    assert.equal((await world.caller('officerA').get(`/ufficio/istanze/${world.belongings.anna.filing}`)).status, 200);
    const breaches = (await brokenPromises(world.fresh.database)).filter(
      ({ rule }) => !/job that will make it/.test(rule),
    );
    assert.deepEqual(breaches, []);
    const { id: _id, username: _username, ...person } = account;
    const hasher = createHasher({ memoryKiB: 8, passes: 1 });
    const anew = await createVerifiedAccount({ database, hasher }, person, { password: PASSWORD }, later);
    assert.ok(anew && anew.id !== account.id, 'the fiscal code is free again');
  });
});

test('the closing ends the delegations of both sides and tells the other person; who is in a role is not closed', async () => {
  const { anna, delia, marta } = world.people;
  const { database, now } = world;
  const day = (days: number) => new Date(now.getTime() + days * DAY);
  const offer = (from: typeof anna, to: typeof anna) =>
    database.query<{ id: string }>(
      `insert into delegations (id, delegator_id, fiscal_code, surname, starts_at, ends_at, answer_by, offered_at)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $5, $4) returning id`,
      [from.account.id, to.account.fiscalCode, to.account.surname, now, day(40)],
    );
  const accept = (id: string | undefined, to: typeof anna) =>
    database.query('update delegations set delegate_id = $2, delivered_at = $3, accepted_at = $3 where id = $1', [
      ...[id, to.account.id, now],
    ]);
  const openOnes = () =>
    database.query<{ revoked: boolean }>(
      `select revoked_at is not null as revoked from delegations where $1 in (delegator_id, delegate_id) and ends_at = $2
       order by offered_at`,
      [anna.account.id, day(40)],
    );
  await database.trial(async () => {
    for (const [from, to] of [
      [anna, delia],
      [marta, anna],
    ] as const) {
      const [made] = await offer(from, to);
      await accept(made?.id, to);
      await database.query(
        'update sessions set delegation_id = $2 where account_id = $1 and delegation_id is not null',
        [...[to.account.id, made?.id]],
      );
    }
    await world.caller('anna').post('/profilo/chiusura', { understood: 'true', code: PERSONAL_CODE });
    assert.deepEqual(await openOnes(), [{ revoked: false }, { revoked: false }], 'everything goes on for 14 days');
    assert.notEqual((await world.caller('delia').get('/archivio')).location, '/profilo/deleghe/fine');
    await database.query(`insert into memberships values ($1, 'clerk', 'X', 'Scuola', $2)`, [anna.account.id, now]);
    assert.equal(await closeDue(database, () => day(15)), 0);
    assert.deepEqual(await openOnes(), [{ revoked: false }, { revoked: false }], 'called off as a whole');
    await database.query('delete from memberships where account_id = $1', [anna.account.id]);
    assert.equal(await closeDue(database, () => day(15)), 1);
    assert.deepEqual(await openOnes(), [{ revoked: true }, { revoked: true }]);
    assert.equal((await world.caller('delia').get('/archivio')).location, '/profilo/deleghe/fine');
    const told = await database.query<{ accountId: string }>(
      `select account_id as "accountId" from messages where kind = 'delegation.revoked' and account_id in ($1, $2, $3)`,
      [anna.account.id, delia.account.id, marta.account.id],
    );
    assert.deepEqual(told.map((row) => row.accountId).sort(), [delia.account.id, marta.account.id].sort());
    const past = await database.query('select from delegations where revoked_at >= ends_at');
    assert.deepEqual(past, [], 'what had ended by itself stays as it ended');
  });
});

test('the copy is given only after a fresh proof, which leads back to the page with its button', async () => {
  const anna = world.caller('anna');
  await world.database.trial(async () => {
    await anna.post('/profilo/dati');
    await makeCopy();
    assert.equal((await anna.get('/profilo/dati/copia')).status, 200);
    await world.database.query(`update sessions set authenticated_at = authenticated_at - interval '11 minutes'`);
    assert.equal((await anna.get('/profilo/dati/copia')).location, '/accesso/conferma?dopo=%2Fprofilo%2Fdati');
  });
});

test('the log of entries with SPID and CIE is told to whose they are, unlinked or not, and to nobody else', async () => {
  const { anna, marta } = world.people;
  const { database } = world;
  await database.trial(async () => {
    const link = (provider: string, subject: string, accountId: string) =>
      database.query(
        `insert into identity_links (provider, subject, account_id, method, level, linked_at, last_used_at)
         values ($1, $2, $3, 'spid', 2, now(), now())`,
        [provider, subject, accountId],
      );
    await link('https://idp.example', 'AGID-001', anna.account.id);
    await link('https://idp.example', 'AGID-002', marta.account.id);
    await link('https://other.example', 'AGID-003', anna.account.id);
    await database.query("delete from identity_links where subject = 'AGID-001'");
    for (const [issuer, code] of [
      ['https://idp.example', 'AGID-001'],
      ['https://idp.example', 'AGID-002'],
      ['https://other.example', 'AGID-003'],
      ['https://other.example', 'AGID-001'],
    ] as const) {
      const request = `${issuer} ${code}`;
      const common = { profile: 'spid', requestId: request, requestedAt: world.now, at: world.now } as const;
      await logRequest(database, { ...common, message: '<AuthnRequest/>' });
      const answer = { issuer, spidCode: code, outcome: 'accepted', reason: '', message: '<Response/>' } as const;
      await logAnswer(database, { ...common, ...answer });
    }
    const told = async (accountId: string) => {
      const held = (await heldAbout(database, accountId)).flatMap(({ holdings: all }) => all);
      const rows = held.find(({ table }) => table === 'entry_log')?.rows ?? [];
      return rows.map((row) => `${row['kind']} ${row['request_id']}`).sort();
    };
    assert.deepEqual(await told(anna.account.id), [
      'request https://idp.example AGID-001',
      'request https://other.example AGID-003',
      'response https://idp.example AGID-001',
      'response https://other.example AGID-003',
    ]);
    assert.equal((await told(marta.account.id)).length, 2);
    assert.deepEqual(await told(world.people.bruno.account.id), []);
  });
});
