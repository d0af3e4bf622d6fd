import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { hiddenIn } from './cast-objects.ts';
import { type CastWorld, openCastWorld } from './cast-world.ts';
import { type FiledThen, fileLastYear, publishCycles, thisYear, WISHES } from './earlier-cycle.ts';

// The list of preferences of the cycle before, taken up in a list of this one.

let world: CastWorld;
let anna: FiledThen;
let here: string;
let list: string;
before(async () => {
  world = await openCastWorld();
  await publishCycles(world.fresh.database);
  anna = await fileLastYear(world, 'anna');
  await fileLastYear(world, 'marta');
  const { location = '' } = await caller().post(`/procedure/${thisYear.id}/istanze`, { inizio: 'vuota' });
  here = `${location}/sezioni/wishes`;
  list = `${here}/elenchi/wishes`;
  await caller().post(`${location}/sezioni/place`, { province: 'VD' });
});
after(() => world.close());

const caller = () => world.caller('anna');
const trial = <T>(work: () => Promise<T>) => world.database.trial(work).then(({ result }) => result);
const stored = async () => {
  const [row] = await world.database.query<{ wishes: unknown }>(
    `select d.answers -> 'wishes' -> 'wishes' as wishes from drafts d where d.application_id = $1`,
    [here.split('/')[2]],
  );
  return row?.wishes ?? null;
};
const SCHOOL = 'school:VDIC80100L';

test('a list of another time is offered where a list is asked, and leads there with what was written saved', async () => {
  await trial(async () => {
    const page = await caller().get(here);
    assert.match(page.body, /Riprendi la lista dell’altra volta/);
    assert.match(page.body, new RegExp(`Domanda n. ${anna.registerNumber}: 3 preferenze`));
    const pressed = await caller().post(here, { note: 'scritta ora', vai: 'riprendi:wishes' });
    assert.equal(pressed.location, list);
    assert.match((await caller().get(here)).body, /scritta ora/);
  });
});

test('the page names what comes in its order, and what does not with the reason', async () => {
  const { status, body } = await caller().get(list);
  assert.equal(status, 200);
  assert.ok(body.indexOf('VDIC80100L') < body.indexOf('Comune di Castelnovo'), 'in the order of then');
  assert.match(body, /Provincia di [^:]+: in questa procedura non si può più scegliere/);
  assert.doesNotMatch(body, /name="come"/, 'with nothing written there is nothing to ask');
  assert.equal(await stored(), null, 'looking changes nothing');
});

test('taken up, the lines come in their order and the rest is told', async () => {
  await trial(async () => {
    const fields = await shownFields();
    const reply = await caller().post(list, fields);
    assert.equal(reply.location, `${here}#wishes`);
    assert.deepEqual(await stored(), WISHES.slice(0, 2));
  });
});

test('a list already written is never replaced without being asked', async () => {
  await trial(async () => {
    await caller().post(here, { 'wishes.line': ['0|municipality:X002', `1|${SCHOOL}`] });
    const fields = await shownFields();
    const unasked = await caller().post(list, fields);
    assert.equal(unasked.status, 422);
    assert.match(unasked.body, /Scegli che cosa fare della lista che hai già scritto/);
    assert.equal((await caller().post(list, { ...fields, come: 'tutto' })).status, 422);
    assert.deepEqual(codes(await stored()), ['X002', 'VDIC80100L']);
    assert.match(unasked.body, /VDIC80100L[^<]*: c’è già nella lista/);
    await caller().post(list, { ...fields, come: 'aggiungi' });
    assert.deepEqual(codes(await stored()), ['X002', 'VDIC80100L', 'X003']);
    const stale = await caller().post(list, { ...fields, come: 'sostituisci' });
    assert.equal(stale.location, list, 'what is there now was not shown');
    assert.deepEqual(codes(await stored()), ['X002', 'VDIC80100L', 'X003']);
    await caller().post(list, { ...(await shownFields()), come: 'sostituisci' });
    assert.deepEqual(codes(await stored()), ['VDIC80100L', 'X003']);
  });
});

test('nobody takes up a list that is not theirs, nor into an application that is not', async () => {
  await trial(async () => {
    const [marta] = await world.database.query<{ id: string }>(
      'select f.id from filings f where f.account_id = $1 order by f.filed_at desc limit 1',
      [world.people.marta.account.id],
    );
    const fields = await shownFields();
    for (const filing of [marta?.id ?? '', uuidv7(), '', "' or true --"]) {
      assert.equal((await caller().post(list, { ...fields, filing })).location, list);
    }
    assert.equal(await stored(), null);
    for (const who of ['marta', 'again'] as const) {
      assert.equal((await world.caller(who).get(list)).status, 404);
      assert.equal((await world.caller(who).post(list, fields)).status, 404);
    }
    for (const path of [`${here}/elenchi/note`, `${here}/elenchi/__proto__`, list.replace('wishes/', 'titles/')]) {
      assert.equal((await caller().post(path, fields)).status, 404, path);
    }
    assert.deepEqual(world.logged, []);
  });
});

async function shownFields() {
  const { body } = await caller().get(list);
  return { filing: hiddenIn(body, 'filing'), versione: hiddenIn(body, 'versione') };
}

function codes(wishes: unknown): string[] {
  return (wishes as { code: string }[]).map(({ code }) => code);
}
