import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { CODE } from '../../../test/applicants.ts';
import type { Caller } from '../../../test/caller.ts';
import { openCatalogueWorld } from '../../../test/catalogue-world.ts';
import { ENROLMENT, type Enrolled, enrol, enrolmentsClose } from '../../../test/enrolments.ts';
import { wordsOf } from '../../../test/portal-person.ts';

const HOME = `/ministero/ammissioni/${ENROLMENT}`;
const PAST = new Date(Date.now() - 60_000);
const LATER = new Date(Date.now() + 86_400_000);

let world: Awaited<ReturnType<typeof openCatalogueWorld>>;
let fulvia: Caller;
let guido: Caller;
let anna: Enrolled;
let bruna: Enrolled;
let carla: Enrolled;
let run: string;

// At Castelnovo one place of 40 hours, which three children want; there the order of the criteria decides.
before(async () => {
  world = await openCatalogueWorld();
  fulvia = await world.member('fulvia');
  guido = await world.member('guido');
  const timetable = { primary_hours: ['h40'], religion: 'no' };
  const both = { first: 'VDIC80200V', second: 'VDIC80100L' };
  anna = await enrol(world, 'Agnese', {
    ...{ timetable, schools: both, child: { residence: 'X003' } },
    at_vdic80200v: { hamlet: true, sibling: true },
  });
  bruna = await enrol(world, 'Brunella', {
    ...{ timetable, schools: both, at_vdic80200v: { hamlet: true } },
    at_vdic80100l: { family: 'single', children: 3, work: 'both' },
  });
  carla = await enrol(world, 'Camilla', {
    ...{ timetable, schools: { first: 'VDIC80200V' } },
    at_vdic80200v: { sibling: true },
  });
});
after(() => world.close());

const outcomeOf = async ({ caller, application }: Enrolled) =>
  wordsOf((await caller.get(`/istanze/${application}/esito`)).body);
const messages = async ({ application }: Enrolled) =>
  world.database.query<{ subject: string; paragraphs: string[] }>(
    `select subject, paragraphs from messages where kind = 'filing.admission-published' and link_href = $1 order by created_at, id`,
    [`/istanze/${application}/esito`],
  );
const count = async (table: string) => {
  const [row] = await world.database.query<{ many: number }>(`select count(*)::integer as many from ${table}`);
  return row?.many;
};
const told = async (caller: Caller, answer: Awaited<ReturnType<Caller['post']>>) =>
  wordsOf((await caller.after(answer)).body);
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
const workOut = async () => {
  const answer = await fulvia.post(HOME);
  run = answer.location ?? '';
  return told(fulvia, answer);
};
const ask = async () => {
  const digest = hidden((await fulvia.get(run)).body, 'digest');
  return fulvia.post(`${run}/pubblicazione`, { digest, note: 'Verbale del sorteggio n. 2.' });
};
const decide = async (who: Caller, decision: string, reason = '') => {
  const [row] = await world.database.query<{ id: string }>(
    'select id from admission_publications where outcome is null',
  );
  return who.post(`${run}/decisione`, { request: row?.id ?? '', decision, reason });
};

test('nothing is worked out while families file, nor without a seed on record', async () => {
  assert.match(await workOut(), /non sono ancora chiuse/);
  await enrolmentsClose(world, PAST);
  assert.match(await workOut(), /Scrivi prima il seme/);
  assert.equal(await count('admission_runs'), 0);
});

test('the seed is put on record once, and never changed', async () => {
  const short = await fulvia.post(`${HOME}/seme`, { seed: '12 45' });
  assert.equal(short.status, 422);
  assert.match(short.body, />12 45</);
  const seed = 'Lotto del 17 febbraio 2026, Roma, 12 45 7 88 31';
  assert.match(await told(fulvia, await fulvia.post(`${HOME}/seme`, { seed })), /è a verbale/);
  assert.match(
    await told(guido, await guido.post(`${HOME}/seme`, { seed: 'Un altro seme più comodo' })),
    /non si cambia/,
  );
  assert.match(wordsOf((await guido.get(HOME)).body), /12 45 7 88 31.*Fulvia/);
});

test('a run is put on record whole, with what it rests on; the same again is the same run', async () => {
  assert.match(await workOut(), /messe a verbale/);
  const first = run;
  assert.match(await workOut(), /Niente è cambiato/);
  assert.equal(run, first);
  assert.deepEqual([await count('admission_runs'), await count('admission_outcomes')], [1, 3]);
  const criteria = await world.database.query<{ school: string }>(
    `select c.school_code as school from admission_criteria c join school_criteria s on s.digest = c.digest order by 1`,
  );
  assert.deepEqual(
    criteria.map(({ school }) => school),
    ['VDIC80100L', 'VDIC80200V'],
  );
  await assert.rejects(world.database.query(`update admission_outcomes set state = 'moved'`), /permission denied/);
});

test('the office looks at figures, school by school, and at no child', async () => {
  const page = await guido.get(run);
  const words = wordsOf(page.body);
  assert.match(words, /Domande valide 3 Nella prima scuola indicata 1 In una scuola indicata dopo 1 In nessuna 1/);
  assert.match(words, /IC di Castelnovo d.Oro \(VDIC80200V\) Prima della primaria, 40 ore 1 3 1 1/);
  for (const trace of ['Bellodi', anna.fiscalCode, bruna.fiscalCode]) assert.ok(!page.body.includes(trace), trace);
});

test('before it is published families read that there is no outcome yet', async () => {
  assert.match(await outcomeOf(bruna), /Non c’è ancora un esito/);
});

test('one person asks, another decides; a refusal leaves everything as it was', async () => {
  assert.equal((await ask()).status, 303);
  const own = await decide(fulvia, 'publish');
  assert.match(await told(fulvia, own), /a decidere è un’altra persona/);
  assert.equal((await ask()).status, 303, 'asking twice says that it waits');
  assert.equal((await decide(guido, 'refuse')).status, 422, 'a refusal says why');
  assert.equal((await decide(guido, 'refuse', 'Manca il verbale del sorteggio.')).status, 303);
  assert.match(await outcomeOf(bruna), /Non c’è ancora un esito/);
  assert.equal((await ask()).status, 303);
  assert.equal((await decide(guido, 'publish')).status, 303);
  const events = await world.database.query<{ kind: string }>(
    `select kind from events where kind like 'admissions.%' order by id`,
  );
  assert.deepEqual(
    events.map(({ kind }) => kind.slice('admissions.'.length)),
    [
      'seed-written',
      'worked-out',
      'publication-asked',
      'publication-refused',
      'publication-asked',
      'publication-published',
    ],
  );
});

test('each family is told once, and reads where there is a place and why not before', async () => {
  for (const family of [anna, bruna, carla]) {
    const [message, ...more] = await messages(family);
    assert.equal(more.length, 0);
    assert.ok(!message?.paragraphs.join(' ').includes('Castelnovo'), 'the mail says no outcome');
  }
  assert.match(await outcomeOf(anna), /C’è posto: .*È la prima scuola che hai indicato/);
  const moved = await outcomeOf(bruna);
  assert.match(moved, /Le scuole indicate prima non avevano posto/);
  assert.match(moved, /La domanda è in posizione 2 fra le 3 domande/);
  assert.match(moved, /Prima della primaria, 40 ore 1 1/);
  assert.match(moved, /Abita nella frazione della scuola sì/);
  assert.match(moved, /Un genitore solo .*8,00/);
  assert.match(moved, /Delibera n. 31/);
  assert.match(await outcomeOf(carla), /Non c’è posto nelle scuole indicate.*ufficio scolastico/);
});

test('a family reads its own lines, and of the others nothing but how many they are', async () => {
  const { body } = await carla.caller.get(`/istanze/${carla.application}/esito`);
  for (const other of [anna, bruna]) {
    assert.ok(!body.includes(other.fiscalCode));
    assert.equal((await carla.caller.get(`/istanze/${other.application}/esito`)).status, 404);
  }
  assert.ok(!/sì contro no/.test(body));
  const kept = await world.database.query<{ steps: string }>('select steps::text from admission_outcomes');
  for (const { steps } of kept) assert.ok(!steps.includes('because') && !steps.includes('contro'));
});

test('after a withdrawal the run is another one: whom it gives more is told, who reads the same is left in peace', async () => {
  await enrolmentsClose(world, LATER);
  const page = (await anna.caller.get(`/istanze/${anna.application}/ritiro`)).body;
  const shown = { filing: hidden(page, 'filing'), attempt: hidden(page, 'attempt') };
  const withdrawn = await anna.caller.post(`/istanze/${anna.application}/ritiro`, { ...shown, code: CODE });
  assert.equal(withdrawn.status, 303, withdrawn.body);
  await enrolmentsClose(world, PAST);
  assert.match(wordsOf((await fulvia.get(run)).body), /Pubblicat|pubblicato/);
  assert.match(await workOut(), /messe a verbale/);
  assert.equal((await ask()).status, 303);
  assert.equal((await decide(guido, 'publish')).status, 303);
  assert.match(await outcomeOf(bruna), /È la prima scuola che hai indicato/);
  const [, again] = await messages(bruna);
  assert.match(again?.paragraphs.join(' ') ?? '', /Prende il posto/);
  assert.equal((await messages(carla)).length, 1);
  assert.match(await outcomeOf(anna), /Questa domanda non vale più/);
});

test('a pupil for whom two people have filed is told to who decides, by register numbers and without names', async () => {
  assert.doesNotMatch(wordsOf((await fulvia.get(run)).body), /Alunni con più domande/);
  await enrolmentsClose(world, LATER);
  const other = await enrol(world, 'Camilla', {
    timetable: { primary_hours: ['h40'], religion: 'no' },
    schools: { first: 'VDIC80200V' },
  });
  await enrolmentsClose(world, PAST);
  await workOut();
  const { body } = await guido.get(run);
  const words = wordsOf(body);
  assert.match(words, /Alunni con più domande.*\d{7}\/\d{4} di \w+, .*; \d{7}\/\d{4} di \w+, nessun posto/);
  assert.ok(!body.includes(other.fiscalCode) && !body.includes('Camilla'));
});

test('who has a child among them leaves it to a colleague', async () => {
  await world.database.query(
    `insert into applications (id, account_id, procedure_id, created_at)
     select $1, account_id, $2, now() from memberships m join accounts a on a.id = m.account_id where a.name = 'Guido'`,
    [uuidv7(), ENROLMENT],
  );
  assert.equal((await guido.get(HOME)).status, 403);
  assert.equal((await guido.post(HOME)).status, 403);
  assert.equal((await fulvia.get(HOME)).status, 200);
});
