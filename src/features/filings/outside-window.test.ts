import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { type ApplicantOnPortal, type FilingPortal, openFilingPortal } from '../../../test/filing-portal.ts';
import { release, window } from '../../../test/filings.ts';
import { recordWindowAct } from '../procedures/index.ts';

let portal: FilingPortal;
let anna: ApplicantOnPortal;

before(async () => {
  portal = await openFilingPortal();
  await portal.moveTo(new Date('2026-03-10T10:00:00.000Z'));
  anna = await portal.applicant('Anna');
});
after(() => portal.close());

test('before the window opens the act that opens it is told', async () => {
  await portal.moveTo(new Date(window.opensAt.getTime() - 1));
  assert.match((await anna.confirm()).html, /Puoi farlo da .*\(OM 27\/2026 art\. 7\)/s);
});

test('who comes after an extension is told the act that set the term and the one that moved it', async () => {
  const closesAt = new Date('2026-03-20T22:59:00Z');
  await portal.fresh.database.transaction((tx) =>
    recordWindowAct(tx, uuidv7(), {
      procedureId: release.procedureId,
      windowId: 'main',
      opensAt: window.opensAt,
      closesAt,
      reason: 'Interruzione del servizio',
      evidence: { authority: 'Direzione generale del personale', number: '1234', date: '2026-03-10' },
      decidedBy: 'prova',
      decidedAt: new Date('2026-03-10T10:00:00Z'),
    }),
  );
  await portal.moveTo(closesAt);
  const { status, html } = await anna.confirm();
  assert.equal(status, 422);
  assert.match(
    html,
    /\(OM 27\/2026 art\. 7; termini spostati: Direzione generale del personale, atto n\. 1234 di martedì 10 marzo 2026\)/,
  );
});
