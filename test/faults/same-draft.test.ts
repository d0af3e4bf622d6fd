import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { type PortalPerson, wordsOf } from '../portal-person.ts';
import { type Applicant, applicant, PASSWORD } from './applicants.ts';
import { type Acknowledged, assertKept } from './kept.ts';
import { formIn, shownIn } from './page-form.ts';
import { type SecondServer, secondServer } from './second-server.ts';

// of the fault table without any script in the page: what the forms alone send and get. The same
// with a browser and its scripts is among the journeys.

let portal: TestPortal;
let second: SecondServer;
let lia: Applicant;
const acknowledged: Acknowledged[] = [];

before(async () => {
  portal = await openTestPortal({ worker: false, smtp: 'none' });
  second = await secondServer(portal);
});
after(async () => {
  await second.program.kill();
  await portal.stop();
});
beforeEach(async () => {
  lia = await applicant(portal);
});
afterEach(async (context) => {
  context.diagnostic(JSON.stringify(await assertKept(portal, acknowledged)));
});

const ranking = () => `${lia.path}/sezioni/rankings/r1`;
async function storedRanking(): Promise<Record<string, unknown>> {
  const [row] = await portal.database.query<{ ranking: Record<string, unknown> }>(
    `select answers -> 'rankings' -> 0 as ranking from drafts where application_id = $1`,
    [lia.application],
  );
  return row?.ranking ?? {};
}

/** Shows the form of the ranking, changes some of its boxes and sends it. */
async function change(person: PortalPerson, shown: string, changes: Record<string, string>) {
  return person.post(ranking(), { ...formIn(shown), ...changes });
}

test('R-16: two devices change different answers of one form: both are kept', async () => {
  const [phone, desk] = [lia.at(portal.origin), lia.at(second.origin)];
  const [onPhone, onDesk] = [await phone.get(ranking()), await desk.get(ranking())];
  assert.equal((await change(phone, onPhone.html, { access_title: 'Laurea dal telefono' })).status, 303);
  assert.equal((await change(desk, onDesk.html, { access_authority: 'Ateneo dal computer' })).status, 303);
  const { access_title, access_authority, teaching_class } = await storedRanking();
  assert.deepEqual(
    [access_title, access_authority, teaching_class],
    ['Laurea dal telefono', 'Ateneo dal computer', 'A-12'],
  );
});

test('R-16: two devices change the same answer: the second save gets both values, the chosen one counts', async () => {
  const [phone, desk] = [lia.at(portal.origin), lia.at(second.origin)];
  const [onPhone, onDesk] = [await phone.get(ranking()), await desk.get(ranking())];
  assert.equal((await change(phone, onPhone.html, { access_title: 'Laurea dal telefono' })).status, 303);
  const reply = await change(desk, onDesk.html, { access_title: 'Laurea dal computer' });
  assert.match(reply.location ?? '', /\/conflitti\//);
  const page = await desk.follow(reply);
  for (const value of ['Laurea dal telefono', 'Laurea dal computer'])
    assert.ok(wordsOf(page.html).includes(value), value);
  assert.equal((await storedRanking())['access_title'], 'Laurea dal telefono', 'nothing is overwritten unasked');
  assert.match((await phone.get(lia.path)).html, /due versioni/, 'the other device is told');
  const chosen = { base: shownIn(page.html, 'base') ?? '', access_title: 'mine' };
  assert.equal((await desk.post(reply.location ?? '', chosen)).status, 303);
  assert.equal((await storedRanking())['access_title'], 'Laurea dal computer');
});

test('R-16: a draft changed at another device after the summary was shown is not filed unread', async () => {
  const filing = uuidv7();
  const shown = await lia.person.get(ranking());
  const desk = lia.at(second.origin);
  await desk.get(ranking());
  assert.equal((await change(desk, shown.html, { access_title: 'Laurea cambiata' })).status, 303);
  const reply = await lia.confirm(filing);
  assert.equal(reply.status, 422);
  assert.match(wordsOf(reply.html), /La domanda è cambiata/);
  assert.equal((await lia.confirm(filing, 2)).status, 303);
  acknowledged.push({ applicant: lia, filing });
});

async function expireSession(): Promise<void> {
  await portal.database.query(
    `update sessions set last_seen_at = last_seen_at - interval '31 minutes' where account_id = $1`,
    [lia.accountId],
  );
}

test('R-17: the session ends while typing: after signing in again the typed values are back, and saved', async () => {
  const shown = await lia.person.get(ranking());
  await expireSession();
  const typed = { access_title: 'Laurea scritta a sessione finita', 'access_date.day': '31', 'access_date.month': '6' };
  const refused = await change(lia.person, shown.html, typed);
  assert.match(refused.location ?? '', /^\/accesso\?dopo=/);
  const login = await lia.person.follow(refused);
  assert.match(wordsOf(login.html), /Quello che avevi scritto è conservato/);
  assert.notEqual((await storedRanking())['access_title'], typed.access_title);
  // Another server than the one that took the form: what was typed is not in the memory of a process.
  const back = await signInAt(second.origin);
  assert.match(wordsOf(back.html), /La sessione era finita mentre scrivevi/);
  assert.equal(shownIn(back.html, 'access_title'), typed.access_title);
  assert.deepEqual([shownIn(back.html, 'access_date.day'), shownIn(back.html, 'access_date.month')], ['31', '6']);
  assert.equal((await storedRanking())['access_title'], typed.access_title);
});

/** Signs in again at one of the servers, and answers the page it leads to: the one asked for, or where one was typing. */
async function signInAt(origin: string, asked = '') {
  const there = lia.at(origin);
  await there.get('/accesso');
  const reply = await there.post('/accesso', { username: lia.username, password: PASSWORD, dopo: asked });
  const page = await there.follow(reply);
  for (const [name, value] of there.cookies) lia.person.cookies.set(name, value);
  return page;
}

test('R-17: what was typed when the session ended is not given to who signs in next at that browser', async () => {
  const shown = await lia.person.get(ranking());
  await expireSession();
  await change(lia.person, shown.html, { access_title: 'Parole di Lia' });
  const other = await applicant(portal);
  for (const [name, value] of lia.person.cookies) if (name !== 'polis-session') other.person.cookies.set(name, value);
  const page = await other.person.get(`${other.path}/sezioni/rankings/r1?ripresa=1`);
  assert.equal(page.status, 200);
  assert.ok(!page.html.includes('Parole di Lia'));
  const back = await signInAt(portal.origin);
  assert.equal(shownIn(back.html, 'access_title'), 'Parole di Lia', 'and it still waits for her');
});

test('R-18: going back and sending the confirm again, by reload or from the kept page: the same page, one number', async () => {
  const filing = uuidv7();
  const summary = await lia.person.get(`${lia.path}/riepilogo`);
  const shown = { filing: shownIn(summary.html, 'filing') ?? '', version: shownIn(summary.html, 'version') ?? '' };
  assert.ok(shown.filing !== '' && shown.version === '1');
  const first = await lia.person.post(`${lia.path}/inoltro`, { ...lia.confirmForm(filing), ...shown });
  acknowledged.push({ applicant: lia, filing: shown.filing });
  assert.equal(first.status, 303, 'an answer to a POST is a redirect: reloading the page that follows repeats a GET');
  for (let reload = 0; reload < 3; reload += 1) {
    const again = await lia.person.post(`${lia.path}/inoltro`, { ...lia.confirmForm(filing), ...shown });
    assert.equal(again.location, first.location);
  }
  const otherPage = await lia.confirm(uuidv7());
  assert.equal(otherPage.location, first.location, 'a second summary page, opened before, leads to what was filed');
  assert.equal((await lia.person.get(`${lia.path}/inoltro`)).location, first.location);
  const summaryNow = await lia.person.follow(await lia.person.get(`${lia.path}/riepilogo`));
  assert.equal(shownIn(summaryNow.html, 'filing'), undefined, 'the summary offers nothing more to confirm');
  const [count] = await portal.database.query<{ many: number }>(
    'select count(*) as many from filings where application_id = $1',
    [lia.application],
  );
  assert.equal(count?.many, 1);
});

test('R-18: the bookmarked confirmation opens again, after the session, from another server, kept by nobody', async () => {
  const filing = uuidv7();
  await lia.confirm(filing);
  acknowledged.push({ applicant: lia, filing });
  const bookmark = lia.confirmation(filing);
  const page = await lia.person.get(bookmark);
  assert.match(page.headers.get('cache-control') ?? '', /no-store/);
  const number = /\d{7}\/\d{4}/.exec(page.html)?.[0];
  assert.ok(number !== undefined);
  await expireSession();
  const asked = await lia.person.get(bookmark);
  assert.equal(asked.location, `/accesso?dopo=${encodeURIComponent(bookmark)}`);
  const again = await signInAt(second.origin, bookmark);
  assert.ok(again.html.includes(number));
});
