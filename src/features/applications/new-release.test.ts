import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { home as root } from '../../platform/home.ts';
import { packDigest, publishRelease, readPack } from '../procedures/index.ts';
import { type Browser, lacks, shows } from './browser-fixture.test.ts';
import { openPortal, type Portal } from './portal-fixture.test.ts';

/** The GPS procedure as a later act might have it. */
function nextPack() {
  const reading = readPack(`${root}/procedures/gps-2026-28`);
  assert.ok('pack' in reading);
  const pack = structuredClone(reading.pack);
  const contacts = pack.definition.sections.find(({ id }) => id === 'contacts');
  const confirmed = contacts?.fields.find(({ id }) => id === 'confirmed');
  Object.assign(confirmed ?? {}, { text: 'Confermo i recapiti, come dice il nuovo atto.' });
  return pack;
}

describe('an application opened after a new release', () => {
  let portal: Portal;
  let anna: Browser;
  let home: string;
  const id = () => home.split('/')[2] ?? '';
  const set = (answers: object) =>
    portal.fresh.database.query('update drafts set answers = $2 where application_id = $1', [
      id(),
      JSON.stringify(answers),
    ]);
  const digest = async () => {
    const [row] = await portal.fresh.database.query<{ digest: string }>(
      'select release_digest as digest from drafts where application_id = $1',
      [id()],
    );
    return row?.digest;
  };

  before(async () => {
    portal = await openPortal();
    anna = await portal.person();
    home = await anna.begin();
    await set({ contacts: { confirmed: true }, declarations: { requirements: true, privacy: true } });
  });
  after(() => portal.close());

  it('is carried over then and there, and says which answers are touched, each with the way to it', async () => {
    const old = await digest();
    lacks(await anna.get(home), /Sono cambiate le regole/);
    const pack = nextPack();
    await portal.fresh.database.transaction((tx) =>
      publishRelease(tx, pack, packDigest(pack), 'prova', new Date(portal.now.getTime() + 1000)),
    );
    const page = await anna.get(home);
    assert.equal(await digest(), packDigest(pack));
    assert.notEqual(await digest(), old);
    shows(page, /Sono cambiate le regole/);
    shows(page, new RegExp(`href="${home}/sezioni/contacts"`));
    shows(page, /il testo della dichiarazione è cambiato, rileggilo e conferma di nuovo/);
    lacks(page, /«Trattamento dei dati»/);
    shows(await anna.get(`${home}/riepilogo`), /Sono cambiate le regole/);
    const [row] = await portal.fresh.database.query<{ people: number }>(
      `select count(*)::integer as people from messages where account_id = $1 and kind = 'filing.rules-changed'`,
      [anna.accountId],
    );
    assert.equal(row?.people, 1, 'opening it again tells nothing twice');
  });

  it('shows the new text in its section, unticked, and says so once it was saved again', async () => {
    const section = `${home}/sezioni/contacts`;
    shows(await anna.get(section), /come dice il nuovo atto/);
    portal.now = new Date(portal.now.getTime() + 60_000);
    await anna.save(section, { confirmed: 'true' });
    shows(await anna.get(home), /Hai già salvato questa sezione dopo il cambio/);
  });
});
