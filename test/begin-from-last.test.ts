import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { hiddenIn } from './cast-objects.ts';
import type { Name } from './cast-people.ts';
import { actsFor, PERSONAL_CODE } from './cast-people.ts';
import { type CastWorld, openCastWorld } from './cast-world.ts';
import { fileLastYear, publishCycles, thisYear } from './earlier-cycle.ts';

// Somebody who filed for the cycle before begins this one's application from what they filed then.

const BEGIN = `/procedure/${thisYear.id}/istanze`;
const CHOICE = `${BEGIN}/inizio`;

let world: CastWorld;
let anna: Awaited<ReturnType<typeof fileLastYear>>;
let marta: Awaited<ReturnType<typeof fileLastYear>>;
before(async () => {
  world = await openCastWorld();
  await publishCycles(world.fresh.database);
  anna = await fileLastYear(world, 'anna');
  marta = await fileLastYear(world, 'marta');
});
after(() => world.close());

const begun = (who: Name) =>
  world.fresh.owner.query<{ id: string; answers: Record<string, unknown>; from: { filing: string } | null }>(
    `select a.id, d.answers, d.begun_from as "from" from applications a join drafts d on d.application_id = a.id
      where a.account_id = $1 and a.procedure_id = $2`,
    [world.people[who].account.id, thisYear.id],
  );
const begunNow = async (location: string) => {
  const [row] = await world.database.query<{ answers: Record<string, unknown> }>(
    'select answers from drafts where application_id = $1',
    [location.split('/')[2]],
  );
  return row;
};
/** Tries, and takes back whatever was written. */
const trial = <T>(work: () => Promise<T>) => world.database.trial(work).then(({ result }) => result);

test('who filed for the cycle before is asked how to begin, and nothing is opened yet', async () => {
  const caller = world.caller('anna');
  const asked = await caller.post(BEGIN);
  assert.deepEqual([asked.status, asked.location], [303, CHOICE]);
  const { status, body } = await caller.get(CHOICE);
  assert.equal(status, 200);
  assert.match(body, new RegExp(anna.registerNumber));
  assert.match(body, /Domanda che torna 2025/);
  for (const words of [
    'Luogo: una risposta',
    'Titoli: 2 voci',
    'Preferenze: 2 risposte',
    'Titoli: «Copia» è un documento, da allegare di nuovo.',
    'Aiuti: «Aiuto che ti serve» riguarda dati delicati, che chiediamo ogni volta.',
    'Dichiarazioni: «Verità» è una dichiarazione, e vale solo per la domanda in cui la fai.',
    'Luogo: «Lingua»: quello che avevi risposto (DE) non è più possibile, rispondi di nuovo.',
  ]) {
    assert.ok(body.includes(words), `${words} is not on the page`);
  }
  assert.doesNotMatch(body, /aiuto di anna/, 'particular data are not even shown');
  assert.deepEqual(await begun('anna'), []);
});

test('who has nothing to begin from begins at once', async () => {
  await trial(async () => {
    const reply = await world.caller('again').post(BEGIN);
    assert.match(reply.location ?? '', /^\/istanze\/[0-9a-f-]{36}$/);
    assert.equal((await world.caller('again').get(CHOICE)).location, `/procedure/${thisYear.id}`);
  });
});

test('begun empty, nothing comes along and nothing waits to be looked at', async () => {
  await trial(async () => {
    const caller = world.caller('anna');
    const { location = '' } = await caller.post(BEGIN, { inizio: 'vuota' });
    assert.doesNotMatch((await caller.get(location)).body, /altra volta/);
    assert.equal((await caller.post(BEGIN)).location, location, 'who has begun is asked nothing');
  });
});

test('a question begun empty proposes what is known, says from where, and keeps what is written over it', async () => {
  await trial(async () => {
    const caller = world.caller('anna');
    const { location = '' } = await caller.post(BEGIN, { inizio: 'vuota' });
    const stored = async () => (await begunNow(location))?.answers;
    const place = await caller.get(`${location}/sezioni/place`);
    assert.match(
      place.body,
      new RegExp(`Dalla domanda n\\. ${anna.registerNumber} del [^:<]+: controlla, e cambia se serve`),
    );
    assert.match(place.body, /<option value="VD" selected/);
    assert.match((await caller.get(`${location}/sezioni/help`)).body, /Dal tuo profilo: controlla, e cambia se serve/);
    assert.deepEqual(await stored(), {}, 'nothing is written by looking');
    const base = hiddenIn(place.body, 'base');
    await caller.post(`${location}/sezioni/place`, { base, province: 'ML' });
    assert.deepEqual(await stored(), { place: { province: 'ML' } });
    const again = await caller.get(`${location}/sezioni/place`);
    assert.doesNotMatch(again.body, /Dalla domanda n/);
    await caller.post(`${location}/sezioni/place`, { base: hiddenIn(again.body, 'base'), province: '' });
    assert.doesNotMatch(
      (await caller.get(`${location}/sezioni/place`)).body,
      /Dalla domanda n/,
      'an emptied question stays empty',
    );
  });
});

test('a filing of somebody else’s, or none at all, opens nothing', async () => {
  const caller = world.caller('anna');
  const filing = world.belongings.anna.filing;
  for (const inizio of [
    marta.filing,
    filing,
    uuidv7(),
    "'; drop table drafts; --",
    `${anna.filing}x`,
    ' ',
    '__proto__',
  ]) {
    const reply = await caller.post(BEGIN, { inizio });
    assert.equal(reply.status, 303);
    assert.equal(reply.location, CHOICE, inizio);
  }
  const twice = await caller.post(BEGIN, { inizio: [anna.filing, marta.filing] });
  assert.equal(twice.location, CHOICE);
  const nobodys = await world.caller('again').post(BEGIN, { inizio: anna.filing });
  assert.equal(nobodys.location, `/procedure/${thisYear.id}`);
  assert.deepEqual([...(await begun('anna')), ...(await begun('again')), ...(await begun('marta'))], []);
  assert.deepEqual(world.logged, []);
});

test('a filing that was taken back is not begun from', async () => {
  await trial(async () => {
    const caller = world.caller('anna');
    const page = await caller.get(`/istanze/${anna.application}/ritiro`);
    assert.equal(page.status, 200);
    const withdrawn = await caller.post(`/istanze/${anna.application}/ritiro`, {
      filing: anna.filing,
      code: PERSONAL_CODE,
    });
    assert.equal(withdrawn.status, 303, withdrawn.body.slice(0, 2000));
    assert.match((await caller.post(BEGIN)).location ?? '', /^\/istanze\//);
  });
});

test('a delegate begins from the delegator’s filing, and the log names them', async () => {
  const { delia } = world.people;
  await trial(async () => {
    const caller = world.caller('delia');
    const choice = await caller.get(CHOICE);
    assert.match(choice.body, new RegExp(anna.registerNumber), `${choice.status} ${choice.location}`);
    const { location = '' } = await caller.post(BEGIN, { inizio: anna.filing });
    const looked = await caller.post(`${location}/sezioni/titles/ricontrollo`);
    assert.equal(looked.status, 303);
    const told = await world.database.query<{ kind: string; actor: string; delegation: string; from: string | null }>(
      `select kind, actor, data ->> 'delegation' as delegation, data ->> 'from' as "from" from events
        where subject_id = $1 order by id`,
      [location.split('/')[2]],
    );
    assert.deepEqual(told, [
      { kind: 'application.started', actor: delia.account.id, delegation: delia.delegation, from: anna.filing },
      { kind: 'application.section-looked-at', actor: delia.account.id, delegation: delia.delegation, from: null },
    ]);
  });
});

test('a delegate for this procedure alone is shown nothing of the other', async () => {
  await trial(async () => {
    const { delia, anna: delegator } = world.people;
    const limited = await actsFor(world.database, delia, delegator, world.now, [thisYear.id]);
    assert.notEqual(limited, delia.delegation);
    const { status, location } = await world.caller('delia').get(CHOICE);
    assert.deepEqual([status, location], [303, `/procedure/${thisYear.id}`]);
  });
});

test('the answers come along, each section says from where, and nothing is filed before all have been looked at', async () => {
  const caller = world.caller('anna');
  const { location: here = '' } = await caller.post(BEGIN, { inizio: anna.filing });
  const [draft] = await begun('anna');
  assert.equal(draft?.from?.filing, anna.filing);
  const { titles, ...others } = draft?.answers ?? {};
  assert.deepEqual(others, {
    place: { province: 'VD' },
    wishes: { wishes: anna.wishes.slice(0, 2), note: 'vicino a casa' },
  });
  const items = titles as { id: string; what: string }[];
  assert.deepEqual(
    items.map((item) => Object.keys(item).sort()),
    [
      ['id', 'what'],
      ['id', 'what'],
    ],
  );

  const source = new RegExp(`domanda n\\. <strong>${anna.registerNumber}</strong>`);
  for (const page of [here, `${here}/riepilogo`, `${here}/sezioni/place`, `${here}/sezioni/titles`]) {
    assert.match((await caller.get(page)).body, source, page);
  }
  assert.doesNotMatch((await caller.get(`${here}/sezioni/promise`)).body, source);

  await caller.post(`${here}/sezioni/promise`, { truthful: 'true' });
  const filing = { filing: uuidv7(), code: PERSONAL_CODE };
  const early = await caller.post(`${here}/inoltro`, { ...filing, version: '1' });
  assert.notEqual(early.status, 500);
  assert.equal(await filed(), 0, 'what was not looked at is not filed');

  // Saved as it is, a form has been looked at; of a list one item says nothing of the others.
  for (const section of ['place', 'wishes']) await saved(`${here}/sezioni/${section}`);
  await saved(`${here}/sezioni/titles/${items[0]?.id}`);
  const waiting = (await caller.get(`${here}/riepilogo`)).body;
  assert.match(waiting, /sezioni dell’altra volta da ricontrollare/);
  assert.doesNotMatch(waiting, /name="version"/);
  const looked = await caller.post(`${here}/sezioni/titles/ricontrollo`, { torna: 'riepilogo' });
  assert.equal(looked.location, `${here}/riepilogo`);
  const ready = (await caller.get(`${here}/riepilogo`)).body;
  assert.doesNotMatch(ready, source);
  const reply = await caller.post(`${here}/inoltro`, { ...filing, version: hiddenIn(ready, 'version') });
  assert.match(reply.location ?? '', /ricevuta/);
  assert.equal(await filed(), 1);
  assert.deepEqual(world.logged, []);

  async function saved(path: string) {
    const { body } = await caller.get(path);
    const texts = [...body.matchAll(/<input[^>]*type="text"[^>]*>/g)].map(([tag]) => [
      /name="([^"]*)"/.exec(tag)?.[1] ?? '',
      /value="([^"]*)"/.exec(tag)?.[1] ?? '',
    ]);
    const lines = [...body.matchAll(/name="wishes.line" value="([^"]*)"/g)].map(([, line]) => line ?? '');
    const fields = { ...Object.fromEntries(texts), base: hiddenIn(body, 'base'), 'wishes.line': lines, vai: 'elenco' };
    const province = path.endsWith('place') ? { province: 'VD' } : {};
    assert.equal((await caller.post(path, { ...fields, ...province })).status, 303);
  }
  async function filed() {
    const rows = await world.fresh.owner.query('select from filings where application_id = $1', [draft?.id]);
    return rows.length;
  }
});
