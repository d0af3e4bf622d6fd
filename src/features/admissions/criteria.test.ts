import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Caller } from '../../../test/caller.ts';
import { openCatalogueWorld } from '../../../test/catalogue-world.ts';
import { ENROLMENT, enrolmentsClose } from '../../../test/enrolments.ts';
import { wordsOf } from '../../../test/portal-person.ts';

const HOME = `/ufficio/criteri/${ENROLMENT}`;
const DAY = 86_400_000;
const TEXT = readFileSync(
  join(import.meta.dirname, `../../../procedures/${ENROLMENT}/schools/VDIC80200V.yaml`),
  'utf8',
);
const CHANGED = TEXT.replace("40 ore', seats: 1", "40 ore', seats: 7").replace(
  'Abitate nella frazione',
  'Vivete nella frazione',
);

let world: Awaited<ReturnType<typeof openCatalogueWorld>>;
let school: Caller;

before(async () => {
  world = await openCatalogueWorld();
  await world.database.query(
    `insert into memberships select id, 'officer', 'VDIC80200V', 'IC di Castelnovo d''Oro', now() from accounts where name = 'Bruno'`,
  );
  school = await world.member('bruno');
});
after(() => world.close());

const published = async () => {
  const [row] = await world.database.query<{ many: number }>(
    `select count(*)::integer as many from school_criteria where school_code = 'VDIC80200V'`,
  );
  return row?.many;
};

test('an office that is no school is told who writes criteria', async () => {
  const dario = await world.member('dario');
  assert.match(wordsOf((await dario.get(HOME)).body), /li scrivono le scuole/);
  assert.match(wordsOf((await dario.post(`${HOME}/pubblicazione`, { text: CHANGED })).body), /li scrivono le scuole/);
});

test('once families choose, nothing is published', async () => {
  assert.match(wordsOf((await school.get('/ufficio/criteri')).body), /Iscrizioni online 2026\/27/);
  assert.match(wordsOf((await school.get(HOME)).body), /non si cambiano più/);
  assert.equal((await school.post(`${HOME}/pubblicazione`, { text: CHANGED })).status, 422);
  assert.equal(await published(), 1);
});

test('before, a text with a fault comes back as typed, with line and column', async () => {
  await enrolmentsClose(world, new Date(Date.now() + 9 * DAY), new Date(Date.now() + DAY));
  assert.match(
    (await school.get(HOME)).body,
    /Abita nella frazione e ha un fratello/,
    'it begins from what is published',
  );
  const wrong = await school.post(HOME, { text: CHANGED.replace('is: h40', 'is: h41') });
  assert.equal(wrong.status, 422);
  assert.match(wordsOf(wrong.body), /Riga 7, colonna \d+: .*h41/);
  assert.match(wrong.body, /is: h41/);
  const other = await school.post(HOME, { text: CHANGED.replace('school: VDIC80200V', 'school: VDIC80100L') });
  assert.match(wordsOf(other.body), /è della scuola VDIC80100L/);
});

test('a good one is looked at as families will see it, and looking saves nothing', async () => {
  const shown = await school.post(HOME, { text: CHANGED });
  assert.equal(shown.status, 200);
  const words = wordsOf(shown.body);
  assert.match(words, /Prima della primaria, 40 ore 7/);
  assert.match(words, /Le domande nel modulo .*Vivete nella frazione/);
  assert.ok(!shown.body.includes('Criteri della scuola'), 'what is worked out is no question');
  assert.equal(await published(), 1);
});

test('published it is on the public page, and on record with who and for which school', async () => {
  const done = await school.post(`${HOME}/pubblicazione`, { text: CHANGED });
  assert.equal(done.status, 303, wordsOf(done.body));
  assert.equal(await published(), 2);
  const page = await school.get(`/procedure/${ENROLMENT}/scuole/VDIC80200V`);
  assert.match(wordsOf(page.body), /Vivete nella frazione/);
  const [event] = await world.database.query<{ office: string; named: boolean }>(
    `select actor_office as office, actor is not null as named from events where kind = 'procedure.criteria-published'
     order by id desc limit 1`,
  );
  assert.deepEqual(event, { office: 'VDIC80200V', named: true });
});

test('a school publishes for itself alone', async () => {
  const other = CHANGED.replace('school: VDIC80200V', 'school: VDIC80100L');
  const refused = await school.post(`${HOME}/pubblicazione`, { text: other });
  assert.equal(refused.status, 422);
  assert.match(wordsOf(refused.body), /è della scuola VDIC80100L/);
});
