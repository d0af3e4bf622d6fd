import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { heldAbout } from '../src/features/personal-data/held-store.ts';
import type { PortalVisitor } from './account-portal.ts';
import type { ApplicantOnPortal } from './filing-portal.ts';
import { wordsOf } from './portal-person.ts';
import {
  type Appearance,
  askFor,
  bringIn,
  decideOver,
  formContest,
  idlePress,
  openTrialsPortal,
  type TrialsPortal,
} from './trials-portal.ts';

// The office decides on 10 December that the outcome appears on the 11th at 14:00:00.

const TOMORROW: Appearance = { 'day.day': '11', 'day.month': '12', 'day.year': '2025', time: '14:00:00' };
const AT = '2025-12-11T13:00:00.000Z';
const JUST_BEFORE = '2025-12-11T12:59:59.999Z';
const NOON = '2025-12-10T11:00:00Z';

let portal: TrialsPortal;
let anna: ApplicantOnPortal;
let dora: PortalVisitor;
let ezio: PortalVisitor;
let application: string;
let contest: string;

before(async () => {
  portal = await openTrialsPortal();
  anna = await portal.applicant('FB');
  application = await portal.enter(anna, 105);
  ({ dora, ezio, contest } = await formContest(portal, '2025-11-03T09:00:00Z'));
  await portal.day(NOON);
  await dora.get(path(''));
  await dora.post(path('posti'), { posts: '2' });
  await bringIn(dora, path('risultati/written'), 'numero;punteggio\n1;84,5\n');
  await portal.work(idlePress);
});
after(() => portal.close());

const path = (end: string) => `/ufficio/prove/${contest}/${end}`;
const page = async (who: PortalVisitor, address: string) => wordsOf((await who.get(address)).html);
const messages = async () =>
  (await portal.fresh.database.query(`select 1 from messages where kind = 'filing.trial-published'`)).length;

/** Everything by which something could be known of the outcome. */
async function whatIsSeen() {
  const mails = (await portal.work(idlePress)).length;
  const lists = `/procedure/${portal.procedureId}/esiti`;
  const all = await Promise.all(
    ['/prove', `/istanze/${application}/prove`, `/istanze/${application}/prove/calendario.ics`, '/messaggi', lists].map(
      (address) => page(anna.visitor, address),
    ),
  );
  return {
    own: all.some((words) => /84,50|Ammesso alla prova dopo|esito: Prova scritta/.test(words)),
    lists: all.at(-1)?.includes('A-12') === true,
    list: (await anna.visitor.get(`${lists}/${contest}`)).status,
    messages: await messages(),
    mails,
    calledToNext: / Prova orale 1 /.test(await page(dora, path(''))),
  };
}

const NOTHING = { own: false, lists: false, list: 404, messages: 0, mails: 0, calledToNext: false };

test('an instant that has gone by, does not exist or is far away is refused beside its field', async () => {
  for (const [changes, said] of [
    [{ ...TOMORROW, 'day.day': '10', time: '11:59:59' }, /È già passato/],
    [{ ...TOMORROW, 'day.day': '31', 'day.month': '02' }, /un giorno che esiste/],
    [{ ...TOMORROW, time: '25:00' }, /Scrivi l’ora come 23:59/],
    [{ ...TOMORROW, time: '' }, /Scrivi l’ora come 23:59/],
    [{ ...TOMORROW, 'day.year': '2027' }, /più di un anno/],
  ] as const) {
    const reply = await askFor(dora, contest, 'written', changes);
    assert.equal(reply.status, 422, JSON.stringify(changes));
    assert.match(wordsOf(reply.html), said);
  }
});

test('approved by a second person for tomorrow, nobody sees anything of it until the second it appears', async () => {
  assert.equal((await askFor(dora, contest, 'written', TOMORROW)).status, 303);
  assert.match(await page(ezio, path('decisione/written')), /Pubblico: giovedì 11 dicembre 2025, ore 14:00:00/);
  const decided = await decideOver(ezio, contest, 'written');
  assert.match(wordsOf((await ezio.follow(decided)).html), /Deciso: esce giovedì 11 dicembre 2025, ore 14:00:00/);
  assert.deepEqual(await whatIsSeen(), NOTHING);
  await portal.day(JUST_BEFORE);
  assert.deepEqual(await whatIsSeen(), NOTHING);
});

test('taken back with a reason before it appears, it never does', async () => {
  await portal.day(NOON);
  await dora.get(path('pubblicazione/written'));
  assert.equal((await dora.post(path('annullamento/written'), { recall: 'no' })).status, 422);
  const recall = 'Il verbale va firmato di nuovo.';
  assert.equal((await dora.post(path('annullamento/written'), { recall })).status, 303);
  assert.match(await page(dora, path('')), /Annullato prima di uscire: «Il verbale va firmato di nuovo\.»/);
  await portal.day(AT);
  assert.deepEqual(await whatIsSeen(), NOTHING);
  const again = await dora.post(path('annullamento/written'), { recall });
  assert.match(wordsOf((await dora.follow(again)).html), /Non c’è più niente da annullare/);
});

test('new results, other posts and a second request do not pass over what is approved', async () => {
  await portal.day(NOON);
  for (const [change, why] of [
    [
      () => bringIn(dora, path('risultati/written'), 'numero;punteggio\n1;85\n', 'Un foglio contato male.'),
      /Sono arrivati risultati nuovi/,
    ],
    [
      () => dora.post(path('posti'), { posts: '3', reason: 'Rettifica del bando n. 12.' }),
      /I posti a concorso sono cambiati/,
    ],
  ] as const) {
    await askFor(dora, contest, 'written', TOMORROW);
    assert.equal((await decideOver(ezio, contest, 'written')).status, 303);
    const twice = await dora.post(path('pubblicazione/written'), {
      digest: 'a'.repeat(64),
      note: 'Verbale della commissione n. 5.',
    });
    assert.equal(twice.status, 422);
    await change();
    assert.match(await page(dora, path('')), why);
    assert.equal(hasForm(await ezio.get(path('pubblicazione/written'))), true);
  }
});

const hasForm = ({ html }: { html: string }) => html.includes('Chiedi la pubblicazione');

test('who decides after the instant asked for finds that it must be asked for again', async () => {
  await askFor(dora, contest, 'written', TOMORROW);
  await ezio.get(path('decisione/written'));
  const [request] = await portal.fresh.database.query<{ id: string }>(
    'select id from trial_publications where outcome is null',
  );
  await portal.day(AT);
  const late = { request: request?.id ?? '', decision: 'publish', reason: '' };
  const reply = await ezio.post(path('decisione/written'), late);
  assert.equal(reply.status, 422);
  assert.match(wordsOf(reply.html), /L’istante chiesto è passato/);
  assert.equal(hasForm(await ezio.get(path('pubblicazione/written'))), true);
});

test('at the second it appears it is there, each is written to once, and it is not taken back any more', async () => {
  await portal.day(NOON);
  await askFor(dora, contest, 'written', TOMORROW);
  await decideOver(ezio, contest, 'written');
  await portal.day(AT);
  const seen = await whatIsSeen();
  assert.deepEqual(
    { ...seen, mails: 1 },
    { own: true, lists: true, list: 200, messages: 1, mails: 1, calledToNext: true },
  );
  assert.ok(seen.mails > 0);
  assert.match(
    await page(anna.visitor, `/istanze/${application}/prove`),
    /Pubblicato giovedì 11 dicembre 2025, ore 14:00:00/,
  );
  await dora.get(path('pubblicazione/written'));
  const late = await dora.post(path('annullamento/written'), { recall: 'Abbiamo cambiato idea.' });
  assert.match(wordsOf((await dora.follow(late)).html), /Non c’è più niente da annullare/);
  assert.match(await page(anna.visitor, `/istanze/${application}/prove`), /85,00 su 100,00/);
});

test('the copy of one’s data tells of what has appeared, and of nothing that is to appear', async () => {
  const { database, owner } = portal.fresh;
  const held = async () =>
    (await heldAbout(database, anna.accountId))
      .flatMap(({ holdings }) => holdings)
      .find(({ table }) => table === 'published_outcomes')?.rows.length;
  assert.equal(await held(), 1);
  await owner.query(`update trial_publications set appears_at = now() + interval '1 day' where told_at is not null`);
  assert.equal(await held(), 0);
});
