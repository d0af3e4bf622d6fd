import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import { currentRelease, examplesIn, packFiles } from '../../src/features/procedures/index.ts';
import { type Applicant, applicants, PASSWORD } from '../faults/applicants.ts';
import { until } from '../until.ts';
import { type Hands, type Look, peopleAt } from './hands.ts';
import { keyboard } from './keyboard.ts';
import { mouse } from './mouse.ts';
import { comesIn } from './registration.ts';
import { setStage } from './stage.ts';
import { withoutJavaScript } from './without-javascript.ts';

// What was filed is found in the dossier, taken into another application, and taken out again.

const OTHER = 'gae-2026';
const DOSSIER = 'Il tuo fascicolo';
const TITLE = 'Dottorato in italianistica';

const TELLINGS: readonly [how: string, look: Look, handsFor: (page: Page) => Hands][] = [
  ['by keyboard', { device: { width: 1280 }, checks: 'all' }, keyboard],
  ['on a phone', { device: { width: 360, height: 640 }, checks: 'all' }, mouse],
  ['by keyboard at 320 pixels', { device: { width: 320, height: 640 }, checks: 'all' }, keyboard],
  ['without JavaScript', { device: { javaScript: false }, checks: 'axe' }, withoutJavaScript],
];

const stage = setStage();

/** Somebody who has filed for the GPS, and whose titles the worker has put into the dossier. */
async function hasFiled(): Promise<Applicant> {
  const [applicant] = await applicants(stage.portal, 1);
  assert.ok(applicant);
  assert.equal((await applicant.confirm(uuidv7())).status, 303);
  const kept = () =>
    stage.portal.database.query('select from dossier_entries where account_id = $1', [applicant.accountId]);
  await until(async () => (await kept()).length > 0);
  return applicant;
}

/** Their draft of another procedure, complete but for its titles: the address of that list. */
async function otherDraft({ accountId }: Applicant): Promise<string> {
  const release = await currentRelease(stage.portal.database, OTHER);
  const example = examplesIn(packFiles(join(import.meta.dirname, '../../procedures', OTHER))).find(
    (each) => each.files,
  );
  assert.ok(release && example);
  const { titles: _titles, ...answers } = example.answers;
  const id = uuidv7();
  await stage.portal.database.query(
    'insert into applications (id, account_id, procedure_id, created_at) values ($1, $2, $3, now())',
    [id, accountId, OTHER],
  );
  await stage.portal.database.query(
    `insert into drafts (application_id, release_digest, version, answers, updated_at) values ($1, $2, 1, $3, now())`,
    [id, release.digest, JSON.stringify(answers)],
  );
  return `/istanze/${id}/sezioni/titles`;
}

for (const [how, look, handsFor] of TELLINGS) {
  test(`a title is found, taken and taken out, ${how}`, { timeout: 240_000 }, async () => {
    const applicant = await hasFiled();
    const list = await otherDraft(applicant);
    const person = await peopleAt(stage.browser, stage.portal.origin, look, handsFor).arrives();
    const { hands } = person;
    await comesIn(person, stage.portal, { username: applicant.username, password: PASSWORD });
    await person.open('/area');
    await hands.follow('tuo fascicolo');
    await person.sees(DOSSIER);
    await person.reads(TITLE, 'Nessuno l’ha verificato', /Dichiarato in «Graduatorie provinciali.*protocollo \d{7}/);

    await person.open(list);
    await hands.follow('Prendi dal fascicolo');
    await person.sees('Prendi dal fascicolo');
    await hands.press('Porta nella domanda');
    await person.seesErrors('Prendi dal fascicolo', 'nothing chosen');
    await hands.tick(new RegExp(TITLE));
    await hands.press('Porta nella domanda');
    await person.sees('Altri titoli nuovi', 'taken');
    await person.reads('Presa 1 voce dal fascicolo', 'Dal tuo fascicolo: controlla', 'Completa');
    await hands.follow('Prendi dal fascicolo');
    await person.sees('Prendi dal fascicolo', 'all there');
    await person.reads('Già in questa sezione', TITLE);

    await person.open('/fascicolo');
    await person.reads('Ripreso in');
    await hands.follow(/Togli dal fascicolo/);
    await person.sees('Togli dal fascicolo');
    await person.reads('Le domande che hai inoltrato restano come sono');
    await hands.press('Togli dal fascicolo');
    await person.sees(DOSSIER, 'empty');
    await person.reads('Hai tolto', 'Per ora è vuoto');
    await person.open(list);
    await person.reads(TITLE);
    await person.leave();
  });
}
