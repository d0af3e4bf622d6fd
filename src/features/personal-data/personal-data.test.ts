import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PASSWORD, PERSONAL_CODE } from '../../../test/cast-people.ts';
import { type CastWorld, openCastWorld } from '../../../test/cast-world.ts';
import { filesIn } from '../../../test/zip-reader.ts';
import { createHasher } from '../../platform/hashing.ts';
import { createVerifiedAccount } from '../accounts/index.ts';
import { brokenPromises } from '../filings/index.ts';
import { closeDue } from './closing-store.ts';
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
    assert.equal(await closeDue(world.database, new Date(world.now.getTime() + 13 * DAY)), 0);
    assert.equal((await anna.post('/profilo/chiusura/annullamento')).location, '/profilo');
    assert.equal(await closeDue(world.database, new Date(world.now.getTime() + 15 * DAY)), 0, 'taken back');
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
    assert.equal(await closeDue(database, later), 1);
    assert.equal(await closeDue(database, later), 0, 'once');
    assert.deepEqual(await kept(), before);
    for (const { table, by, closing } of holdings) {
      if (closing !== 'goes' || ['addresses', 'address_changes'].includes(table)) continue;
      const left = await database.query(`select from ${table} where ${by[0]} = $1`, [account.id]);
      assert.deepEqual(left, [], table);
    }
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
