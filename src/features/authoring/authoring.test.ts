import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Caller } from '../../../test/caller.ts';
import { sessionOf } from '../../../test/cast-people.ts';
import { type CastWorld, openCastWorld } from '../../../test/cast-world.ts';
import { readHtml } from '../../../test/html-reader.ts';
import { filesIn } from '../../../test/zip-reader.ts';
import { CAST, personOf } from '../../apps/cast.ts';
import { cookieName } from '../../platform/http/cookies.ts';
import { zip } from '../../platform/zip.ts';
import { accountByFiscalCode } from '../accounts/index.ts';
import { currentRelease, sourceOf } from '../procedures/index.ts';
import { requestsOf } from './publication-store.ts';
import { workingOf } from './working-store.ts';

// Two editors of the ministry over the whole portal, with the GPS procedure as it is published.

const GPS = 'gps-2026-28';
const ONE = `/ministero/procedure/${GPS}`;

describe('writing a procedure in the browser', () => {
  let world: CastWorld;
  let fulvia: Caller;
  let guido: Caller;
  const db = () => world.fresh.database;
  const working = async () => {
    const found = await workingOf(db(), GPS);
    assert.ok(found);
    return found;
  };
  const text = async (name: string) => (await working()).files[name] ?? '';
  const save = async (who: Caller, name: string, content: string, more: Record<string, string> = {}) =>
    who.post(`${ONE}/file`, { nome: name, base: String((await working()).version), text: content, ...more });
  const open = async () => (await requestsOf(db(), GPS)).find(({ outcome }) => outcome === null);

  before(async () => {
    world = await openCastWorld();
    fulvia = world.caller('editor');
    const account = await accountByFiscalCode(db(), personOf(CAST.guido).fiscalCode);
    const session = await sessionOf(db(), account?.id ?? '', world.now);
    guido = new Caller(world.server, 'a secret for tests, long enough to be one', session);
    // The pages ask who is there a second time before they publish.
    assert.equal((await fulvia.post(`${ONE}/copia`)).status, 303);
  });
  after(() => world.close());

  it('starts from the very files of the release in force', async () => {
    const release = await currentRelease(db(), GPS);
    assert.deepEqual((await working()).files, await sourceOf(db(), release?.digest ?? ''));
    assert.match((await fulvia.get('/ministero')).body, /Fulvia Ricci/);
    assert.match((await fulvia.get(`${ONE}/confronto`)).body, /Nessuna differenza/);
    assert.match((await fulvia.get(`${ONE}/esempi`)).body, /Gli esempi tornano/);
  });

  it('shows a fault at its line, with the way to it', async () => {
    const yaml = await text('procedure.yaml');
    const broken = yaml.replace('kind: mark', 'kind: hologram');
    const line = broken.slice(0, broken.indexOf('hologram')).split('\n').length;
    const saved = await save(fulvia, 'procedure.yaml', broken, { vai: 'controllo' });
    assert.equal(saved.location, `${ONE}/controllo`);
    const page = await fulvia.get(`${ONE}/controllo`);
    assert.match(page.body, new RegExp(`nome=procedure.yaml&amp;riga=${line}#text`));
    assert.match((await fulvia.get(`${ONE}/file?nome=procedure.yaml&riga=${line}`)).body, /<mark>[^<]*hologram/);
    assert.doesNotMatch((await fulvia.get(`${ONE}/pubblicazione`)).body, /name="note"/);
    assert.equal(
      (await fulvia.post(`${ONE}/pubblicazione`, { version: '2', note: 'Si pubblica lo stesso' })).status,
      422,
    );
    await save(fulvia, 'procedure.yaml', yaml);
  });

  it('never lets one person write over another: what was typed comes back, and what is stored beside it', async () => {
    const guide = await text('texts/guide.it.md');
    const { version } = await working();
    await save(guido, 'texts/guide.it.md', `${guide}\nScritto da Guido.\n`);
    const late = await fulvia.post(`${ONE}/file`, {
      nome: 'texts/guide.it.md',
      base: String(version),
      text: `${guide}\nScritto da Fulvia.\n`,
    });
    assert.equal(late.status, 409);
    assert.match(late.body, /Scritto da Fulvia/);
    assert.match(late.body, /Scritto da Guido/);
    assert.match(await text('texts/guide.it.md'), /Guido/);
    await save(guido, 'texts/guide.it.md', guide);
  });

  it('tries questions that hang on the applicant with whom one likes', async () => {
    const yaml = await text('procedure.yaml');
    const question =
      '- { id: maternity, kind: text, label: Congedo di maternità, when: \'applicant.sex == "F" && age_on(applicant.birth_date, date("2026-08-31")) < 60\' }';
    const asked = yaml.replace('      - id: already_included', `      ${question}\n      - id: already_included`);
    assert.notEqual(asked, yaml);
    await save(fulvia, 'procedure.yaml', asked);
    const at = `${ONE}/prova/province`;
    const first = await fulvia.get(at);
    assert.match(first.body, /Chi compila, in questa prova/);
    assert.doesNotMatch(first.body, /Congedo di maternità/);
    const who = { 'applicant_birth_date.day': '15', 'applicant_birth_date.month': '3' };
    const born = (year: string, answers: string) =>
      fulvia.post(at, { ...who, 'applicant_birth_date.year': year, applicant_sex: 'F', answers, vai: 'aggiorna' });
    const young = await born('1990', '{}');
    assert.match(young.body, /Congedo di maternità/);
    assert.match(hidden(young.body, 'answers'), /"applicant":\{"birth_date":"1990-03-15","sex":"F"\}/);
    const old = await born('1950', hidden(young.body, 'answers'));
    assert.doesNotMatch(old.body, /Congedo di maternità/);
    assert.match(old.body, /value="1950"/);
    await save(fulvia, 'procedure.yaml', yaml);
    assert.doesNotMatch((await fulvia.get(at)).body, /Chi compila, in questa prova/);
  });

  it('shows the form as the applicant will see it, and stores nothing', async () => {
    const yaml = await text('procedure.yaml');
    await save(fulvia, 'procedure.yaml', yaml.replace('title: Provincia di destinazione', 'title: Provincia nuova'));
    const { version } = await working();
    const page = await fulvia.get(`${ONE}/prova/province`);
    assert.match(page.body, /<h1[^>]*>Provincia nuova/);
    assert.match(page.body, /name="province"/);
    assert.match(page.body, /Aggiorna i campi/);
    assert.doesNotMatch((await fulvia.get(`${ONE}/prova/contacts`)).body, /Aggiorna i campi/, 'nothing there decides');
    const wrong = await fulvia.post(`${ONE}/prova/province`, { answers: '{}', vai: 'avanti' });
    assert.match(wrong.body, /Manca la provincia/);
    const right = await fulvia.post(`${ONE}/prova/province`, { answers: '{}', vai: 'aggiorna', province: 'VD' });
    assert.match(hidden(right.body, 'answers'), /"province":"VD"/);
    assert.match(right.body, /<div tabindex="-1" autofocus(="")?>(?:(?!<div[^>]* autofocus)[\s\S])*name="province"/);
    assert.doesNotMatch(page.body, /autofocus/);
    assert.equal((await fulvia.post(`${ONE}/prova/province`, { answers: '{"province":[[[]]]}{' })).status, 200);
    assert.equal((await working()).version, version);
    assert.equal(
      (
        await db().query(
          'select from drafts d join applications a on a.id = d.application_id where a.procedure_id = $1',
          [GPS],
        )
      ).length,
      0,
    );
    await save(fulvia, 'procedure.yaml', yaml);
  });

  it('tells what an example expected and what it got', async () => {
    const scoring = await text('scoring.yaml');
    await save(fulvia, 'scoring.yaml', scoring.replace(/points: 12\b/, 'points: 14'));
    const page = await fulvia.get(`${ONE}/esempi`);
    assert.match(page.body, /Alcuni esempi non tornano/);
    assert.match(page.body, /12,00[\s\S]*14,00/);
    assert.equal(
      (
        await fulvia.post(`${ONE}/pubblicazione`, {
          version: String((await working()).version),
          note: 'Più punti al voto',
        })
      ).status,
      422,
    );
    await save(fulvia, 'scoring.yaml', scoring);
  });

  it('is the same YAML in and out, as an archive; anything else in it is refused', async () => {
    const { files, version } = await working();
    const cookie = `${cookieName(true, 'session')}=${world.people.editor.session.token}`;
    const archive = await world.server.inject({ method: 'GET', url: `${ONE}/archivio`, headers: { cookie } });
    const read = filesIn(archive.rawPayload);
    assert.deepEqual(Object.fromEntries([...read].map(([name, bytes]) => [name, bytes.toString()])), files);
    const send = (entries: Record<string, string>) =>
      fulvia.upload(
        `${ONE}/carica`,
        'archive',
        'pack.zip',
        zip(Object.entries(entries).map(([name, content]) => ({ name, bytes: Buffer.from(content) }))),
      );
    assert.equal((await send({ ...files, '../../etc/passwd': 'x' })).status, 422);
    assert.equal((await send({ 'scoring.yaml': 'x' })).status, 422);
    assert.equal((await working()).version, version);
  });

  it('is published by a second person only, who sees what changes, in one transaction with its files', async () => {
    const yaml = await text('procedure.yaml');
    await save(fulvia, 'procedure.yaml', yaml.replace('title: Provincia di destinazione', 'title: Provincia scelta'));
    const { version, files } = await working();
    const asked = await fulvia.post(`${ONE}/pubblicazione`, {
      version: String(version),
      note: 'La sezione cambia nome.',
    });
    assert.equal(asked.status, 303, asked.body);
    const request = await open();
    assert.ok(request);
    const decision = { request: request.id, decision: 'publish', reason: '' };
    assert.match((await fulvia.get(`${ONE}/decisione`)).body, /Non puoi decidere tu/);
    assert.equal((await fulvia.post(`${ONE}/decisione`, decision)).status, 422);
    const page = await guido.get(`${ONE}/decisione`);
    assert.match(page.body, /Provincia di destinazione[\s\S]*Provincia scelta/);
    assert.equal(
      (await guido.post(`${ONE}/decisione`, { ...decision, decision: 'refuse' })).status,
      422,
      'a reason is owed',
    );
    const done = await guido.post(`${ONE}/decisione`, decision);
    assert.equal(done.location, `${ONE}/avvisi`);
    const release = await currentRelease(db(), GPS);
    assert.equal(release?.definition.sections[1]?.title, 'Provincia scelta');
    assert.deepEqual(await sourceOf(db(), release?.digest ?? ''), files);
    assert.equal((await requestsOf(db(), GPS))[0]?.outcome, 'published');
    const events = await db().query(`select from events where kind = 'procedure.publication-granted'`);
    assert.equal(events.length, 1);
    assert.equal((await guido.get(`${ONE}/avvisi`)).status, 200);
  });

  it('is not published when it was edited after it was asked for, nor when it is what is in force', async () => {
    const { version } = await working();
    await fulvia.post(`${ONE}/pubblicazione`, { version: String(version), note: 'Niente di nuovo in verità' });
    const same = await open();
    assert.ok(same);
    const refused = await guido.post(`${ONE}/decisione`, { request: same.id, decision: 'publish', reason: '' });
    assert.match(refused.body, /identica a una versione già pubblicata/);
    await save(guido, 'texts/guide.it.md', `${await text('texts/guide.it.md')}\nUna riga.\n`);
    assert.equal((await requestsOf(db(), GPS))[0]?.outcome, 'withdrawn');
    const late = await guido.post(`${ONE}/decisione`, { request: same.id, decision: 'publish', reason: '' });
    assert.equal(late.location, ONE);
  });

  it('may be refused with a reason, which who asked can read', async () => {
    await fulvia.post(`${ONE}/pubblicazione`, {
      version: String((await working()).version),
      note: 'La guida dice di più.',
    });
    const request = await open();
    assert.ok(request);
    // The last edit was Guido's: he may not decide, and Fulvia has asked.
    assert.match(
      (await guido.post(`${ONE}/decisione`, { request: request.id, decision: 'publish' })).body,
      /L’ultima modifica è tua/,
    );
    await save(fulvia, 'texts/guide.it.md', `${await text('texts/guide.it.md')}\nAltra riga.\n`);
    await fulvia.post(`${ONE}/pubblicazione`, {
      version: String((await working()).version),
      note: 'La guida dice di più.',
    });
    const again = await open();
    const reason = 'La guida non dice da quando.';
    const done = await guido.post(`${ONE}/decisione`, { request: again?.id ?? '', decision: 'refuse', reason });
    assert.equal(done.status, 303, done.body);
    assert.match((await fulvia.get(ONE)).body, /La guida non dice da quando/);
  });

  it('moves the window by an act, and never takes time from who is inside', async () => {
    const act = {
      ...{ 'opens.day': '23', 'opens.month': '2', 'opens.year': '2026', opensTime: '12:00' },
      ...{ 'closes.day': '31', 'closes.month': '3', 'closes.year': '2026', closesTime: '23:59' },
      ...{ 'act.day': '9', 'act.month': '3', 'act.year': '2026' },
      ...{ reason: 'Interruzione del servizio', authority: 'Direzione generale', number: '77' },
    };
    assert.equal((await guido.post(`${ONE}/finestra`, { ...act, authority: '' })).status, 422);
    assert.equal((await guido.post(`${ONE}/finestra`, act)).status, 303);
    assert.match((await world.caller().get(`/procedure/${GPS}`)).body, /Direzione generale, atto n. 77 d/);
    assert.equal((await world.caller('anna').post(`/procedure/${GPS}/istanze`)).status, 303);
    const early = await guido.post(`${ONE}/finestra`, { ...act, 'closes.day': '12' });
    assert.equal(early.status, 422);
    assert.match(early.body, /una persona ha una domanda cominciata e non inoltrata/);
  });

  it('moves each of its windows by name, and the others stay where they are', async () => {
    const page = (await guido.get(`${ONE}/finestra?finestra=proviso`)).body;
    assert.equal(hidden(page, 'window'), 'proviso');
    const act = {
      window: 'proviso',
      ...{ 'opens.day': '15', 'opens.month': '6', 'opens.year': '2026', opensTime: '09:00' },
      ...{ 'closes.day': '10', 'closes.month': '7', 'closes.year': '2026', closesTime: '23:59' },
      ...{ 'act.day': '9', 'act.month': '3', 'act.year': '2026' },
      ...{ reason: 'I titoli arrivano più tardi', authority: 'Direzione generale', number: '78' },
    };
    assert.equal((await guido.post(`${ONE}/finestra`, act)).status, 303);
    const acts = await world.fresh.database.query<{ id: string; closes: Date }>(
      `select window_id as id, closes_at as closes from window_acts where procedure_id = $1 order by decided_at`,
      [GPS],
    );
    assert.deepEqual(
      acts.map(({ id, closes }) => [id, closes.toISOString()]),
      [
        ['filing', '2026-03-31T21:59:00.000Z'],
        ['proviso', '2026-07-10T21:59:00.000Z'],
      ],
    );
    assert.match((await guido.get(`${ONE}/finestra?finestra=proviso`)).body, /I titoli arrivano più tardi/);
    assert.doesNotMatch((await guido.get(`${ONE}/finestra`)).body, /I titoli arrivano più tardi/);
    const nowhere = await guido.post(`${ONE}/finestra`, { ...act, window: 'nowhere' });
    assert.match(nowhere.body, /non ha questa finestra/);
  });
});

function hidden(html: string, name: string): string {
  const input = readHtml(html)
    .all('input')
    .find(({ attributes }) => attributes.get('name') === name);
  return input?.attributes.get('value') ?? '';
}
