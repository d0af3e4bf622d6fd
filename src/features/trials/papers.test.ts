import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PortalVisitor } from '../../../test/account-portal.ts';
import type { ApplicantOnPortal } from '../../../test/filing-portal.ts';
import { wordsOf } from '../../../test/portal-person.ts';
import {
  askFor,
  bringIn,
  decideOver,
  formContest,
  hidden,
  idlePress,
  openTrialsPortal,
  type TrialsPortal,
} from '../../../test/trials-portal.ts';
import { zip } from '../../platform/zip.ts';

let portal: TrialsPortal;
let anna: ApplicantOnPortal;
let bea: ApplicantOnPortal;
let annas: string;
let beas: string;
let dora: PortalVisitor;
let ezio: PortalVisitor;
let contest: string;
let number: (who: ApplicantOnPortal) => number;

before(async () => {
  portal = await openTrialsPortal();
  [anna, bea] = [await portal.applicant('FB'), await portal.applicant('FC')];
  [annas, beas] = [await portal.enter(anna, 105), await portal.enter(bea, 100)];
  ({ dora, ezio, contest } = await formContest(portal, '2025-12-10T11:00:00Z'));
  const rows = await portal.fresh.database.query<{ account: string; number: number }>(
    'select account_id as account, number from candidates',
  );
  number = ({ accountId }) => rows.find(({ account }) => account === accountId)?.number ?? 0;
  await dora.get(path(''));
  await dora.post(path('posti'), { posts: '2' });
  await bringIn(dora, path('risultati/written'), `numero;punteggio\n${number(anna)};84,5\n${number(bea)};72\n`);
  await portal.work(idlePress);
});
after(() => portal.close());

const path = (end: string) => `/ufficio/prove/${contest}/${end}`;
const paperOf = (who: ApplicantOnPortal, words: string) => ({
  name: `${number(who)}.pdf`,
  bytes: Buffer.from(`%PDF-1.4\n% ${words}\n%%EOF\n`),
});
const bring = (...papers: { name: string; bytes: Buffer }[]) =>
  dora.upload(path('elaborati/written'), 'file', 'elaborati.zip', zip(papers));
const prove = (application: string) => `/istanze/${application}/prove`;
const button = async (who: ApplicantOnPortal, application: string) =>
  hidden((await who.visitor.get(prove(application))).html, 'paper');
const open = async (who: ApplicantOnPortal, application: string, paper: string) => {
  await who.visitor.get(prove(application));
  return who.visitor.post(`${prove(application)}/elaborato`, { paper });
};
const messages = async () =>
  (
    await portal.fresh.database.query<{ subject: string }>(
      `select subject from messages where kind = 'filing.trial-paper' order by created_at, id`,
    )
  ).map(({ subject }) => subject);

test('an archive with a stranger, or with what is no PDF, keeps nothing and names the files', async () => {
  const stranger = await bring(paperOf(anna, 'Anna'), { name: '99.pdf', bytes: Buffer.from('%PDF-1.4\n') });
  assert.equal(stranger.status, 422);
  assert.match(wordsOf(stranger.html), /99\.pdf: in questo concorso non c’è un candidato 99/);
  const other = await bring({ name: `${number(anna)}.pdf`, bytes: Buffer.from('MZ') });
  assert.match(wordsOf(other.html), /non è un PDF/);
  assert.equal((await dora.upload(path('elaborati/written'), 'file', 'x.zip', 'no zip')).status, 422);
  const much = Array.from({ length: 31 }, (_, at) => ({ name: `${at + 1}.pdf`, bytes: Buffer.alloc(2_000_000) }));
  assert.match(wordsOf((await bring(...much)).html), /L’archivio è rovinato/);
  assert.equal((await portal.fresh.database.query('select 1 from trial_papers')).length, 0);
});

test('confirmed before the outcome is out, the paper is seen by nobody, not even by its candidate', async () => {
  const sent = await bring(paperOf(anna, 'Anna'), paperOf(bea, 'Bea'));
  assert.equal(sent.status, 303);
  assert.match(wordsOf((await dora.follow(sent)).html), /Elaborati nuovi: 2/);
  assert.equal((await dora.post(sent.location ?? '')).status, 303);
  assert.equal(await button(anna, annas), '');
  const [row] = await portal.fresh.database.query<{ id: string }>(
    'select p.id from trial_papers p join candidates c on c.id = p.candidate_id where c.account_id = $1',
    [anna.accountId],
  );
  assert.equal((await open(anna, annas, row?.id ?? '')).status, 303);
  assert.deepEqual(await messages(), []);
});

test('once the outcome has appeared each opens their own, and that is on record; nobody opens another’s', async () => {
  await askFor(dora, contest, 'written');
  await decideOver(ezio, contest, 'written');
  const paper = await button(anna, annas);
  const reply = await open(anna, annas, paper);
  assert.equal(reply.headers['content-type'], 'application/pdf');
  assert.match(String(reply.headers['content-disposition']), /^attachment; .*elaborato-written-candidato-/);
  assert.match(reply.html, /% Anna/);
  const opened = await portal.fresh.database.query<{ actor: string; paper: string }>(
    `select actor, data ->> 'paper' as paper from events where kind = 'application.trial-paper-opened'`,
  );
  assert.deepEqual(opened, [{ actor: anna.accountId, paper }]);
  assert.equal((await open(bea, beas, paper)).status, 303);
  assert.equal((await bea.visitor.post(`${prove(annas)}/elaborato`, { paper })).status, 404);
  assert.equal((await open(anna, annas, 'x')).status, 303);
});

test('another paper takes the place of the first with a reason, and its candidate alone is told', async () => {
  const first = await button(anna, annas);
  const sent = await bring(paperOf(anna, 'Anna, corretto'), paperOf(bea, 'Bea'));
  assert.match(wordsOf((await dora.follow(sent)).html), /Che cambiano un dato già importato: 1 \. Uguali a prima: 1/);
  assert.equal((await dora.post(sent.location ?? '', { reason: 'Mancava l’ultima pagina.' })).status, 303);
  assert.equal((await open(anna, annas, first)).status, 303);
  assert.match((await open(anna, annas, await button(anna, annas))).html, /% Anna, corretto/);
  assert.deepEqual(await messages(), ['È cambiato il tuo elaborato: Prova scritta']);
  assert.match((await open(bea, beas, await button(bea, beas))).html, /% Bea/);
});

test('papers leave the results and what is asked for as they are', async () => {
  const [row] = await portal.fresh.database.query<{ outcome: string }>('select outcome from trial_publications');
  assert.equal(row?.outcome, 'published');
  assert.match(wordsOf((await anna.visitor.get(prove(annas))).html), /84,50 su 100,00/);
});
