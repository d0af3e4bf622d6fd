import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PortalVisitor } from '../../../test/account-portal.ts';
import type { ApplicantOnPortal } from '../../../test/filing-portal.ts';
import { wordsOf } from '../../../test/portal-person.ts';
import {
  bringIn,
  hidden,
  idlePress,
  OFFICE,
  openTrialsPortal,
  publishBy,
  type TrialsPortal,
} from '../../../test/trials-portal.ts';

let portal: TrialsPortal;
let anna: ApplicantOnPortal;
let bea: ApplicantOnPortal;
let ciro: ApplicantOnPortal;
let dora: PortalVisitor;
let ezio: PortalVisitor;
let naples: PortalVisitor;
let annas: string;
let beas: string;
let contest: string;
let numbers: Map<string, number>;

before(async () => {
  portal = await openTrialsPortal();
  anna = await portal.applicant('FB');
  bea = await portal.applicant('FC');
  ciro = await portal.applicant('FD');
  annas = await portal.enter(anna, 105);
  beas = await portal.enter(bea, 110);
  await portal.enter(ciro, 83);
  dora = await portal.officer('GB', OFFICE);
  ezio = await portal.officer('GC', OFFICE);
  naples = await portal.officer('GD', 'USR-15');
});
after(() => portal.close());

const path = (end: string) => `/ufficio/prove/${contest}/${end}`;
const own = async (who: ApplicantOnPortal, application: string) =>
  wordsOf((await who.visitor.get(`/istanze/${application}/prove`)).html);
const told = async (accountId: string) => {
  await portal.work(idlePress);
  const rows = await portal.fresh.database.query<{ subject: string }>(
    `select subject from messages where account_id = $1 and kind like 'filing.trial%' order by created_at, id`,
    [accountId],
  );
  return rows.map(({ subject }) => subject);
};

test('before the closing no list is formed; after it everybody who filed has a number, once', async () => {
  const early = await dora.post('/ufficio/prove', { procedure: portal.procedureId });
  assert.match((await dora.follow(early)).html, /non sono ancora chiuse/);
  await portal.day('2025-11-03T09:00:00Z');
  await dora.get('/ufficio/prove');
  for (const added of ['3 candidati aggiunti', '0 candidati aggiunti']) {
    const formed = await dora.post('/ufficio/prove', { procedure: portal.procedureId });
    assert.match((await dora.follow(formed)).html, new RegExp(added));
  }
  const rows = await portal.fresh.database.query<{ contest: string; account: string; number: number }>(
    'select contest_id as contest, account_id as account, number from candidates order by number',
  );
  assert.deepEqual(
    rows.map(({ number }) => number),
    [1, 2, 3],
  );
  contest = rows[0]?.contest ?? '';
  numbers = new Map(rows.map(({ account, number }) => [account, number]));
  assert.match(wordsOf((await dora.get('/ufficio/prove')).html), /A-12/);
  assert.match(await own(anna, annas), /Non sei ancora convocato/);
});

const numberOf = ({ accountId }: ApplicantOnPortal) => numbers.get(accountId) ?? 0;

test('the list is downloaded with numbers and names, and who did is on record', async () => {
  const list = await dora.post(path('candidati'));
  assert.equal(list.headers['content-type'], 'text/csv; charset=utf-8');
  assert.equal(list.html.split('\r\n').length, 5);
  assert.ok(list.html.startsWith('"numero","cognome","nome","codice_fiscale"\r\n"1",'));
  const events = await portal.fresh.database.query(
    `select 1 from events where kind = 'contest.candidates-downloaded' and actor_office = $1`,
    [OFFICE],
  );
  assert.equal(events.length, 1);
});

test('another office finds no such competition, neither to see nor to change', async () => {
  for (const end of ['', '/convocazioni/written', '/pubblicazione/written', '/pubblicazione/merito']) {
    assert.equal((await naples.get(`/ufficio/prove/${contest}${end}`)).status, 404, end);
  }
  assert.equal((await naples.post(path('posti'), { posts: '9' })).status, 404);
  assert.equal((await naples.post(path('candidati'))).status, 404);
  assert.doesNotMatch((await naples.get('/ufficio/prove')).html, /A-12/);
});

test('a file of convocations with wrong rows imports nothing and names every line', async () => {
  const text = 'numero,giorno,ora,sede\n1,01/12/2025,9:00,IC Volta\n8,01/12/2025,9:00,IC Volta\n2,31/02/2025,9:00,\n';
  const reply = await dora.upload(path('convocazioni/written'), 'file', 'c.csv', text);
  assert.equal(reply.status, 422);
  const words = wordsOf(reply.html);
  assert.match(words, /Riga 3: in questo concorso non c’è un candidato 8|Riga 4: .*non è un giorno/);
  assert.match(words, /Non è stato importato niente/);
  const [none] = await portal.fresh.database.query<{ count: number }>(
    'select count(*)::integer as count from trial_imports',
  );
  assert.equal(none?.count, 0);
});

test('convocations count when they are confirmed: then each is told day, place and what to bring', async () => {
  const lines = [anna, bea, ciro].map(
    (who) => `${numberOf(who)},01/12/2025,9:00,IC Volta,via Po 3,12,${numberOf(who)}`,
  );
  const text = `numero,giorno,ora,sede,indirizzo,aula,posto\n${lines.join('\n')}\n`;
  const sent = await dora.upload(path('convocazioni/written'), 'file', 'convocazioni.csv', text);
  assert.match(wordsOf((await dora.follow(sent)).html), /Righe nuove: 3/);
  assert.match(await own(anna, annas), /Non sei ancora convocato/);
  assert.deepEqual(await told(anna.accountId), []);
  assert.equal((await dora.post(sent.location ?? '')).status, 303);
  const page = await own(anna, annas);
  for (const said of ['lunedì 1 dicembre 2025, ore 09:00', 'IC Volta, via Po 3', 'Un documento di identità valido']) {
    assert.ok(page.includes(said), `${said} is not in ${page}`);
  }
  assert.deepEqual(await told(anna.accountId), ['Sei convocato: Prova scritta']);
  const calendar = await anna.visitor.get(`/istanze/${annas}/prove/calendario.ics`);
  assert.match(calendar.html, /DTSTART:20251201T080000Z\r\n/);
  assert.match(calendar.html, /LOCATION:IC Volta\\, via Po 3\\, aula 12/);
});

test('a second file corrects with a recorded reason, and only who is touched is told', async () => {
  const text = `numero,giorno,ora,sede\n${numberOf(anna)},02/12/2025,14:30,IC Volta\n`;
  const sent = await dora.upload(path('convocazioni/written'), 'file', 'cambi.csv', text);
  const refused = await dora.post(sent.location ?? '', { reason: 'sede' });
  assert.equal(refused.status, 422);
  assert.match(wordsOf(refused.html), /scrivi perché/);
  const reason = 'La sede è chiusa il 1° dicembre.';
  assert.equal((await dora.post(sent.location ?? '', { reason })).status, 303);
  assert.ok((await dora.get(`/ufficio/prove/${contest}`)).html.includes(reason));
  assert.match(await own(anna, annas), /martedì 2 dicembre 2025, ore 14:30/);
  assert.match(await own(bea, beas), /lunedì 1 dicembre 2025, ore 09:00/);
  assert.deepEqual(await told(anna.accountId), [
    'Sei convocato: Prova scritta',
    'È cambiata la tua convocazione: Prova scritta',
  ]);
  assert.equal((await told(bea.accountId)).length, 1);
});

const results = (points: readonly (readonly [ApplicantOnPortal, string])[]) =>
  `numero;punteggio\n${points.map(([who, each]) => `${numberOf(who)};${each}`).join('\n')}\n`;

test('results wait for all: nothing is published while somebody has none, or the posts are not known', async () => {
  await portal.day('2025-12-10T09:00:00Z');
  const bad = await dora.upload(
    path('risultati/written'),
    'file',
    'r.csv',
    results([
      [anna, '101'],
      [bea, 'dieci'],
    ]),
  );
  assert.equal(bad.status, 422);
  assert.match(wordsOf(bad.html), /supera il massimo di 100,00.*non è un punteggio/);
  await bringIn(
    dora,
    path('risultati/written'),
    results([
      [anna, '84,5'],
      [bea, '69,99'],
    ]),
  );
  assert.match(wordsOf((await dora.get(path('pubblicazione/written'))).html), /Mancano i risultati di un candidato/);
  await bringIn(dora, path('risultati/written'), results([[ciro, 'assente']]));
  assert.match(wordsOf((await dora.get(path('pubblicazione/written'))).html), /Scrivi prima quanti sono i posti/);
  await dora.get(`/ufficio/prove/${contest}`);
  assert.equal((await dora.post(path('posti'), { posts: '2' })).status, 303);
  assert.doesNotMatch(await own(anna, annas), /84,50/);
});

test('whoever asks for the publication cannot decide it, and what is asked shows nobody anything', async () => {
  const ask = path('pubblicazione/written');
  const digest = hidden((await dora.get(ask)).html, 'digest');
  assert.equal((await dora.post(ask, { digest, note: 'corto' })).status, 422);
  assert.equal((await dora.post(ask, { digest, note: 'Verbale n. 4 della commissione.' })).status, 303);
  const page = await dora.get(path('decisione/written'));
  assert.match(wordsOf(page.html), /Hai chiesto tu la pubblicazione/);
  const [request] = await portal.fresh.database.query<{ id: string }>(
    'select id from trial_publications where outcome is null',
  );
  const mine = await dora.post(path('decisione/written'), { request: request?.id ?? '', decision: 'publish' });
  assert.equal(mine.status, 422);
  assert.doesNotMatch(await own(anna, annas), /84,50|Ammesso/);
  assert.equal((await anna.visitor.get(`/procedure/${portal.procedureId}/esiti/${contest}`)).status, 404);
});

test('new results take the request back: what was seen is what is published, or nothing', async () => {
  await ezio.get(path('decisione/written'));
  await bringIn(dora, path('risultati/written'), results([[bea, '70']]), 'Un foglio era stato contato male.');
  const [row] = await portal.fresh.database.query<{ outcome: string }>('select outcome from trial_publications');
  assert.equal(row?.outcome, 'superseded');
  assert.match(wordsOf((await ezio.get(path('decisione/written'))).html), /Chiedi la pubblicazione/);
});

test('published by two, each person sees theirs with the threshold and why, and is told without the score', async () => {
  assert.equal((await publishBy(dora, ezio, contest, 'written')).status, 303);
  const page = await own(anna, annas);
  for (const said of [
    'Ammesso alla prova dopo',
    'Il tuo punteggio: 84,50 su 100,00',
    'Soglia per passare, la linea scura: 70,00',
    'Sono ammessi i primi 6 (3 per ognuno dei 2 posti)',
    'Ricorso al TAR, entro 60 giorni',
  ]) {
    assert.ok(page.includes(said), `${said} is not in ${page}`);
  }
  assert.doesNotMatch(page, /70,00 su 100,00/);
  assert.match(await own(bea, beas), /Il tuo punteggio: 70,00 su 100,00/);
  assert.equal((await bea.visitor.get(`/istanze/${annas}/prove`)).status, 404);
  assert.equal((await told(anna.accountId)).at(-1), 'C’è l’esito: Prova scritta');
  const [message] = await portal.fresh.database.query<{ words: string }>(
    `select array_to_string(paragraphs, ' ') as words from messages where kind = 'filing.trial-published' limit 1`,
  );
  assert.doesNotMatch(message?.words ?? '', /\d+,\d\d/);
});

test('only who is admitted is called to the next trial', async () => {
  const text = `numero,giorno,ora,sede\n${numberOf(ciro)},12/01/2026,9:00,IC Volta\n`;
  const reply = await dora.upload(path('convocazioni/oral'), 'file', 'o.csv', text);
  assert.match(wordsOf(reply.html), /non è ammesso alla prova «Prova orale»/);
  assert.match(wordsOf((await ciro.visitor.get('/prove')).html), /Concorso docenti 2025/);
});

test('the ranking of merit adds trials and titles, and says from where each point comes', async () => {
  assert.match(
    wordsOf((await dora.get(path('pubblicazione/merito'))).html),
    /Prima va pubblicato l’esito di «Prova orale»/,
  );
  await bringIn(
    dora,
    path('risultati/oral'),
    results([
      [anna, '80'],
      [bea, '90,5'],
    ]),
  );
  assert.equal((await publishBy(ezio, dora, contest, 'oral')).status, 303);
  assert.doesNotMatch(await own(anna, annas), /Graduatoria di merito: posto/);
  assert.equal((await publishBy(dora, ezio, contest, 'merito')).status, 303);
  // Anna: 84,50 + 80 + 22,50 of titles; Bea: 70 + 90,50 + 25.
  const page = await own(anna, annas);
  for (const said of [
    'Graduatoria di merito: posto 1',
    'con 187,00 punti su 250,00',
    'Prova scritta 84,50',
    'Titoli 22,50',
    'Titoli: 22,50 punti',
  ]) {
    assert.ok(page.includes(said), `${said} is not in ${page}`);
  }
  const second = await own(bea, beas);
  assert.match(second, /Sei al posto 2 di 2, con 185,50 punti/);
  assert.match(second, /Chi ti precede è prima di te per: Più punti/);
});

test('what is public holds numbers and no name, and of nobody what they declared', async () => {
  const lists = await anna.visitor.get(`/procedure/${portal.procedureId}/esiti`);
  assert.match(lists.html, new RegExp(`/esiti/${contest}`));
  const { html } = await anna.visitor.get(`/procedure/${portal.procedureId}/esiti/${contest}`);
  assert.match(wordsOf(html), new RegExp(`1 ${numberOf(anna)} 187,00`));
  const people = await portal.fresh.database.query<{ name: string; code: string }>(
    `select a.surname || ' ' || a.name as name, a.fiscal_code as code from candidates c join accounts a on a.id = c.account_id
     where a.id <> $1`,
    [anna.accountId],
  );
  for (const { name, code } of people) assert.ok(!html.includes(code) && !html.includes(name), name);
});

test('a correction after publication goes by two again, and says that it takes the place of the one before', async () => {
  await bringIn(dora, path('risultati/written'), results([[anna, '60']]), 'Ricorso accolto: prova ricorretta.');
  assert.match(await own(anna, annas), /84,50 su 100,00/);
  assert.equal((await publishBy(dora, ezio, contest, 'written')).status, 303);
  assert.match(await own(anna, annas), /Non superata/);
  await portal.work(idlePress);
  const [last] = await portal.fresh.database.query<{ words: string }>(
    `select array_to_string(paragraphs, ' ') as words from messages where account_id = $1 and kind = 'filing.trial-published'
     order by created_at desc, id desc limit 1`,
    [anna.accountId],
  );
  assert.match(last?.words ?? '', /ha corretto quello che aveva pubblicato/);
});

test('an officer who is a candidate there leaves it to a colleague', async () => {
  await portal.fresh.owner.query(`insert into memberships values ($1, 'officer', $2, 'Ufficio', now())`, [
    anna.accountId,
    OFFICE,
  ]);
  const reply = await anna.visitor.get(`/ufficio/prove/${contest}`);
  assert.equal(reply.status, 403);
  assert.match(reply.html, /si occupa un collega/);
});
