import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import type { PortalVisitor } from '../../../test/account-portal.ts';
import { type ApplicantOnPortal, type FilingPortal, openFilingPortal } from '../../../test/filing-portal.ts';
import { createPress } from '../../platform/pdf/index.ts';
import { readFilter } from './received.ts';

const press = createPress();
let portal: FilingPortal;
let anna: ApplicantOnPortal;
let filing: string;
let milan: PortalVisitor;
let naples: PortalVisitor;
before(async () => {
  portal = await openFilingPortal();
  anna = await portal.applicant('FB');
  filing = (await anna.confirm()).location?.split('/').at(-1) ?? '';
  milan = await portal.officer('GB');
  naples = await portal.officer('GC', 'USP-NA');
});
after(async () => {
  press.close();
  await portal.close();
});

const filters: readonly [typed: string, filter: ReturnType<typeof readFilter>][] = [
  ['', { by: 'all' }],
  ['0000041/2026', { by: 'number', year: 2026, number: 41 }],
  ['rss nna 80a41 f205x', { by: 'fiscal-code', fiscalCode: 'RSSNNA80A41F205X' }],
  ['D’Alò', { by: 'name', key: 'D ALO' }],
  ['r', undefined],
  ['%%%', undefined],
  ['41', undefined],
];
for (const [typed, filter] of filters) {
  test(`“${typed}” is looked for as ${filter?.by ?? 'nothing'}`, () => assert.deepEqual(readFilter(typed), filter));
}

test('the office sees what is addressed to it, counted, and nothing of another office', async () => {
  const own = await milan.get('/ufficio');
  assert.match(own.html, new RegExp(`/ufficio/istanze/${filing}`));
  assert.match(own.html, /1 valida, di cui 1 ancora da leggere/);
  assert.match((await naples.get('/ufficio')).html, /Non è ancora arrivata nessuna domanda/);
});

test('a look at a filing shows every answer, is recorded, and is told to the person', async () => {
  const page = await milan.get(`/ufficio/istanze/${filing}`);
  assert.equal(page.status, 200);
  for (const words of ['0000001/2026', 'Laurea in Fisica', 'Milano', 'Dichiaro che quanto ho scritto è vero.']) {
    assert.ok(page.html.includes(words), words);
  }
  const seen = await anna.visitor.get(`/istanze/${anna.application}/ricevuta/${filing}`);
  assert.match(seen.html, /Letta da Ufficio USP-MI/);
  assert.match((await anna.visitor.get('/archivio')).html, /Ufficio USP-MI/);
  assert.match((await milan.get('/ufficio')).html, /di cui 0 ancora da leggere/);
  const events = await portal.fresh.database.query<{ office: string }>(
    `select actor_office as office from events where kind = 'filing.read' and subject_id = $1`,
    [anna.application],
  );
  assert.deepEqual(events, [{ office: 'USP-MI' }]);
});

test('the receipt is shown to the office, and that is recorded as well', async () => {
  const path = `/ufficio/istanze/${filing}/pdf`;
  assert.equal((await milan.get(path)).location, `/ufficio/istanze/${filing}`);
  await portal.work(press);
  const pdf = await milan.get(path);
  assert.equal(pdf.headers['content-type'], 'application/pdf');
  const seen = await anna.visitor.get(`/istanze/${anna.application}/ricevuta/${filing}`);
  assert.match(seen.html, /Ricevuta scaricata da Ufficio USP-MI/);
});

test('another office’s filing, one’s own as an applicant, and one that does not exist answer alike', async () => {
  const nothing = await naples.get(`/ufficio/istanze/${uuidv7()}`);
  assert.equal(nothing.status, 404);
  for (const path of [`/ufficio/istanze/${filing}`, `/ufficio/istanze/${filing}/pdf`, '/ufficio/istanze/x']) {
    for (const visitor of [naples, anna.visitor]) {
      const reply = await visitor.get(path);
      assert.deepEqual([reply.status, reply.html], [404, nothing.html], path);
    }
  }
  assert.equal((await anna.visitor.get('/ufficio')).status, 404);
});

for (const side of ['delegator', 'delegate'] as const) {
  test(`an officer reads nothing of their own ${side}’s: 403, and no reading is recorded`, async () => {
    const { database, owner } = portal.fresh;
    const [officer] = await database.query<{ id: string }>(
      "select account_id as id from memberships where role = 'officer' and body_code = 'USP-MI'",
    );
    const [giving, acting] = side === 'delegator' ? [anna.accountId, officer?.id] : [officer?.id, anna.accountId];
    const id = uuidv7();
    const at = (hours: number) => new Date(portal.now.getTime() + hours * 3_600_000);
    await owner.query(
      `insert into delegations (id, delegator_id, fiscal_code, surname, delegate_id, starts_at, ends_at, answer_by,
         offered_at, delivered_at, accepted_at)
       select $1, $2, a.fiscal_code, a.surname, a.id, $4, $5, $5, $4, $4, $4 from accounts a where a.id = $3`,
      [id, giving, acting, at(-1), at(24)],
    );
    const count = async () => (await database.query('select from readings')).length;
    const before = await count();
    for (const path of [`/ufficio/istanze/${filing}`, `/ufficio/istanze/${filing}/pdf`]) {
      const reply = await milan.get(path);
      assert.equal(reply.status, 403, path);
      assert.ok(!reply.html.includes('Laurea in Fisica'));
    }
    assert.equal(await count(), before);
    await owner.query('update delegations set revoked_at = $2, revoked_by = delegator_id where id = $1', [id, at(0)]);
    assert.equal((await milan.get(`/ufficio/istanze/${filing}`)).status, 200, 'a delegation that is over binds nobody');
  });
}

const searches: readonly [typed: string, found: boolean][] = [
  ['0000001/2026', true],
  ['1/2026', true],
  ['0000002/2026', false],
  ['prova', true],
  ['prov', true],
  ['rova', false],
];
for (const [typed, found] of searches) {
  test(`searching “${typed}” ${found ? 'finds the filing' : 'finds nothing'}`, async () => {
    const page = await milan.post('/ufficio', { q: typed });
    assert.equal(page.html.includes(filing), found);
  });
}

test('searching the fiscal code finds the filing, only for its own office', async () => {
  const [account] = await portal.fresh.database.query<{ code: string }>(
    'select fiscal_code as code from accounts where id = $1',
    [anna.accountId],
  );
  const q = account?.code ?? '';
  assert.ok((await milan.post('/ufficio', { q })).html.includes(filing));
  assert.ok(!(await naples.post('/ufficio', { q })).html.includes(filing));
});

test('what cannot be searched is told beside the box', async () => {
  const page = await milan.post('/ufficio', { q: '§' });
  assert.equal(page.status, 422);
  assert.match(page.html, /Scrivi un numero di protocollo/);
});

test('a long list is read page by page without missing or repeating anybody', async () => {
  const others = await Promise.all(
    ['C', 'D', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z'].flatMap(
      (letter) => ['L', 'M'].map((first) => portal.applicant(`${first}${letter}`)),
    ),
  );
  await Promise.all(others.map((who) => who.confirm()));
  const seen: string[] = [];
  let page = await milan.get('/ufficio');
  for (;;) {
    seen.push(...Array.from(page.html.matchAll(/\/ufficio\/istanze\/([0-9a-f-]{36})/g), ([, id]) => id ?? ''));
    const next = /name="year" value="(\d+)"[\s\S]*?name="number" value="(\d+)"/.exec(page.html);
    if (next === null) break;
    page = await milan.post('/ufficio', { q: '', year: next[1] ?? '', number: next[2] ?? '' });
  }
  assert.equal(seen.length, 41);
  assert.equal(new Set(seen).size, 41);
});
