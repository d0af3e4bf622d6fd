import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Caller } from './caller.ts';
import { PERSONAL_CODE } from './cast-people.ts';
import { type CastWorld, openCastWorld } from './cast-world.ts';

// Whoever was enabled and waits to be identified again: the drafts go on, nothing is signed. The doors of every route are
// in access.test.ts; here is what the person sees and what becomes of the answers.

let world: CastWorld;
let vera: Caller;
let here: string;
before(async () => {
  world = await openCastWorld();
  vera = world.caller('again');
  here = `/istanze/${world.belongings.again.application}`;
});
after(() => world.close());

const accountId = () => world.people.again.account.id;

test('the pages say what can be done meanwhile, and what waits', async () => {
  const area = await vera.get('/area');
  assert.match(area.body, /Per ora non puoi inoltrare domande/);
  assert.match(area.body, /continuare le bozze/);
  assert.match((await vera.get('/abilitazione/codice-temporaneo')).body, /Intanto le tue bozze sono qui/);
  assert.match((await vera.get(here)).body, /Puoi compilare, non ancora inoltrare/);
  const review = (await vera.get(`${here}/riepilogo`)).body;
  assert.match(review, /Puoi compilare, non ancora inoltrare/);
  assert.ok(!review.includes('name="code"'), 'no field for a code that signs nothing');
  const anna = await world.caller('anna').get('/area');
  assert.ok(!anna.body.includes('Per ora non puoi inoltrare domande'));
});

test('an answer is saved, and a confirmation sent from an older page files nothing', async () => {
  await world.database.trial(async () => {
    const saved = await vera.post(`${here}/sezioni/promise`, {
      base: world.belongings.again.formBase,
      truthful: 'true',
    });
    assert.ok(saved.location?.startsWith(here), `${saved.status} ${saved.location}`);
    const [before] = await world.database.query('select count(*)::int as n from filings');
    const sent = { filing: '01900000-0000-7000-8000-000000000001', version: '9', code: PERSONAL_CODE };
    assert.equal((await vera.post(`${here}/inoltro`, sent)).location, '/abilitazione');
    assert.equal((await vera.post(`${here}/ritiro`, sent)).location, '/abilitazione');
    assert.deepEqual((await world.database.query('select count(*)::int as n from filings'))[0], before);
  });
});

test('a refusal at the desk leaves the drafts, a revocation does not', async () => {
  const put = (state: string) =>
    world.database.query('update enablements set state = $2 where account_id = $1', [accountId(), state]);
  await world.database.trial(async () => {
    await put('none');
    assert.equal((await vera.get(here)).status, 200);
    await put('revoked');
    assert.equal((await vera.get(here)).location, '/abilitazione');
    await world.database.query(
      `insert into revocations (id, account_id, request_id, by, revoked_at)
       select '01900000-0000-7000-8000-000000000002', account_id, request_id, 'self', $2 from enablements
       where account_id = $1`,
      [accountId(), new Date(world.now.getTime() + 1000)],
    );
    await put('requested');
    assert.equal((await vera.get(here)).location, '/abilitazione', 'asking anew begins from the beginning');
  });
});

test('whoever was never enabled has no drafts to go on with, identified or not', async () => {
  for (const name of ['requested', 'waitingOne', 'identified'] as const) {
    assert.equal((await world.caller(name).get('/area')).location, '/abilitazione', name);
  }
});
