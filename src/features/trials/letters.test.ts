import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PortalVisitor } from '../../../test/account-portal.ts';
import type { ApplicantOnPortal } from '../../../test/filing-portal.ts';
import {
  askFor,
  bringIn,
  decideOver,
  formContest,
  idlePress,
  openTrialsPortal,
  publishBy,
  type TrialsPortal,
} from '../../../test/trials-portal.ts';
import type { Mail } from '../../platform/mail/index.ts';
import { TELL_PUBLISHED, tellPublished } from './telling-store.ts';

let portal: TrialsPortal;
let people: ApplicantOnPortal[];
let dora: PortalVisitor;
let ezio: PortalVisitor;
let contest: string;

before(async () => {
  portal = await openTrialsPortal();
  people = [await portal.applicant('FB'), await portal.applicant('FC')];
  for (const one of people) await portal.enter(one, 105);
  ({ dora, ezio, contest } = await formContest(portal, '2025-11-03T09:00:00Z'));
  await portal.work(idlePress);
});
after(() => portal.close());

const path = (end: string) => `/ufficio/prove/${contest}/${end}`;
/** The mails that go out now, without those of the filing. */
const mails = (): Promise<Mail[]> => portal.work(idlePress);
const subjects = (sent: readonly Mail[]) => sent.map(({ subject }) => subject);
const called = (time: string) =>
  `numero,giorno,ora,sede,aula\n1,01/12/2025,9:00,IC Volta,4\n2,01/12/2025,${time},IC Volta,4\n`;

test('nobody is called by a file that is not confirmed; confirmed twice, each is written to once', async () => {
  const sent = await dora.upload(path('convocazioni/written'), 'file', 'c.csv', called('9:00'));
  assert.deepEqual(await mails(), []);
  for (let times = 0; times < 2; times += 1) await dora.post(sent.location ?? '');
  const letters = await mails();
  assert.deepEqual(subjects(letters), Array(2).fill('Sei convocato: Prova scritta'));
  for (const said of [
    'sei convocato alla prova «Prova scritta» per Secondaria di secondo grado, una classe di concorso A-12',
    'Quando e dove: lunedì 1 dicembre 2025, ore 09:00:00 – IC Volta, aula 4.',
    'Porta con te: Un documento di identità valido',
    'Chi non si presenta è escluso',
  ]) {
    assert.ok(
      letters.every(({ text }) => words(text).includes(said)),
      `${said} is not in ${letters[0]?.text}`,
    );
  }
  assert.deepEqual(letters.map(({ text }) => /Il tuo numero di candidato è (\d)/.exec(words(text))?.[1]).toSorted(), [
    '1',
    '2',
  ]);
  assert.deepEqual(await mails(), []);
});

const words = (text: string) => text.replaceAll(/\s+/g, ' ');

test('the same file again writes to nobody; another hour only to whom it is for, as a change', async () => {
  await bringIn(dora, path('convocazioni/written'), called('9:00'));
  assert.deepEqual(await mails(), []);
  await bringIn(dora, path('convocazioni/written'), called('11:30'), 'Due turni invece di uno.');
  const letters = await mails();
  assert.deepEqual(subjects(letters), ['È cambiata la tua convocazione: Prova scritta']);
  assert.match(words(letters[0]?.text ?? ''), /Vale questa, e non quella di prima\. .*ore 11:30:00/);
});

test('results brought in, and a publication asked for, are told to nobody', async () => {
  await portal.day('2025-12-10T09:00:00Z');
  await dora.get(path(''));
  await dora.post(path('posti'), { posts: '2' });
  await bringIn(dora, path('risultati/written'), 'numero;punteggio\n1;84,5\n2;69\n');
  await askFor(dora, contest, 'written');
  assert.deepEqual(await mails(), []);
});

test('published, each is told once and without a score, however often the job runs', async () => {
  assert.equal((await decideOver(ezio, contest, 'written')).status, 303);
  const letters = await mails();
  assert.deepEqual(subjects(letters), Array(2).fill('C’è l’esito: Prova scritta'));
  for (const { text, html } of letters) {
    assert.match(words(text), /è uscito l’esito della prova «Prova scritta»/);
    assert.match(text, /\/istanze\/[0-9a-f-]{36}\/prove/);
    assert.doesNotMatch(text + html, /84,50|69,00|Ammesso|superata/);
  }
  const { database } = portal.fresh;
  const [row] = await database.query<{ id: string }>('select id from trial_publications');
  await database.query('insert into outbox (task, payload) values ($1, $2)', [
    TELL_PUBLISHED,
    { publication: row?.id },
  ]);
  await portal.fresh.owner.query('update trial_publications set told_at = null');
  await Promise.all([1, 2].map(() => tellPublished(database, row?.id ?? '', portal.now)));
  assert.deepEqual(await mails(), []);
});

test('the ranking of merit is told to who is in it, and to nobody else', async () => {
  await bringIn(dora, path('risultati/oral'), 'numero;punteggio\n1;80\n');
  await publishBy(ezio, dora, contest, 'oral');
  assert.deepEqual(subjects(await mails()), ['C’è l’esito: Prova orale']);
  await publishBy(dora, ezio, contest, 'merito');
  const letters = await mails();
  assert.deepEqual(subjects(letters), ['C’è la graduatoria di merito']);
  assert.match(words(letters[0]?.text ?? ''), /è uscita la graduatoria di merito per Secondaria/);
});
