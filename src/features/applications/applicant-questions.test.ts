import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { home as root } from '../../platform/home.ts';
import { packDigest, publishRelease, readPack } from '../procedures/index.ts';
import { type Browser, baseIn, lacks, shows } from './browser-fixture.test.ts';
import { PROCEDURE } from './gps-fixture.test.ts';
import { ANNA, openPortal, type Portal } from './portal-fixture.test.ts';
import { lockedApplication } from './store.ts';

/** The GPS procedure with a question for women, and one for who has filed something else. */
function askingPack() {
  const source = readPack(`${root}/procedures/${PROCEDURE}`);
  assert.ok('pack' in source);
  const pack = structuredClone(source.pack);
  const contacts = pack.definition.sections.find(({ id }) => id === 'contacts');
  const text = { kind: 'text', required: true, special: false, max_length: 200 } as const;
  contacts?.fields.push(
    { ...text, id: 'maternity', label: 'Congedo di maternità', when: { field: 'applicant.sex', is: 'F' } },
    { ...text, id: 'exam', label: 'Esame già chiesto', when: { field: 'applicant.filed', has: 'es-1-2026' } },
  );
  return pack;
}

describe('questions that hang on what the portal knows of the person', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    const pack = askingPack();
    const earlier = new Date(portal.now.getTime() - 1000);
    await portal.fresh.database.transaction((tx) => publishRelease(tx, pack, packDigest(pack), 'prova', earlier));
  });
  after(() => portal.close());

  async function begun(changes: Partial<typeof ANNA>): Promise<{ who: Browser; home: string; contacts: string }> {
    const who = await portal.person();
    portal.facts.set(who.accountId, { ...ANNA, ...changes });
    const home = await who.begin();
    return { who, home, contacts: `${home}/sezioni/contacts` };
  }

  async function stored(home: string): Promise<Record<string, unknown>> {
    const [row] = await portal.fresh.database.query<{ answers: Record<string, unknown> }>(
      'select answers from drafts where application_id = $1',
      [home.split('/')[2]],
    );
    return row?.answers ?? {};
  }

  it('are on the page of those they are for, and on no other', async () => {
    const anna = await begun({});
    const page = await anna.who.get(anna.contacts);
    shows(page, /Congedo di maternità/);
    lacks(page, /Esame già chiesto/);
    const marco = await begun({ sex: 'M', filed: ['es-1-2026'] });
    const other = await marco.who.get(marco.contacts);
    lacks(other, /Congedo di maternità/);
    shows(other, /Esame già chiesto/);
  });

  it('are missing for those they are for, also when the page saves by itself', async () => {
    const [anna, marco] = [await begun({}), await begun({ sex: 'M' })];
    for (const [{ who, home, contacts }, missing] of [
      [anna, true],
      [marco, false],
    ] as const) {
      const first = baseIn((await who.get(contacts)).html);
      const saved = await who.post(contacts, { base: first, confirmed: 'si' }, 'application/json');
      assert.equal(saved.status, 200);
      const again = await who.post(
        contacts,
        { base: String(saved.json()['base']), confirmed: 'si' },
        'application/json',
      );
      for (const reply of [saved, again]) {
        assert.equal(JSON.stringify(reply.json()).includes('Congedo di maternità'), missing, reply.html);
      }
      const summary = await who.get(`${home}/riepilogo`);
      if (missing) shows(summary, /Congedo di maternità/);
      else lacks(summary, /Congedo di maternità/);
    }
  });

  it('are answered without what is known of the person ever being in the draft', async () => {
    const { who, home, contacts } = await begun({});
    const posted = { confirmed: 'si', maternity: 'Dal 1° marzo', 'applicant.sex': 'M', applicant: 'M' };
    assert.equal((await who.save(contacts, posted)).status, 303);
    assert.deepEqual(await stored(home), { contacts: { confirmed: true, maternity: 'Dal 1° marzo' } });
    assert.equal((await who.get(`${home}/sezioni/applicant`)).status, 404);
    assert.equal((await who.post(`${home}/sezioni/applicant`, { sex: 'M' })).status, 404);
  });

  it('are still asked of a draft that was read again under its lock', async () => {
    const { who, home, contacts } = await begun({});
    await who.save(contacts, { confirmed: 'si', maternity: 'Sì' });
    const read = { id: home.split('/')[2] ?? '', answers: { applicant: { sex: 'F' } } };
    const locked = await portal.fresh.database.transaction((tx) => lockedApplication(tx, read, who.accountId));
    assert.deepEqual(locked?.answers['applicant'], { sex: 'F' });
    assert.deepEqual(locked.answers['contacts'], { confirmed: true, maternity: 'Sì' });
  });

  it('follow what is known when it changes, and keep the answer given meanwhile', async () => {
    const { who, home, contacts } = await begun({});
    await who.save(contacts, { confirmed: 'si', maternity: 'Sì' });
    portal.facts.set(who.accountId, { ...ANNA, sex: 'M' });
    lacks(await who.get(contacts), /Congedo di maternità/);
    portal.facts.set(who.accountId, ANNA);
    shows(await who.get(contacts), /value="Sì"/);
    assert.equal((await stored(home))['applicant'], undefined);
  });
});
