import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { type ApplicantOnPortal, CODE, type FilingPortal, openFilingPortal } from '../../../test/filing-portal.ts';
import { window } from '../../../test/filings.ts';
import { filingsOfApplication } from './archive-store.ts';
import { attemptsOf } from './attempt-store.ts';
import { brokenPromises } from './invariants.ts';

let portal: FilingPortal;
let anna: ApplicantOnPortal;
let people = 0;

/** Names whose consonants differ: each makes a fiscal code of its own. */
const named = (first: string) => `${first}${'BCDFGHJ'.charAt(people % 7)}${'BCDFGHJ'.charAt(Math.floor(people / 7))}`;

before(async () => {
  portal = await openFilingPortal();
});
after(() => portal.close());
beforeEach(async () => {
  await portal.moveTo(new Date('2026-03-10T10:00:00.000Z'));
  people += 1;
  anna = await portal.applicant(named('F'));
});

const filings = (who = anna) => filingsOfApplication(portal.fresh.database, who.application);
const attempts = async () => (await attemptsOf(portal.fresh.database, anna.application)).map(({ outcome }) => outcome);
const setDraft = (change: string) =>
  portal.fresh.owner.query(`update drafts set ${change} where application_id = $1`, [anna.application]);

test('the right code files the draft and leads to a page with number, instant, office and what happens now', async () => {
  const filing = uuidv7();
  const reply = await anna.confirm({ filing });
  assert.equal(reply.status, 303);
  assert.equal(reply.location, `/istanze/${anna.application}/ricevuta/${filing}`);
  const page = await anna.visitor.follow(reply);
  assert.match(page.html, /Domanda inoltrata/);
  assert.match(page.html, /0000001\/2026/);
  assert.match(page.html, /martedì 10 marzo 2026, ore 11:00:00/);
  assert.match(page.html, /Ufficio scolastico di Milano/);
  assert.match(page.html, /in preparazione/);
  assert.match(page.html, /L’ufficio controlla le domande/);
  assert.match(page.html, /identificazione/i);
  assert.deepEqual(await brokenPromises(portal.fresh.database, [filing]), []);
});

test('a double click, a reload, fifty confirms at once: one number, the same page for all', async () => {
  const filing = uuidv7();
  const replies = await Promise.all(Array.from({ length: 50 }, () => anna.confirm({ filing })));
  assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([303]));
  assert.equal(new Set(replies.map(({ location }) => location)).size, 1);
  assert.equal((await filings()).length, 1);
  assert.equal((await anna.confirm({ filing })).location, replies[0]?.location);
});

test('a filing that is there is answered without the code being looked at again', async () => {
  const filing = uuidv7();
  const first = await anna.confirm({ filing });
  assert.equal((await anna.confirm({ filing, code: 'WRONG1234' })).location, first.location);
  assert.deepEqual(await attempts(), []);
});

test('two pages of one application opened at once give one number, and the second leads to it', async () => {
  const [one, two] = await Promise.all([anna.confirm(), anna.confirm()]);
  assert.equal(one.location, two.location);
  assert.equal((await filings()).length, 1);
});

test('a wrong code is counted, files nothing, and the page says how many tries are left', async () => {
  const filing = uuidv7();
  const reply = await anna.confirm({ filing, code: 'WRONG1234' });
  assert.equal(reply.status, 422);
  assert.match(reply.html, /NON ANCORA INOLTRATA/);
  assert.match(reply.html, /ancora 4 tentativi/);
  assert.match(reply.html, new RegExp(`name="filing" value="${filing}"`));
  assert.doesNotMatch(reply.html, /WRONG1234/);
  assert.deepEqual(await filings(), []);
  assert.deepEqual(await attempts(), ['code-wrong']);
  assert.equal((await anna.confirm({ filing })).status, 303);
});

test('a confirmation sent again with the same wrong code is one try', async () => {
  const anna = await portal.applicant('Rita');
  const attempt = uuidv7();
  const sent = { filing: uuidv7(), code: 'WRONG1234', attempt };
  const first = await anna.confirm(sent);
  assert.match(first.html, /ancora 4 tentativi/);
  assert.match((await anna.confirm(sent)).html, /ancora 4 tentativi/);
  assert.equal((await anna.confirm({ ...sent, code: CODE, attempt: uuidv7() })).status, 303);
});

test('five wrong codes make a pause, the draft stays, and after the pause the right code files it', async () => {
  for (let turn = 0; turn < 4; turn += 1) await anna.confirm({ code: 'WRONG1234' });
  const fifth = await anna.confirm({ code: 'WRONG1234' });
  assert.match(fifth.html, /Aspetta prima di riprovare/);
  assert.match(fifth.html, /ore 11:15:00/);
  assert.equal((await anna.confirm()).status, 422);
  await portal.moveTo(new Date('2026-03-10T10:16:00.000Z'));
  assert.equal((await anna.confirm()).status, 303);
});

test('ten wrong codes suspend the code, and nothing else', async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    if (turn === 5) await portal.moveTo(new Date('2026-03-10T10:20:00.000Z'));
    await anna.confirm({ code: 'WRONG1234' });
  }
  const reply = await anna.confirm();
  assert.match(reply.html, /Il codice personale è sospeso/);
  assert.match(reply.html, /le risposte\s+restano salvate/);
});

test('without a code the page asks for it, and no try is counted', async () => {
  const reply = await anna.confirm({ code: ' ' });
  assert.equal(reply.status, 422);
  assert.match(reply.html, /Scrivi il codice personale/);
  assert.deepEqual(await attempts(), []);
});

const arrivals: readonly [offset: number, status: number][] = [
  [-1, 303],
  [0, 422],
  [1, 422],
];
for (const [offset, status] of arrivals) {
  test(`a confirm that arrives ${offset} ms from the closing instant is ${status === 303 ? 'filed' : 'refused'}`, async () => {
    await portal.moveTo(new Date(window.closesAt.getTime() + offset));
    const reply = await anna.confirm();
    assert.equal(reply.status, status);
    if (status === 303) return;
    assert.match(reply.html, /È arrivata dopo la scadenza/);
    assert.match(reply.html, new RegExp(`ore 23:59:00</time>,00${offset}`));
    assert.match(reply.html, /Il termine era .*\(OM 27\/2026 art\. 7\)/s);
    const [attempt] = await attemptsOf(portal.fresh.database, anna.application);
    assert.equal(attempt?.outcome, 'closed');
    assert.deepEqual(attempt?.arrivedAt, portal.now);
    assert.deepEqual(attempt?.closesAt, window.closesAt);
  });
}

test('a confirm in time is filed however long it takes to be written, under its own arrival', async () => {
  await portal.moveTo(new Date(window.closesAt.getTime() - 1));
  const { owner } = portal.fresh;
  let reply: Promise<{ status: number }> | undefined;
  await owner.transaction(async (tx) => {
    await tx.query('select from drafts where application_id = $1 for update', [anna.application]);
    reply = anna.confirm();
    await tx.query('select pg_sleep(0.3)');
    await portal.moveTo(new Date(window.closesAt.getTime() + 3_000));
  });
  assert.equal((await reply)?.status, 303);
  assert.deepEqual((await filings())[0]?.arrivedAt, new Date(window.closesAt.getTime() - 1));
});

test('what arrives on 31 December is numbered in the old year', async () => {
  await portal.fresh.database.query(
    `insert into window_acts values ($1, $2, 'main', '2026-01-01', '2027-02-01', 'una proroga per la prova', 'prova', now())`,
    [uuidv7(), 'prova-2026'],
  );
  try {
    await portal.moveTo(new Date('2026-12-31T22:59:59.999Z'));
    assert.equal((await anna.confirm()).status, 303);
    assert.equal((await filings())[0]?.year, 2026);
  } finally {
    await portal.fresh.owner.transaction(async (tx) => {
      await tx.query('alter table window_acts disable trigger window_acts_are_append_only');
      await tx.query('delete from window_acts');
      await tx.query('alter table window_acts enable trigger window_acts_are_append_only');
    });
  }
});

test('a draft changed from another device is not filed: the person reads it again first', async () => {
  await setDraft('version = version + 1');
  const reply = await anna.confirm();
  assert.equal(reply.status, 422);
  assert.match(reply.html, /La domanda è cambiata/);
  assert.deepEqual(await attempts(), ['changed']);
});

test('an incomplete draft is not filed and the page says what is missing', async () => {
  await setDraft(`answers = answers - 'promise'`);
  const reply = await anna.confirm();
  assert.equal(reply.status, 422);
  assert.match(reply.html, /Manca qualcosa/);
  assert.deepEqual(await filings(), []);
});

test('an application to a province that has no office is told so', async () => {
  await setDraft(`answers = jsonb_set(answers, '{target,province}', '"AO"')`);
  assert.match((await anna.confirm()).html, /porta dove non ce n’è uno/);
});

const broken: readonly [what: string, changes: Record<string, string>][] = [
  ['no filing id', { filing: '' }],
  ['a filing id that is none', { filing: "' or 1=1 --" }],
  ['no version', { version: '' }],
  ['a version that is no number', { version: '3e9' }],
];
for (const [what, changes] of broken) {
  test(`a confirm with ${what} leads back to the summary and files nothing`, async () => {
    const reply = await anna.confirm(changes);
    assert.equal(reply.location, `/istanze/${anna.application}/riepilogo`);
    assert.deepEqual(await filings(), []);
  });
}

test('too many confirms at once: the page waits, keeps the instant of arrival, and goes on by itself', async () => {
  let busy = true;
  const { hasher } = portal.deps;
  const verify = hasher.verifySecret;
  hasher.verifySecret = async (hash, text) => (busy ? 'busy' : verify(hash, text));
  try {
    await portal.moveTo(new Date(window.closesAt.getTime() - 5));
    const waiting = await anna.confirm();
    assert.equal(waiting.status, 503);
    assert.match(waiting.html, /La tua conferma è in coda/);
    assert.doesNotMatch(waiting.html, new RegExp(CODE));
    const pending = /name="pending" value="([^"]+)"/.exec(waiting.html)?.[1] ?? '';
    busy = false;
    // The closing instant passes while the page waits.
    await portal.moveTo(new Date(window.closesAt.getTime() + 4_000));
    const other = await portal.applicant(named('Z'));
    const stolen = await other.visitor.post(`/istanze/${other.application}/inoltro`, { pending });
    assert.equal(stolen.location, `/istanze/${other.application}/riepilogo`);
    const path = `/istanze/${anna.application}/inoltro`;
    assert.equal((await anna.visitor.post(path, { pending })).status, 303);
    assert.deepEqual((await filings())[0]?.arrivedAt, new Date(window.closesAt.getTime() - 5));
  } finally {
    hasher.verifySecret = verify;
  }
});

test('when the database goes away the page checks by itself, and asks neither twice nor for the code again', async () => {
  const { registrar } = portal.deps;
  const filing = uuidv7();
  const register = registrar.register;
  // The worst moment: it is written, and nobody can tell.
  registrar.register = async (accepted) => {
    await register(accepted);
    return { outcome: 'in-doubt' };
  };
  try {
    const doubt = await anna.confirm({ filing });
    assert.equal(doubt.status, 503);
    assert.match(doubt.html, /Verifichiamo la registrazione/);
    const pending = /name="pending" value="([^"]+)"/.exec(doubt.html)?.[1] ?? '';
    registrar.register = register;
    const reply = await anna.visitor.post(`/istanze/${anna.application}/inoltro`, { pending });
    assert.equal(reply.location, `/istanze/${anna.application}/ricevuta/${filing}`);
    assert.equal((await filings()).length, 1);
  } finally {
    registrar.register = register;
  }
});

test('the address of the confirm, opened by hand, leads to the summary or to what was filed', async () => {
  const path = `/istanze/${anna.application}/inoltro`;
  assert.equal((await anna.visitor.get(path)).location, `/istanze/${anna.application}/riepilogo`);
  const reply = await anna.confirm();
  assert.equal((await anna.visitor.get(path)).location, reply.location);
});

test('a code recovered by mail waits its day, and the page says until when; a term that ends sooner is kept', async () => {
  const { database, owner } = portal.fresh;
  const from = (at: string) => database.query('update personal_codes set signs_from = $1', [new Date(at)]);
  await from('2026-03-11T09:00:00Z');
  const early = await anna.confirm();
  assert.equal(early.status, 422);
  assert.match(early.html, /firma da/);
  assert.match(early.html, /mercoledì 11 marzo 2026, ore 10:00/);
  assert.equal((await filings()).length, 0);
  assert.deepEqual(await attempts(), ['code-early']);
  const { closesAt } = window;
  await portal.moveTo(new Date(closesAt.getTime() - 60_000));
  await from(new Date(closesAt.getTime() + 1).toISOString());
  assert.equal((await anna.confirm()).status, 303);
  assert.equal((await filings()).length, 1);
  const logged = await owner.query<{ application: string }>(
    "select data ->> 'application' as application from events where kind = 'personal_code.signed_early'",
  );
  assert.deepEqual(logged, [{ application: anna.application }]);
  await database.query('update personal_codes set signs_from = null');
});
