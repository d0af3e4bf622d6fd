import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { begun, publish } from '../../../test/around-portal.ts';
import { type ApplicantOnPortal, CODE, type FilingPortal, openFilingPortal } from '../../../test/filing-portal.ts';
import { definition } from '../../../test/filings.ts';
import { brokenPromises } from './invariants.ts';

let portal: FilingPortal;
let anna: ApplicantOnPortal;
let people = 0;
const named = () => `G${'BCDFGHJ'.charAt(people % 7)}${'BCDFGHJ'.charAt(Math.floor(people / 7))}`;

before(async () => {
  portal = await openFilingPortal();
});
after(() => portal.close());
beforeEach(async () => {
  await portal.moveTo(new Date('2026-03-10T10:00:00.000Z'));
  people += 1;
  anna = await portal.applicant(named());
});

const count = async () => {
  const [row] = await portal.fresh.database.query<{ n: number }>(
    'select count(*)::integer as n from filings where account_id = $1',
    [anna.accountId],
  );
  return row?.n;
};
const rule = (holds: string, more: object = {}) => ({
  id: 'rule',
  rule: 'Il requisito',
  holds,
  message: 'Il requisito non c’è.',
  norm: 'OM 1/2026 art. 2',
  ...more,
});

test('who does not meet a requirement about the person is refused with the rule and its norm, and loses nothing', async () => {
  const procedure = await publish(portal, {
    id: 'giovani',
    eligibility: [rule('age_on(applicant.birth_date, date("2026-03-16")) <= 20')],
  });
  const draft = await begun(portal, anna, procedure);
  const reply = await draft.confirm();
  assert.equal(reply.status, 422);
  for (const words of ['Manca un requisito', 'Il requisito', 'OM 1/2026 art. 2', 'Le risposte restano salvate']) {
    assert.ok(reply.html.includes(words), words);
  }
  assert.equal(await count(), 0);
});

test('a warning is told and stops nobody', async () => {
  const procedure = await publish(portal, {
    id: 'avvisi',
    eligibility: [rule('age_on(applicant.birth_date, date("2026-03-16")) <= 20', { severity: 'warning' })],
  });
  assert.equal((await (await begun(portal, anna, procedure)).confirm()).status, 303);
});

test('a requirement that an answer does not meet is refused at the answer, with its norm', async () => {
  const procedure = await publish(portal, { id: 'napoli', eligibility: [rule('target.province == "NA"')] });
  const reply = await (await begun(portal, anna, procedure)).confirm();
  assert.equal(reply.status, 422);
  assert.match(reply.html, /Il requisito non c’è\. \(OM 1\/2026 art\. 2\)/);
  const there = await begun(portal, await portal.applicant(`H${named()}`), procedure, { target: { province: 'NA' } });
  assert.equal((await there.confirm()).status, 303);
});

test('what must be filed first is asked for by name; once it stands this is filed, once withdrawn it is not', async () => {
  const procedure = await publish(portal, {
    id: 'seconda',
    prerequisites: [{ procedure: 'prova-2026', message: 'Prima inoltra la domanda di prova.', norm: 'OM 1/2026' }],
  });
  const draft = await begun(portal, anna, procedure);
  const early = await draft.confirm();
  assert.equal(early.status, 422);
  assert.match(early.html, /Prima inoltra la domanda di prova\. \(OM 1\/2026\) <a href="\/procedure\/prova-2026"/);
  const first = await anna.confirm();
  const filing = first.location?.split('/').at(-1) ?? '';
  await anna.visitor.post(`/istanze/${anna.application}/ritiro`, { filing, code: CODE });
  assert.equal((await draft.confirm()).status, 422);
  const bruno = await portal.applicant(`H${named()}`);
  await bruno.confirm();
  const second = await begun(portal, bruno, procedure);
  assert.equal((await second.confirm()).status, 303);
});

test('withdrawing what another filing needs tells which ones fall, is signed with those words, and the other says it has no effect', async () => {
  const first = await publish(portal, { id: 'base-elenco' });
  const procedure = await publish(portal, {
    id: 'su-elenco',
    prerequisites: [{ procedure: 'base-elenco', message: 'Prima inoltra la domanda di base.', norm: 'OM 3/2026' }],
  });
  const [base, other] = [await begun(portal, anna, first), await begun(portal, anna, procedure)];
  const filing = ((await base.confirm()).location ?? '').split('/').at(-1) ?? '';
  const dependent = ((await other.confirm()).location ?? '').split('/').at(-1) ?? '';
  const path = `/istanze/${base.application}/ritiro`;
  const page = await anna.visitor.get(path);
  assert.match(page.html, /Con questa cadono altre tue domande/);
  assert.match(
    page.html,
    /Domanda su-elenco<\/strong>, protocollo \d+\/2026\. Prima inoltra la domanda di base\. \(OM 3\/2026\)/,
  );
  const untold = await anna.visitor.post(path, { filing, code: CODE });
  assert.equal(untold.location, path, 'what falls was not on the page it was confirmed from');
  assert.equal((await anna.visitor.post(path, { filing, code: CODE, falling: dependent })).status, 303);
  const [row] = await portal.fresh.database.query<{ words: string }>(
    `select convert_from(canonical, 'UTF8') as words from withdrawals where filing_id = $1`,
    [filing],
  );
  assert.match(
    row?.words ?? '',
    /Senza questa non ha più effetto la domanda «Domanda su-elenco» \(protocollo \d+\/2026\)\./,
  );
});

const groups = (together: boolean) => (id: string, rank: number) => ({
  id,
  parallel: { group: `gruppo-${together}`, rank, together, rule: 'Vale quella di grado più alto.', norm: 'DM 2/2026' },
});

test('of two applications that exclude each other the second is refused, with the rule, until the first is withdrawn', async () => {
  const alone = groups(false);
  const one = await begun(portal, anna, await publish(portal, alone('sola-a', 1)));
  const other = await begun(portal, anna, await publish(portal, alone('sola-b', 2)));
  const filed = await one.confirm();
  assert.equal(filed.status, 303);
  const refused = await other.confirm();
  assert.equal(refused.status, 422);
  assert.match(refused.html, /«Domanda sola-a»\. Vale quella di grado più alto\. \(DM 2\/2026\)/);
  await one.withdraw(filed.location?.split('/').at(-1) ?? '');
  assert.equal((await other.confirm()).status, 303);
});

test('of two that exclude each other confirmed at the same instant, exactly one is filed', async () => {
  const alone = groups(false);
  const one = await begun(portal, anna, await publish(portal, alone('sola-a', 1)));
  const other = await begun(portal, anna, await publish(portal, alone('sola-b', 2)));
  const replies = await Promise.all([one.confirm(), other.confirm()]);
  assert.deepEqual(replies.map(({ status }) => status).sort(), [303, 422]);
  assert.equal(await count(), 1);
  assert.deepEqual(await brokenPromises(portal.fresh.database), []);
});

test('applications that may stand together are both filed', async () => {
  const beside = groups(true);
  const one = await begun(portal, anna, await publish(portal, beside('insieme-a', 1)));
  const other = await begun(portal, anna, await publish(portal, beside('insieme-b', 2)));
  const replies = await Promise.all([one.confirm(), other.confirm()]);
  assert.deepEqual(
    replies.map(({ status }) => status),
    [303, 303],
  );
});

test('after the closing a window for revocations lets one take it back, and nothing else', async () => {
  const [filing] = definition.windows;
  const back = {
    id: 'back',
    kind: 'revocation',
    title: 'Revoca',
    opens: '2026-03-20T09:00',
    closes: '2026-03-27T23:59',
  };
  const procedure = await publish(portal, { id: 'revocabile', windows: [filing, back] });
  const draft = await begun(portal, anna, procedure);
  const { location = '' } = await draft.confirm();
  const id = location.split('/').at(-1) ?? '';
  await portal.moveTo(new Date('2026-03-18T10:00:00.000Z'));
  assert.equal((await draft.withdraw(id)).status, 422, 'between the two windows');
  await portal.moveTo(new Date('2026-03-25T10:00:00.000Z'));
  assert.match((await anna.visitor.get(location)).html, /Revoca la domanda/);
  const page = await anna.visitor.get(`/istanze/${draft.application}/ritiro`);
  assert.match(page.html, /Revoco la domanda: chiedo che non sia presa in considerazione/);
  assert.equal((await draft.withdraw(id)).status, 303);
  assert.match((await anna.visitor.get(location)).html, /RITIRATA/);
  const [entry] = await portal.fresh.database.query<{ subject: string }>(
    `select subject from register_entries where filing_id = $1 and kind = 'withdrawal'`,
    [id],
  );
  assert.equal(entry?.subject, 'Revoca: Domanda revocabile');
  assert.equal((await draft.confirm()).status, 422);
});

test('the window of another category is closed for who is not in it', async () => {
  const [, ...others] = [...definition.windows];
  const short = { id: 'short', kind: 'filing', title: 'Milano', opens: '2026-02-23T09:00', closes: '2026-03-01T23:59' };
  const long = { id: 'long', kind: 'filing', title: 'Altre', opens: '2026-02-23T09:00', closes: '2026-03-16T23:59' };
  const windows = [{ ...short, for: 'target.province == "MI"' }, long, ...others];
  const procedure = await publish(portal, { id: 'categorie', windows });
  const late = await (await begun(portal, anna, procedure)).confirm();
  assert.match(late.html, /È arrivata dopo la scadenza/);
  const bruno = await portal.applicant(`H${named()}`);
  const inTime = await begun(portal, bruno, procedure, { target: { province: 'NA' } });
  assert.equal((await inTime.confirm()).status, 303);
});
