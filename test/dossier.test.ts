import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { type Answers, itemsOf } from '../src/engines/procedure/index.ts';
import { dossierKeeper } from '../src/features/filings/dossier-job.ts';
import { saveFilings } from '../src/features/filings/filing-store.ts';
import { examplesIn, packFiles, releaseByDigest } from '../src/features/procedures/index.ts';
import type { Caller } from './caller.ts';
import { openCatalogueWorld } from './catalogue-world.ts';
import { accepted } from './filings.ts';
import { readHtml, textOf } from './html-reader.ts';

/** From what is filed in one procedure to what is taken into another, over the whole portal and its real packs. */

let world: Awaited<ReturnType<typeof openCatalogueWorld>>;
before(async () => {
  world = await openCatalogueWorld();
});
after(() => world.close());

const PACKS = join(import.meta.dirname, '..', 'procedures');
const MASTER = {
  type: 'master',
  name: 'Didattica dell’italiano',
  authority: 'Università di Siena',
  date: '2015-06-01',
  academic_year: '2014/15',
  access_for: [],
};
const ENGLISH = {
  type: 'language',
  name: 'CAE',
  authority: 'Cambridge',
  date: '2016-06-01',
  language: 'en',
  level: 'C1',
};
const SERVICE = {
  school_year: '2023/24',
  from: '2023-09-15',
  to: '2024-06-30',
  school_type: 'equal',
  school_code: 'VDPC00500X',
  school_name: 'Liceo Galilei',
  teaching_class: 'A-22',
  activity: 'teaching',
  contract: 'temporary',
  weekly_hours: 18,
};
const GPS: Answers = {
  titles: [
    { id: uuidv7(), ...MASTER },
    { id: uuidv7(), ...ENGLISH },
  ],
  services: [{ id: uuidv7(), ...SERVICE }],
};

/** The answers of the example a pack files, without these sections: what a person has when they come to them. */
function ready(procedure: string, without: readonly string[]): Answers {
  const example = examplesIn(packFiles(join(PACKS, procedure))).find((each) => each.files === true);
  const answers = Object.entries(example?.answers ?? {}).filter(([section]) => !without.includes(section));
  return Object.fromEntries(answers) as Answers;
}

/** A person with these answers in a draft of a procedure: where it is. */
async function draft(person: Caller, procedure: string, answers: Answers): Promise<string> {
  const begun = await person.post(`/procedure/${procedure}/istanze`);
  const path = /^\/istanze\/([0-9a-f-]{36})/.exec(begun.location ?? '');
  assert.ok(path, `${procedure}: ${begun.status} ${begun.body.slice(0, 400)}`);
  await world.database.query('update drafts set answers = $2 where application_id = $1', [
    path[1],
    JSON.stringify(answers),
  ]);
  return path[0];
}

/** Files what the draft holds, whatever it lacks (the rules of filing have their own tests), and does the work that follows. */
async function filed(path: string): Promise<string> {
  const application = path.split('/')[2] ?? '';
  const [row] = await world.database.query<{ account: string; digest: string; answers: Answers }>(
    `select a.account_id as account, d.release_digest as digest, d.answers
       from applications a join drafts d on d.application_id = a.id where a.id = $1`,
    [application],
  );
  const release = row && (await releaseByDigest(world.database, row.digest));
  assert.ok(row && release);
  const changes = {
    filingId: uuidv7(),
    applicationId: application,
    accountId: row.account,
    edition: 1,
    draftVersion: 0,
  };
  const [saved] = await saveFilings(world.database, [
    {
      ...accepted(),
      ...changes,
      procedureId: release.procedureId,
      releaseDigest: row.digest,
      subject: release.definition.title,
      canonical: JSON.stringify({ answers: row.answers, release: row.digest }),
      dossier: true,
    },
  ]);
  assert.equal(saved?.outcome, 'filed');
  const [asked] = await world.database.query<{ payload: { filing: string } }>(
    `delete from outbox where task = 'dossier.keep' and payload ->> 'filing' = $1 returning payload`,
    [changes.filingId],
  );
  assert.ok(asked, 'a filing that declares titles asks for the work in its own statement');
  await keep(asked.payload.filing);
  return changes.filingId;
}

async function keep(filing: string): Promise<void> {
  await dossierKeeper(world.database)({ filing }, { attempt: 1, maxAttempts: 1, signal: new AbortController().signal });
}

const wordsOf = (html: string) => readHtml(html).all('main').map(textOf).join(' ').replaceAll(/\s+/g, ' ');
const optionsIn = (html: string) =>
  readHtml(html)
    .all('input')
    .filter(({ attributes }) => attributes.get('name') === 'entry')
    .map(({ attributes }) => attributes.get('value') ?? '');

async function answersOf(path: string): Promise<Answers> {
  const [row] = await world.database.query<{ answers: Answers }>(
    'select answers from drafts where application_id = $1',
    [path.split('/')[2]],
  );
  return row?.answers ?? {};
}

async function accountOf(path: string): Promise<string> {
  const [row] = await world.database.query<{ id: string }>('select account_id as id from applications where id = $1', [
    path.split('/')[2],
  ]);
  return row?.id ?? assert.fail(`nobody began ${path}`);
}

describe('the dossier', () => {
  it('keeps what was filed, and gives it to another procedure with what is missing', async () => {
    const anna = await world.applicant();
    await filed(await draft(anna, 'gps-2026-28', GPS));
    const page = wordsOf((await anna.get('/fascicolo')).body);
    for (const words of ['Didattica dell’italiano', 'CAE', '2023/24 – Liceo Galilei – A-22', 'Nessuno l’ha verificato'])
      assert.ok(page.includes(words), `${words}: ${page}`);
    assert.match(page, /Dichiarato in «.*GPS.*», protocollo 0000001\/2026/);

    const other = await draft(anna, 'gae-2026', ready('gae-2026', ['titles']));
    const list = await anna.get(`${other}/sezioni/titles`);
    assert.ok(list.body.includes('Prendi dal fascicolo'));
    const choosing = await anna.get(`${other}/sezioni/titles/fascicolo`);
    assert.match(
      wordsOf(choosing.body),
      /CAE.*Non si riprende «Tipo di titolo»: «Certificazione linguistica» qui non è tra le scelte/,
    );
    const [master = '', english = ''] = optionsIn(choosing.body);
    const none = await anna.post(`${other}/sezioni/titles/fascicolo`);
    assert.equal(none.status, 422);
    assert.match(wordsOf(none.body), /Non hai scelto niente/);
    const taken = await anna.post(`${other}/sezioni/titles/fascicolo`, { entry: [master, english] });
    assert.equal(taken.location, `${other}/sezioni/titles`);
    assert.match(wordsOf((await anna.after(taken)).body), /Prese 2 voci dal fascicolo\. Da completare: 1/);
    const titles = itemsOf(await answersOf(other), 'titles');
    const { id: one, ...first } = titles[0] ?? assert.fail('nothing was taken');
    const { type, name, authority, date } = MASTER;
    assert.deepEqual(first, { type, name, authority, date });
    assert.equal(titles[1]?.['type'], undefined);
    const shown = wordsOf((await anna.get(`${other}/sezioni/titles`)).body);
    assert.match(shown, /Dal tuo fascicolo: controlla che sia ancora giusto/);
    assert.ok(String(one).length === 36);

    const again = await anna.post(`${other}/sezioni/titles/fascicolo`, { entry: master });
    assert.equal(((await answersOf(other))['titles'] as unknown[]).length, 2);
    assert.match(wordsOf((await anna.after(again)).body), /era già in questa sezione/);
    assert.deepEqual(optionsIn((await anna.get(`${other}/sezioni/titles/fascicolo`)).body), []);
    assert.match(wordsOf((await anna.get('/fascicolo')).body), /Ripreso in/);
  });

  it('carries a service between procedures that ask for it otherwise, and only where it belongs', async () => {
    const person = await world.applicant();
    await filed(await draft(person, 'gps-2026-28', GPS));
    const path = await draft(
      person,
      'dichiarazione-servizi',
      ready('dichiarazione-servizi', ['state_teaching', 'other_schools']),
    );
    const choosing = async (section: string) => person.get(`${path}/sezioni/${section}/fascicolo`);
    const state = await choosing('state_teaching');
    assert.deepEqual(optionsIn(state.body), []);
    assert.match(wordsOf(state.body), /non per questa sezione: 1.*In questa sezione non va: «Scuola paritaria»/);
    const [service = ''] = optionsIn((await choosing('other_schools')).body);
    await person.post(`${path}/sezioni/other_schools/fascicolo`, { entry: service });
    const [item] = itemsOf(await answersOf(path), 'other_schools');
    const { school_year, from, to, school_type, school_name, weekly_hours } = SERVICE;
    assert.deepEqual(
      { ...item, id: undefined },
      { school_year, from, to, school_type, school_name, weekly_hours, id: undefined },
    );
    const refused = await person.post(`${path}/sezioni/state_teaching/fascicolo`, { entry: service });
    assert.equal((await answersOf(path))['state_teaching'], undefined);
    assert.equal(refused.status, 303);
  });

  it('shows who acts in one procedure only what its list can take, and gives nothing else', async () => {
    const anna = await world.applicant();
    await filed(await draft(anna, 'gps-2026-28', GPS));
    const gae = await draft(anna, 'gae-2026', ready('gae-2026', ['titles']));
    const services = await draft(anna, 'dichiarazione-servizi', ready('dichiarazione-servizi', ['state_teaching']));
    const own = await anna.get(`${gae}/sezioni/titles/fascicolo`);
    const [master = '', english = ''] = optionsIn(own.body);
    assert.ok(wordsOf(own.body).includes('CAE'));

    const account = await accountOf(gae);
    const bruno = await world.delegateOf(account, 'gae-2026');
    const seen = await bruno.get(`${gae}/sezioni/titles/fascicolo`);
    assert.deepEqual(optionsIn(seen.body), [master]);
    assert.doesNotMatch(wordsOf(seen.body), /CAE/);
    assert.equal((await bruno.post(`${gae}/sezioni/titles/fascicolo`, { entry: [master, english] })).status, 404);
    assert.equal((await answersOf(gae))['titles'], undefined);
    assert.equal((await bruno.post(`${gae}/sezioni/titles/fascicolo`, { entry: master })).status, 303);
    assert.equal(itemsOf(await answersOf(gae), 'titles').length, 1);

    const carla = await world.delegateOf(account, 'dichiarazione-servizi');
    const list = wordsOf((await carla.get(`${services}/sezioni/state_teaching/fascicolo`)).body);
    assert.match(list, /non c’è altro da portare/);
    assert.doesNotMatch(list, /Liceo Galilei|Scuola paritaria/);
  });

  it('knows the same title in two filings, and tells a withdrawn one', async () => {
    const person = await world.applicant();
    const first = await filed(await draft(person, 'gps-2026-28', GPS));
    const { academic_year, access_for, ...same } = MASTER;
    const titles = [{ id: uuidv7(), ...same, name: 'didattica dell’Italiano', authority: 'Siena' }];
    await filed(await draft(person, 'gae-2026', { titles }));
    await keep(first);
    const [{ count } = { count: 0 }] = await world.database.query<{ count: number }>(
      `select count(*) from dossier_entries e join filings f on f.account_id = e.account_id where f.id = $1`,
      [first],
    );
    assert.equal(count, 3);
    await world.database.query(
      `with entered as (
         insert into register_entries (office_code, year, number, kind, filing_id, administration, office_name,
           register_code, sender, subject, sha256, arrived_at, registered_at)
         values ('PROVA', 2027, 1, 'withdrawal', $1, 'Prova', 'Ufficio', 'UP', 'Prova', 'Ritiro', sha256(''), now(), now()))
       insert into withdrawals (filing_id, office_code, year, number, arrived_at, withdrawn_at, canonical, sha256, validity)
       values ($1, 'PROVA', 2027, 1, now(), now(), '', sha256(''), '{"ground": "prova"}')`,
      [first],
    );
    const page = wordsOf((await person.get('/fascicolo')).body);
    assert.match(page, /didattica dell’Italiano.*Siena/);
    assert.match(page, /Quella domanda l’hai ritirata: qui resta/);
    assert.match(page, /CAE/);
  });

  it('lets its owner take an entry out, which does not come back when the work is done again', async () => {
    const person = await world.applicant();
    const filing = await filed(await draft(person, 'gps-2026-28', GPS));
    const removal = /\/fascicolo\/[0-9a-f-]{36}\/rimozione/.exec((await person.get('/fascicolo')).body)?.[0] ?? '';
    assert.match(wordsOf((await person.get(removal)).body), /Le domande che hai inoltrato restano come sono/);
    const done = await person.post(removal);
    assert.equal(done.location, '/fascicolo');
    assert.equal((await person.get(removal)).status, 404);
    await keep(filing);
    assert.ok(!wordsOf((await person.get('/fascicolo')).body).includes(MASTER.authority));
  });

  it('gives nobody what is somebody else’s, takes nothing from hostile posts, and stops at the maximum', async () => {
    const [one, other] = [await world.applicant(), await world.applicant()];
    await filed(await draft(one, 'gps-2026-28', GPS));
    await filed(await draft(other, 'gps-2026-28', GPS));
    const path = await draft(one, 'gae-2026', ready('gae-2026', ['titles']));
    const page = `${path}/sezioni/titles/fascicolo`;
    const [mine = ''] = optionsIn((await one.get(page)).body);
    const theirs = /\/fascicolo\/([0-9a-f-]{36})\/rimozione/.exec((await other.get('/fascicolo')).body)?.[1] ?? '';
    for (const entry of [[theirs], [mine, theirs], ['no'], [uuidv7()], ["' or 1=1"]]) {
      assert.equal((await one.post(page, { entry })).status, 404, String(entry));
    }
    assert.equal((await one.get(`/fascicolo/${theirs}/rimozione`)).status, 404);
    assert.equal((await one.post(`/fascicolo/${theirs}/rimozione`)).status, 404);
    assert.equal((await one.get(`${path}/sezioni/rankings/fascicolo`)).status, 404);
    assert.equal((await other.get(page)).status, 404);
    assert.equal((await answersOf(path))['titles'], undefined);
    const full = Array.from({ length: 100 }, (_, index) => ({ id: uuidv7(), name: `T${index}`, date: '2001-01-01' }));
    await world.database.query('update drafts set answers = $2 where application_id = $1', [
      path.split('/')[2],
      JSON.stringify({ ...ready('gae-2026', []), titles: full }),
    ]);
    const refused = await one.post(page, { entry: mine });
    assert.equal(refused.status, 422);
    assert.match(wordsOf(refused.body), /hai già tutte le 100 voci possibili/);
    assert.deepEqual(await one.post(page, { entry: mine, csrf: 'no' }).then(({ status }) => status), 403);
  });
});
