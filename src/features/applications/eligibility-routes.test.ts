import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { lacks, shows } from './browser-fixture.test.ts';
import { PROCEDURE } from './gps-fixture.test.ts';
import { ANNA, openPortal, type Portal } from './portal-fixture.test.ts';

let portal: Portal;
before(async () => {
  portal = await openPortal();
});
after(() => portal.close());

const open = `/procedure/${PROCEDURE}/istanze`;

describe('opening an application', () => {
  it('is refused to who may not file it, rule by rule with the norm, and leaves no draft', async () => {
    const old = await portal.person();
    portal.facts.set(old.accountId, { ...ANNA, birth_date: '1958-03-16' });
    const page = await old.post(open, {});
    assert.equal(page.status, 422);
    shows(page, /Non puoi presentare questa domanda/);
    shows(page, /hai già compiuto 68 anni/);
    shows(page, /Risulta da: data di nascita \(16\/03\/1958\)/);
    shows(page, /OM 27 del 16 febbraio 2026 \(da verificare con l’atto\)/);
    const drafts = await portal.fresh.database.query('select from applications where account_id = $1', [old.accountId]);
    assert.equal(drafts.length, 0);
  });

  it('is allowed to the day, and tells the requirements in the application', async () => {
    const anna = await portal.person();
    portal.facts.set(anna.accountId, { ...ANNA, birth_date: '1958-03-17' });
    const overview = await anna.get(await anna.begin());
    shows(overview, /I requisiti per presentarla, uno per uno/);
    shows(overview, /Si saprà quando rispondi a «Condanne e procedimenti penali»/);
    lacks(overview, /Così non si può inoltrare/);
  });

  it('leads back to the application begun before, and there says what stands in the way', async () => {
    const anna = await portal.person();
    const home = await anna.begin();
    portal.facts.set(anna.accountId, { ...ANNA, birth_date: '1950-01-01' });
    assert.equal(await anna.begin(), home);
    shows(await anna.get(home), /Così non si può inoltrare/);
    lacks(await anna.get(`${home}/riepilogo`), /name="code"/);
  });
});
