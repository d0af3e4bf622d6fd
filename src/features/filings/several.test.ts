import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { begun, publish } from '../../../test/around-portal.ts';
import { type ApplicantOnPortal, type FilingPortal, openFilingPortal } from '../../../test/filing-portal.ts';
import { brokenPromises } from './invariants.ts';

let portal: FilingPortal;
let anna: ApplicantOnPortal;
let people = 0;
let ordinal = 0;
const next = () => {
  ordinal += 1;
  return ordinal;
};
const named = () => `S${'BCDFGHJ'.charAt(people % 7)}${'BCDFGHJ'.charAt(Math.floor(people / 7))}`;

before(async () => {
  portal = await openFilingPortal();
});
after(() => portal.close());
beforeEach(async () => {
  people += 1;
  anna = await portal.applicant(named());
});

const press = { pressPdf: async () => ({ pdf: Buffer.from('%PDF'), replaced: [] }) };
const RULE = { title: 'per {target.province}', rule: 'Una domanda per ogni provincia.', norm: 'DM 5/2026' };
const onePerProvince = (id: string, more: object = {}) =>
  publish(portal, { id, several: { one_for: ['target.province'], ...RULE, ...more } });
const another = async (who: ApplicantOnPortal, procedure: Awaited<ReturnType<typeof publish>>, province: string) =>
  begun(portal, who, procedure, { target: { province } }, next());

test('a second application about the same thing is refused with the rule and the way to the first; about another it is filed', async () => {
  const procedure = await onePerProvince('una-per');
  const [one, same, other] = [
    await another(anna, procedure, 'MI'),
    await another(anna, procedure, 'MI'),
    await another(anna, procedure, 'NA'),
  ];
  assert.equal((await one.confirm()).status, 303);
  const refused = await same.confirm();
  assert.equal(refused.status, 422);
  assert.match(refused.html, /Una domanda per ogni provincia\. \(DM 5\/2026\)/);
  assert.ok(refused.html.includes(`href="/istanze/${one.application}"`));
  assert.equal((await other.confirm()).status, 303);
});

test('register, confirmation, archive, office and mail say which of several applications it is', async () => {
  const procedure = await onePerProvince('una-detta');
  const one = await another(anna, procedure, 'MI');
  const { location = '' } = await one.confirm();
  const title = 'Domanda una-detta – per MI';
  const pages = [location, '/archivio'].map((path) => anna.visitor.get(path));
  const officer = await portal.officer('Dario');
  for (const page of await Promise.all([...pages, officer.get('/ufficio')])) assert.ok(page.html.includes(title));
  const [entry] = await portal.fresh.database.query<{ subject: string }>(
    'select e.subject from register_entries e join filings f on f.id = e.filing_id where f.application_id = $1',
    [one.application],
  );
  assert.equal(entry?.subject, title);
  const mails = await portal.work(press);
  assert.ok(
    mails.some(({ text }) => text.includes(`«${title}»`)),
    JSON.stringify(mails),
  );
  await one.withdraw(location.split('/').at(-1) ?? '');
  const withdrawn = await anna.visitor.get('/archivio');
  assert.ok(withdrawn.html.includes(title));
});

test('once the first is withdrawn the second is filed, and the first is not filed again beside it', async () => {
  const procedure = await onePerProvince('una-poi');
  const [one, same] = [await another(anna, procedure, 'MI'), await another(anna, procedure, 'MI')];
  const { location = '' } = await one.confirm();
  await one.withdraw(location.split('/').at(-1) ?? '');
  assert.equal((await same.confirm()).status, 303);
  assert.deepEqual(await brokenPromises(portal.fresh.database), []);
});

test('of two about the same thing confirmed at the same instant exactly one is filed', async () => {
  const procedure = await onePerProvince('una-sola');
  const two = [await another(anna, procedure, 'MI'), await another(anna, procedure, 'MI')];
  const replies = await Promise.all(two.map((one) => one.confirm()));
  assert.deepEqual(replies.map(({ status }) => status).sort(), [303, 422]);
  assert.deepEqual(await brokenPromises(portal.fresh.database), []);
});

test('a stranger’s filing for a pupil bars no parent: both stand, both are told, and the office sees two', async () => {
  const procedure = await onePerProvince('una-fra-tutti', { among: 'everyone' });
  const bruno = await portal.applicant(`T${named()}`);
  const [one, other] = [await another(anna, procedure, 'MI'), await another(bruno, procedure, 'MI')];
  const first = await one.confirm();
  await portal.work(press);
  const second = await other.confirm();
  assert.deepEqual([first.status, second.status], [303, 303]);
  const [mine, theirs] = [await anna.visitor.get(first.location ?? ''), await bruno.visitor.get(second.location ?? '')];
  for (const { html } of [mine, theirs]) assert.match(html, /Ce n’è anche un’altra/);
  assert.ok(
    !theirs.html.includes(one.application) && !mine.html.includes(other.application),
    'whose it is, is not told',
  );

  await portal.work(press);
  const told = () =>
    portal.fresh.database.query<{ to: string; words: string }>(
      `select account_id as to, array_to_string(paragraphs, ' ') as words from messages where kind = 'filing.beside'`,
    );
  const [message, ...more] = await told();
  assert.deepEqual([message?.to, more], [anna.accountId, []]);
  assert.match(message?.words ?? '', /un’altra persona ne ha inoltrata una per la stessa cosa.*La tua resta valida/);

  const officer = await portal.officer(`D${named()}`);
  const filing = (reply: typeof first) => (reply.location ?? '').split('/').at(-1) ?? '';
  const seen = await officer.get(`/ufficio/istanze/${filing(first)}`);
  assert.match(seen.html, /Non è la sola per la stessa cosa/);
  assert.ok(seen.html.includes(`href="/ufficio/istanze/${filing(second)}"`));

  await other.withdraw(filing(second));
  assert.doesNotMatch((await anna.visitor.get(first.location ?? '')).html, /Ce n’è anche un’altra/);
  assert.doesNotMatch((await officer.get(`/ufficio/istanze/${filing(first)}`)).html, /Non è la sola/);
  assert.deepEqual(await brokenPromises(portal.fresh.database), []);
});

test('two people who confirm for the same pupil at the same instant are both filed, one of them twice is not', async () => {
  const procedure = await onePerProvince('una-insieme', { among: 'everyone' });
  const bruno = await portal.applicant(`V${named()}`);
  const all = [
    await another(anna, procedure, 'MI'),
    await another(anna, procedure, 'MI'),
    await another(bruno, procedure, 'MI'),
  ];
  const replies = await Promise.all(all.map((each) => each.confirm()));
  assert.deepEqual(
    replies
      .slice(0, 2)
      .map(({ status }) => status)
      .sort(),
    [303, 422],
  );
  assert.equal(replies[2]?.status, 303);
  assert.deepEqual(await brokenPromises(portal.fresh.database), []);
});

test('another person may file about the same thing where there is one for each person', async () => {
  const procedure = await onePerProvince('una-ciascuno');
  const bruno = await portal.applicant(`Z${named()}`);
  const replies = [
    await (await another(anna, procedure, 'MI')).confirm(),
    await (await another(bruno, procedure, 'MI')).confirm(),
  ];
  assert.deepEqual(
    replies.map(({ status }) => status),
    [303, 303],
  );
});
