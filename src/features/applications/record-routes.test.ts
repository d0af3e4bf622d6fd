import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readHtml } from '../../../test/html-reader.ts';
import { connect } from '../../platform/db/database.ts';
import { type Browser, baseIn, lacks, shows } from './browser-fixture.test.ts';
import { CLOSES, openPortal, type Portal } from './portal-fixture.test.ts';

let portal: Portal;
let anna: Browser;
let home: string;
const province = () => `${home}/sezioni/province`;

before(async () => {
  portal = await openPortal();
});
after(() => portal.close());

async function begun(): Promise<void> {
  portal.now = new Date('2026-03-10T10:00:00.000Z');
  anna = await portal.person();
  home = await anna.begin();
  await anna.save(`${home}/sezioni/contacts`, { confirmed: 'si' });
}

describe('an application', () => {
  it('is begun once: asking again leads to the one already begun', async () => {
    await begun();
    assert.match(home, /^\/istanze\/[0-9a-f-]{36}$/);
    assert.equal(await anna.begin(), home);
    const page = await anna.get(home);
    shows(page, /NON ANCORA INOLTRATA/);
    shows(page, /lunedì 16 marzo 2026, ore 23:59:00/);
  });

  it('answers somebody else, byte for byte, as one that does not exist', async () => {
    await begun();
    const bruno = await portal.person();
    await bruno.begin();
    const nothing = '/istanze/01890a5d-ac96-774b-bcce-b302099a8057';
    for (const tail of ['', '/riepilogo', '/punteggio', '/sezioni/province', '/sezioni/titles/nuovo']) {
      const other = await bruno.get(`${home}${tail}`);
      const none = await bruno.get(`${nothing}${tail}`);
      assert.equal(other.status, 404);
      assert.equal(other.html, none.html);
    }
    const posted = await bruno.post(province(), { province: 'TO' });
    assert.deepEqual([posted.status, posted.html], [404, (await bruno.post(`${nothing}/sezioni/province`, {})).html]);
  });
});

describe('saving a section', () => {
  it('keeps what was typed wrongly and shows it again with its error after coming back', async () => {
    await begun();
    await anna.save(province(), { province: 'TO', already_included: 'none' });
    const item = (await anna.get(`${home}/sezioni/rankings/nuovo`)).location;
    const reply = await anna.save(item, {
      'access_date.day': '31',
      'access_date.month': '4',
      'access_date.year': '2020',
      access_title: 'Laurea',
      vai: 'avanti',
    });
    assert.equal(reply.status, 303);
    assert.match(reply.location, /controlla=1/);
    for (const path of [reply.location, item]) {
      const page = await anna.get(path);
      shows(page, /<title>Errore: /);
      shows(page, /name="access_date.day" value="31"/);
      shows(page, /questo giorno non esiste nel calendario/);
      shows(page, /href="#access_date"/);
    }
  });

  it('keeps blanks quiet until the person asks to go on', async () => {
    await begun();
    lacks(await anna.get(province()), /C’è un problema/);
    const reply = await anna.save(province(), { province: 'TO', vai: 'avanti' });
    const page = await anna.get(reply.location);
    shows(page, /Manca una risposta/);
    const leaving = await anna.save(province(), { province: 'TO', vai: 'elenco' });
    assert.equal(leaving.location, home);
  });

  it('is acknowledged to the autosave only when another connection can read it', async () => {
    await begun();
    const page = await anna.get(province());
    const reply = await anna.post(province(), { base: baseIn(page.html), province: 'MI' }, 'application/json');
    assert.equal(reply.status, 200);
    assert.match(String(reply.json()['savedAt']), /^\d\d:\d\d:\d\d$/);
    const other = connect(portal.fresh.urls.app);
    const [row] = await other.query<{ answers: { province: unknown } }>(
      'select answers from drafts where application_id = $1',
      [home.split('/')[2]],
    );
    const events = await other.query<{ data: unknown }>(
      `select data from events where subject_id = $1 and kind = 'application.section-saved' and data ->> 'section' = 'province'`,
      [home.split('/')[2]],
    );
    await other.close();
    assert.deepEqual(row?.answers.province, { province: 'MI' });
    assert.deepEqual(events, [{ data: { section: 'province', version: 1 } }]);
    const next = await anna.post(
      province(),
      { base: String(reply.json()['base']), province: 'TO' },
      'application/json',
    );
    assert.equal(next.status, 200);
  });

  it('leaves the answer to a question that is not asked now as it was', async () => {
    await begun();
    await anna.save(province(), { province: 'TO', already_included: 'other' });
    await anna.save(province(), { province: 'TO', already_included: 'other', current_province: 'MI' });
    await anna.save(province(), { province: 'TO', already_included: 'none', current_province: 'MI' });
    lacks(await anna.get(province()), /name="current_province"/);
    await anna.save(province(), { province: 'TO', already_included: 'other' });
    shows(await anna.get(province()), /value="MI" selected/);
  });

  it('comes back from «Aggiorna i campi» to the question that was answered, with what was typed elsewhere', async () => {
    await begun();
    const first = await anna.save(province(), { province: 'TO', already_included: 'other', vai: 'aggiorna' });
    assert.equal(first.location, `${province()}#domanda.already_included`);
    const page = readHtml((await anna.get(province())).html);
    const question = page.byId('domanda.already_included');
    assert.ok(
      question?.children.some((child) => typeof child !== 'string'),
      'the address names a question of the page',
    );
    shows(await anna.get(province()), /value="TO" selected/);
    const same = await anna.save(province(), { province: 'TO', already_included: 'other', vai: 'aggiorna' });
    assert.equal(same.location, province(), 'nothing was answered: the page stays where scripts want it');
    const other = { province: 'MI', already_included: 'other', current_province: 'CN', vai: 'aggiorna' };
    assert.equal((await anna.save(province(), other)).location, `${province()}#domanda.current_province`);
    await anna.save(province(), { province: 'TO', already_included: 'none' });
    const wrong = { 'access_date.day': '31', 'access_date.month': '4', 'access_date.year': '2020', vai: 'aggiorna' };
    const item = (await anna.get(`${home}/sezioni/rankings/nuovo`)).location;
    assert.equal((await anna.save(item, wrong)).location, `${item}#domanda.access_date`);
    shows(await anna.get(item), /name="access_date.day" value="31"/);
  });

  it('of a field sent twice keeps one answer and says so at the field', async () => {
    await begun();
    const reply = await anna.save(province(), { province: ['TO', 'MI'], already_included: 'none' });
    const page = await anna.get(reply.location);
    shows(page, /è arrivato più volte/);
  });
});

describe('two devices at the same section', () => {
  it('are joined when they changed different answers', async () => {
    await begun();
    const tablet = anna.otherDevice();
    const [one, two] = [await anna.get(province()), await tablet.get(province())];
    await anna.post(province(), { base: baseIn(one.html), province: 'TO' });
    const reply = await tablet.post(
      province(),
      { base: baseIn(two.html), already_included: 'none' },
      'application/json',
    );
    assert.equal(reply.status, 200);
    const page = await anna.get(province());
    shows(page, /value="TO" selected/);
    shows(page, /value="none" checked/);
  });

  it('do not undo each other with an answer they only still show', async () => {
    await begun();
    const tablet = anna.otherDevice();
    const [one, two] = [await anna.get(province()), await tablet.get(province())];
    await anna.post(province(), { base: baseIn(one.html), province: 'TO' });
    const first = await tablet.post(
      province(),
      { base: baseIn(two.html), already_included: 'none' },
      'application/json',
    );
    const base = String(first.json()['base']);
    await tablet.post(province(), { base, already_included: 'same' }, 'application/json');
    const page = await anna.get(province());
    shows(page, /value="TO" selected/);
    shows(page, /value="same" checked/);
  });

  it('lose nothing when they changed the same answer: both values are shown, and the chosen one is saved', async () => {
    await begun();
    const tablet = anna.otherDevice();
    const [one, two] = [await anna.get(province()), await tablet.get(province())];
    await anna.post(province(), { base: baseIn(one.html), province: 'TO' });
    const reply = await tablet.post(province(), { base: baseIn(two.html), province: 'MI' }, 'application/json');
    assert.equal(reply.status, 409);
    const href = String(reply.json()['href']);
    const page = await anna.get(href);
    shows(page, />Torino</);
    shows(page, />Milano</);
    shows(await anna.get(home), /Ci sono due versioni/);
    const undecided = await anna.post(href, { base: baseIn(page.html) });
    assert.equal(undecided.status, 422);
    shows(undecided, /Scegli quale risposta vale/);
    const settled = await anna.post(href, { base: baseIn(page.html), province: 'mine' });
    assert.equal(settled.status, 303);
    shows(await anna.get(province()), /value="MI" selected/);
    lacks(await anna.get(home), /Ci sono due versioni/);
    assert.equal((await anna.get(href)).status, 404);
  });

  it('find a conflict again when a third value came while choosing', async () => {
    await begun();
    const tablet = anna.otherDevice();
    const [one, two] = [await anna.get(province()), await tablet.get(province())];
    await anna.post(province(), { base: baseIn(one.html), already_included: 'none' });
    const reply = await tablet.post(province(), { base: baseIn(two.html), already_included: 'same' });
    const page = await tablet.get(reply.location);
    await anna.save(province(), { already_included: 'other' });
    const settled = await tablet.post(reply.location, { base: baseIn(page.html), already_included: 'mine' });
    assert.match(settled.location, /conflitti/);
    shows(await tablet.get(settled.location), /un&#39;altra provincia|un'altra provincia/);
  });

  it('saving ten items of a list at the same moment keep all ten', async () => {
    await begun();
    await anna.save(province(), { province: 'TO', already_included: 'none' });
    const places = await Promise.all(Array.from({ length: 10 }, () => anna.get(`${home}/sezioni/rankings/nuovo`)));
    const replies = await Promise.all(
      places.map((place, index) => anna.post(place.location, { access_title: `Laurea ${index}` }, 'application/json')),
    );
    assert.deepEqual(new Set(replies.map((reply) => reply.status)), new Set([200]));
    const list = await anna.get(`${home}/sezioni/rankings`);
    for (let index = 0; index < 10; index += 1) assert.match(list.html, new RegExp(`Laurea ${index}`));
  });
});

describe('a session that ends while writing', () => {
  it('finds the same page with the same values after the login, saved', async () => {
    await begun();
    const page = await anna.get(province());
    portal.ended.add(anna.token);
    const reply = await anna.post(province(), { base: baseIn(page.html), province: 'MI', already_included: 'none' });
    assert.match(reply.location, /^\/accesso/);
    portal.ended.delete(anna.token);
    const back = await anna.get(`${province()}?ripresa=1`);
    assert.equal(back.status, 200);
    shows(back, /La sessione era finita mentre scrivevi/);
    shows(back, /value="MI" selected/);
    shows(await anna.get(province()), /value="MI" selected/);
  });
});

describe('the closing instant', () => {
  it('still lets a save in that arrives one millisecond before', async () => {
    await begun();
    portal.now = new Date(CLOSES.getTime() - 1);
    const reply = await anna.save(province(), { province: 'TO' }, 'application/json');
    assert.equal(reply.status, 200);
  });

  it('refuses a save that arrives at it, and says what was kept and what it means', async () => {
    await begun();
    await anna.save(province(), { province: 'TO' });
    const page = await anna.get(province());
    portal.now = CLOSES;
    const reply = await anna.post(province(), { base: baseIn(page.html), province: 'MI' });
    assert.equal(reply.status, 422);
    shows(reply, /2026-03-16T22:59:00\.000Z/);
    shows(reply, /non è stato salvato/);
    shows(reply, /Questa domanda non è stata inoltrata/);
    shows(reply, />MI</);
    const script = await anna.post(province(), { base: baseIn(page.html), province: 'MI' }, 'application/json');
    assert.equal(script.status, 422);
    shows(await anna.get(`${home}/riepilogo`), /Torino/);
  });
});
