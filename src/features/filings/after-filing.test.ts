import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { type ApplicantOnPortal, CODE, type FilingPortal, openFilingPortal } from '../../../test/filing-portal.ts';
import { window } from '../../../test/filings.ts';
import { editionStatus, filedAnswers, filingsOfApplication } from './archive-store.ts';
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
const setDraft = (change: string) =>
  portal.fresh.owner.query(`update drafts set ${change} where application_id = $1`, [anna.application]);

test('a correction leaves the filed one valid until its own number is given', async () => {
  const first = await anna.confirm();
  await setDraft(`edition = 2, version = 4, answers = jsonb_set(answers, '{target,province}', '"NA"')`);
  assert.equal((await filings())[0]?.state, 'valid');
  const meanwhile = (await anna.visitor.get(first.location ?? '')).html;
  assert.match(meanwhile, /INOLTRATA.*La correzione non è ancora inoltrata.*Continua la correzione/s);
  const second = await anna.confirm({ version: '4' });
  assert.equal(second.status, 303);
  assert.deepEqual(
    (await filings()).map(({ state, office }) => [state, office.code]),
    [
      ['replaced', 'USP-MI'],
      ['valid', 'USP-NA'],
    ],
  );
  assert.match((await anna.visitor.get(first.location ?? '')).html, /SOSTITUITA/);
  const status = await editionStatus(portal.fresh.database, anna.application);
  assert.equal(status?.edition, 2);
  const filed = await filedAnswers(portal.fresh.database, anna.application);
  assert.deepEqual([filed?.edition, filed?.answers['target']], [2, { province: 'NA' }]);
  assert.deepEqual(await brokenPromises(portal.fresh.database), []);
});

test('a withdrawal takes its own number, is told by message, and cannot be made twice', async () => {
  const { location = '' } = await anna.confirm();
  assert.doesNotMatch((await anna.visitor.get(location)).html, /non è ancora inoltrata|Hai cambiato idea/);
  const filing = location.split('/').at(-1) ?? '';
  const path = `/istanze/${anna.application}/ritiro`;
  assert.match((await anna.visitor.get(path)).html, /Dopo il ritiro la domanda non vale più/);
  assert.equal((await anna.visitor.post(path, { filing, code: 'WRONG1234' })).status, 422);
  const reply = await anna.visitor.post(path, { filing, code: CODE });
  assert.equal(reply.location, location);
  const { html } = await anna.visitor.follow(reply);
  assert.match(html, /RITIRATA.*inoltrare di nuovo la domanda/s);
  assert.doesNotMatch(html, /La mandiamo|Te la mandiamo|già valida/);
  assert.equal((await anna.visitor.post(path, { filing, code: CODE })).location, location);
  const [stored] = await filings();
  assert.equal(stored?.withdrawal?.number, (stored?.number ?? 0) + 1);
  const messages = await portal.fresh.database.query<{ subject: string }>(
    'select subject from messages where account_id = $1',
    [anna.accountId],
  );
  assert.match(messages[0]?.subject ?? '', /Domanda ritirata/);
  assert.deepEqual(await brokenPromises(portal.fresh.database), []);
});

test('after the closing instant nothing is withdrawn any more', async () => {
  await anna.confirm();
  await portal.moveTo(new Date(window.closesAt.getTime()));
  const reply = await anna.visitor.get(`/istanze/${anna.application}/ritiro`);
  assert.equal(reply.status, 422);
  assert.match(reply.html, /La domanda non è stata ritirata/);
});

test('somebody else’s application and filing answer as what does not exist', async () => {
  const { location = '' } = await anna.confirm();
  const stranger = await portal.applicant(named('Z'));
  const nothing = `/istanze/${uuidv7()}`;
  const missing = await stranger.visitor.get(`${nothing}/ricevuta/${uuidv7()}`);
  assert.equal(missing.status, 404);
  for (const path of [
    location,
    `${location}/pdf`,
    `/istanze/${anna.application}/ricevuta`,
    `/istanze/${anna.application}/ritiro`,
    `/istanze/${anna.application}/inoltro`,
  ]) {
    const reply = await stranger.visitor.get(path);
    assert.equal(reply.status, 404, path);
    assert.equal(reply.html, missing.html);
  }
  const body = { filing: uuidv7(), version: '3', code: CODE };
  for (const path of [
    `/istanze/${anna.application}/inoltro`,
    `/istanze/${anna.application}/ritiro`,
    '/istanze/x/inoltro',
  ]) {
    assert.equal((await stranger.visitor.post(path, body)).status, 404, path);
  }
  // Her own application with Anna's filing id: nothing is filed, and nothing is learnt.
  const filing = location.split('/').at(-1) ?? '';
  const reply = await stranger.confirm({ filing });
  assert.equal(reply.status, 422);
  assert.deepEqual(await filings(stranger), []);
});

test('the archive shows everything filed, the newest first, and nobody else’s', async () => {
  assert.match((await anna.visitor.get('/archivio')).html, /Non hai ancora inoltrato/);
  await anna.confirm();
  await setDraft('edition = 2, version = 4');
  await anna.confirm({ version: '4' });
  const { html } = await anna.visitor.get('/archivio');
  const [newer, older] = (await filings()).reverse();
  assert.ok(html.indexOf(newer?.id ?? '') < html.indexOf(older?.id ?? ''));
  assert.match(html, /Sostituita/);
  assert.equal(html.match(/<article/g)?.length, 2);
});
