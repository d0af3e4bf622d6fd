import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, lacks, shows } from './browser-fixture.test.ts';
import { CLOSES, openPortal, type Portal } from './portal-fixture.test.ts';

let portal: Portal;
let anna: Browser;
let home: string;
const id = () => home.split('/')[2] ?? '';

const COMPLETE = {
  contacts: { confirmed: true },
  province: { province: 'TO', already_included: 'none' },
  rankings: [
    {
      id: '01890a5d-ac96-774b-bcce-b302099a8057',
      teaching_class: 'A-12',
      tier: 'II',
      operation: 'insertion',
      access_title: 'Laurea LM-14',
      access_authority: 'Università di Torino',
      access_date: '2019-04-30',
      access_mark: { value: 105, base: 110, lode: false },
      access_complete: true,
    },
  ],
  schools: { 'A-12': { schools: ['TOPS00001A'] } },
  declarations: { requirements: true, convictions: 'none', proviso_aware: true, exclusion_aware: true, privacy: true },
};

before(async () => {
  portal = await openPortal();
});
after(() => portal.close());

async function begun(answers: object = COMPLETE): Promise<void> {
  portal.now = new Date('2026-03-10T10:00:00.000Z');
  anna = await portal.person();
  home = await anna.begin();
  await portal.fresh.database.query('update drafts set answers = $2 where application_id = $1', [
    id(),
    JSON.stringify(answers),
  ]);
}

function filed(edition: number, withdrawn = false): void {
  portal.filings.set(id(), {
    edition,
    withdrawn,
    filedAt: portal.now,
    registerNumber: '0000123/2026',
    answers: COMPLETE,
  });
}

describe('the check page', () => {
  it('offers to confirm only when nothing is missing, and links what is to its field and back', async () => {
    await begun({ ...COMPLETE, declarations: { requirements: true } });
    const incomplete = await anna.get(`${home}/riepilogo`);
    lacks(incomplete, /name="code"/);
    shows(incomplete, /href="[^"]+\/sezioni\/declarations\?torna=riepilogo&amp;controlla=1#privacy"/);
    await anna.save(`${home}/sezioni/declarations`, {
      requirements: 'si',
      convictions: 'none',
      proviso_aware: 'si',
      exclusion_aware: 'si',
      privacy: 'si',
    });
    const page = await anna.get(`${home}/riepilogo`);
    shows(page, /action="\/istanze\/[^"]+\/inoltro"/);
    shows(page, /name="filing" value="[0-9a-f-]{36}"/);
    shows(page, /name="version" value="\d+"/);
    shows(page, /La domanda non è inoltrata finché non la confermi/);
    shows(page, /articoli 46, 47, 75 e 76/);
    shows(page, /TOPS00001A – LICEO 00001/);
  });

  it('leads from a row to its answer and back', async () => {
    await begun();
    const reply = await anna.save(`${home}/sezioni/province?torna=riepilogo`, {
      province: 'TO',
      already_included: 'same',
      torna: 'riepilogo',
      vai: 'avanti',
    });
    assert.equal(reply.location, `${home}/riepilogo`);
  });

  it('counts words that could not be read as missing, even where nothing need be answered', async () => {
    await begun();
    await anna.save(`${home}/sezioni/services/01890a5d-ac96-774b-bcce-b302099a8058`, { weekly_hours: 'diciotto' });
    shows(await anna.get(`${home}/riepilogo`), /scrivi un numero, per esempio 26,50/);
  });

  it('shows the points of each ranking line by line, adding up', async () => {
    await begun();
    const page = await anna.get(`${home}/punteggio`);
    shows(page, /A-12 – Seconda fascia: 26,50 punti/);
    shows(page, /Tabella A\/4/);
    shows(await anna.get(home), /26,50 punti/);
  });
});

describe('a filed application', () => {
  it('says so, leads to the receipt, and takes no more answers', async () => {
    await begun();
    filed(1);
    const page = await anna.get(home);
    shows(page, /INOLTRATA/);
    lacks(page, /NON ANCORA INOLTRATA/);
    shows(page, /0000123\/2026/);
    shows(page, /href="[^"]+\/ricevuta"/);
    const reply = await anna.post(`${home}/sezioni/province`, { province: 'MI' });
    assert.equal(reply.status, 422);
    shows(reply, /La domanda che hai inoltrato resta valida/);
  });

  it('stays valid while it is corrected, and comes back when the correction is given up', async () => {
    await begun();
    filed(1);
    await anna.post(`${home}/correzione`, {});
    await anna.post(`${home}/correzione`, {});
    const page = await anna.get(home);
    shows(page, /NON ANCORA INOLTRATA/);
    shows(page, /resta valida finché non inoltri questa/);
    await anna.save(`${home}/sezioni/province`, { province: 'MI', already_included: 'none' });
    shows(await anna.get(`${home}/riepilogo`), /Milano/);
    await anna.post(`${home}/abbandono`, {});
    const back = await anna.get(`${home}/riepilogo`);
    shows(back, /Torino/);
    shows(await anna.get(home), /INOLTRATA/);
    lacks(await anna.get(home), /NON ANCORA/);
    const [draft] = await portal.fresh.database.query<{ edition: number }>(
      'select edition from drafts where application_id = $1',
      [id()],
    );
    assert.equal(draft?.edition, 1);
  });

  it('that was withdrawn can be filled in again as a new edition', async () => {
    await begun();
    filed(1, true);
    shows(await anna.get(home), /RITIRATA/);
    await anna.post(`${home}/correzione`, {});
    const page = await anna.get(home);
    shows(page, /NON ANCORA INOLTRATA/);
    lacks(page, /resta valida/);
  });

  it('cannot be corrected from the closing instant on', async () => {
    await begun();
    filed(1);
    portal.now = CLOSES;
    await anna.post(`${home}/correzione`, {});
    lacks(await anna.get(home), /NON ANCORA INOLTRATA/);
  });
});
