import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, lacks, PDF, shows } from './browser-fixture.test.ts';
import { openPortal, type Portal } from './portal-fixture.test.ts';

let portal: Portal;
let anna: Browser;
let home: string;

before(async () => {
  portal = await openPortal();
});
after(() => portal.close());

/** An application as far as its rankings: the sections after them are open. */
async function begun(): Promise<void> {
  anna = await portal.person();
  home = await anna.begin();
  await anna.save(`${home}/sezioni/contacts`, { confirmed: 'si' });
  await anna.save(`${home}/sezioni/province`, { province: 'TO', already_included: 'none' });
  await ranking('A-12');
}

async function ranking(teachingClass: string): Promise<string> {
  const item = (await anna.get(`${home}/sezioni/rankings/nuovo`)).location;
  await anna.save(item, { teaching_class: teachingClass, tier: 'II', operation: 'insertion' });
  await anna.save(item, {
    teaching_class: teachingClass,
    tier: 'II',
    operation: 'insertion',
    access_title: `Laurea per ${teachingClass}`,
    access_authority: 'Università di Torino',
    'access_date.day': '1',
    'access_date.month': '2',
    'access_date.year': '80',
    'access_mark.value': '110',
    'access_mark.base': '110',
    'access_mark.honours': 'true',
    access_complete: 'si',
  });
  return item;
}

describe('a list of items', () => {
  it('reads a date written 1/2/80 and a mark with honours', async () => {
    await begun();
    const page = await anna.get(`${home}/riepilogo`);
    shows(page, /1 febbraio 1980/);
    shows(page, /110\/110 e lode/);
  });

  it('gives back what was taken away, in its place', async () => {
    await begun();
    const [second, third] = [await ranking('A-22'), await ranking('B-14')];
    await anna.post(`${second}/rimozione`, {});
    const without = await anna.get(`${home}/sezioni/rankings`);
    shows(without, /Hai tolto/);
    lacks(without, /Laurea per A-22/);
    const back = /action="(\/istanze\/[^"]+\/tolti\/rankings\/[^"]+)"/.exec(without.html)?.[1] ?? '';
    await anna.post(back, {});
    const again = await anna.get(`${home}/sezioni/rankings`);
    const order = [...again.html.matchAll(/Laurea per (\S\S?-\d\d)/g)].map(([, code]) => code);
    assert.deepEqual(order.slice(0, 3), ['A-12', 'A-22', 'B-14']);
    lacks(again, /Hai tolto/);
    assert.ok(third);
    await anna.post(back, {});
    assert.equal(((await anna.get(`${home}/sezioni/rankings`)).html.match(/Laurea per A-22/g) ?? []).length, 1);
  });

  it('copies an item with its answers, and says that it is a copy', async () => {
    await begun();
    const item = await ranking('A-22');
    const reply = await anna.post(`${item}/copia`, {});
    const copy = await anna.get(reply.location);
    shows(copy, /Laurea per A-22/);
    shows(copy, /questa è la copia/i);
    assert.notEqual(reply.location, item);
    shows(await anna.get(`${home}/riepilogo`), /Hai chiesto due volte la stessa graduatoria/);
  });

  it('takes a new item only while there is room', async () => {
    await begun();
    const [, id] = home.split('/istanze/');
    await portal.fresh.database.query(
      `update drafts set answers = jsonb_set(answers, '{rankings}', (select jsonb_agg(jsonb_build_object('id', gen_random_uuid()))
         from generate_series(1, 60))) where application_id = $1`,
      [id],
    );
    const reply = await anna.save((await anna.get(`${home}/sezioni/rankings/nuovo`)).location, { access_title: 'x' });
    assert.equal(reply.location, `${home}/sezioni/rankings`);
    shows(await anna.get(reply.location), /al massimo 60 voci/);
  });
});

describe('the schools of a teaching class', () => {
  const schools = () => `${home}/sezioni/schools/A-12`;

  it('are found by name, code or comune inside the province, and added and taken away without JavaScript', async () => {
    await begun();
    const found = await anna.save(schools(), { search: 'schools.add', 'schools.add.query': 'torino' });
    const results = await anna.get(found.location);
    shows(results, /TOPS00003A – LICEO 00003/);
    const added = await anna.save(schools(), {
      'schools.add': 'TOPS00003A',
      'schools.add.query': 'torino',
      vai: 'aggiungi',
    });
    const page = await anna.get(added.location);
    shows(page, /Scuole: 1 su 20/);
    shows(page, /name="schools" value="TOPS00003A"/);
    shows(page, /TOPS00004A – LICEO 00004/);
    await anna.save(schools(), { schools: 'TOPS00003A', togli: 'schools:TOPS00003A' });
    shows(await anna.get(schools()), /Scuole: 0 su 20/);
    const json = await anna.get(`${home}/ricerche/schools/schools?voce=A-12&q=milano`, 'application/json');
    assert.deepEqual(json.json(), { results: [], total: 0 });
  });

  it('are at most twenty: the twenty-first is kept on the page with the error', async () => {
    await begun();
    const codes = Array.from({ length: 21 }, (_, index) => `TOPS0${String(index).padStart(4, '0')}A`);
    await anna.save(schools(), { schools: codes });
    const page = await anna.get(schools());
    shows(page, /Puoi scegliere al massimo 20 scuole: ne hai scelte 21/);
    shows(page, /name="schools" value="TOPS00020A"/);
    await anna.save(schools(), { schools: codes, togli: `schools:${codes[3]}` });
    const less = await anna.get(schools());
    shows(less, /Scuole: 20 su 20/);
    lacks(less, /ne hai scelte/);
  });

  it('exist only for the classes asked for', async () => {
    await begun();
    for (const key of ['A-99', '__proto__', 'constructor', '']) {
      const reply = await anna.post(`${home}/sezioni/schools/${key}`, { schools: 'TOPS00001A' });
      assert.equal(reply.status, 404, key);
    }
  });
});

describe('attachments', () => {
  const place = () => `${home}/sezioni/attachments`;
  const upload = (name: string, bytes: Uint8Array) =>
    anna.upload(`${place()}/allegati/law_104_documents`, 'law_104_documents', name, bytes);

  async function asked(): Promise<void> {
    await begun();
    await anna.save(`${home}/sezioni/preferences`, { law_104: 'art_21' });
  }

  it('are kept under the name they had, with their size and digest, and read back the same', async () => {
    await asked();
    const name = 'Verbale «104» – <b>àèì</b> Żółć \u{1F600} \'"; drop table.pdf'.replaceAll('/', '');
    const reply = await upload(name, PDF);
    assert.equal(reply.status, 303);
    const page = await anna.get(place());
    shows(page, /Verbale «104» – &lt;b>àèì/);
    shows(page, /[0-9a-f]{16}…/);
    const link = /href="(\/istanze\/[^"]+\/allegati\/[^"]+)"/.exec(page.html)?.[1] ?? '';
    const file = await portal.server.inject({ url: link, headers: { cookie: `polis-session=${anna.token}` } });
    assert.deepEqual(file.rawPayload, PDF);
    assert.match(String(file.headers['content-disposition']), /filename\*=UTF-8''Verbale%20/);
    const bruno = await portal.person();
    assert.equal((await bruno.get(link)).status, 404);
  });

  it('are refused with the reason at the field when they are no PDF, empty, or too large', async () => {
    await asked();
    const cases: [string, Uint8Array, RegExp][] = [
      ['verbale.pdf', Buffer.from('MZ not a pdf'), /non è di un tipo ammesso/],
      ['verbale.exe', PDF, /non è di un tipo ammesso/],
      ['verbale.pdf', Buffer.alloc(0), /non è di un tipo ammesso|vuoto/],
      ['verbale.pdf', Buffer.concat([PDF, Buffer.alloc(3 * 1024 * 1024)]), /troppo grande/],
    ];
    for (const [name, bytes, message] of cases) {
      const reply = await upload(name, bytes);
      assert.equal(reply.status, 422, name);
      shows(reply, message);
      shows(reply, /<title>Errore: /);
    }
    const [count] = await portal.fresh.database.query<{ count: number }>(
      'select count(*) from attachments where application_id = $1',
      [home.split('/')[2]],
    );
    assert.equal(count?.count, 0);
  });

  it('can be taken away and put back', async () => {
    await asked();
    await upload('verbale.pdf', PDF);
    await anna.post(`${place()}/allegati/law_104_documents/rimozione`, {});
    const page = await anna.get(place());
    lacks(page, /verbale\.pdf/);
    const back = /action="(\/istanze\/[^"]+\/tolti\/attachments\/[^"]+)"/.exec(page.html)?.[1] ?? '';
    await anna.post(back, {});
    shows(await anna.get(place()), /verbale\.pdf/);
  });
});
