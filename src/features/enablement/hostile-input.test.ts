import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Reply } from '../../../test/account-portal.ts';
import {
  ALL_CHECKS,
  type EnablementPortal,
  enabled,
  GOOD_DATA,
  lookUp,
  mailedCode,
  openEnablementPortal,
  type Signed,
  untilWaiting,
} from '../../../test/enablement-portal.ts';

const DATA = process.env['POLIS_DATA_DIR'] ?? join(import.meta.dirname, '../../../../shared/data');
const list = join(DATA, 'naughty-strings/blns.json');
/** What breaks programs anywhere; the long list is added where it is at hand. */
const OWN = [
  '',
  ' ',
  '\u0000',
  'a'.repeat(9_999),
  '%00',
  '\ud83d',
  '<script>alert(1)</script>',
  "'; drop table accounts --",
  '{"$gt":""}',
  '0'.repeat(40),
  '１２',
  '\u202e',
  'ﷺ'.repeat(200),
];
const HOSTILE = [...OWN, ...(existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as string[]) : [])];

let portal: EnablementPortal;
let clerk: Signed;
before(async () => {
  portal = await openEnablementPortal();
  clerk = await portal.person('Carla', 'MIIC800001');
});
after(() => portal.close());

function assertSound(reply: Reply, text: string): void {
  assert.ok(reply.status < 500, `${reply.status} for ${JSON.stringify(text.slice(0, 80))}`);
  if (/^<script|^<img|^<svg/i.test(text)) assert.equal(reply.html.includes(text), false, `not escaped: ${text}`);
}

const everywhere = (fields: readonly string[], text: string) =>
  Object.fromEntries(fields.map((field) => [field, text]));

test('no text in any field of the data form makes a fault of ours, and none becomes markup', async () => {
  const { browser } = await portal.person('Anna');
  await browser.get('/abilitazione/dati');
  const fields = [...Object.keys(GOOD_DATA), 'municipality.query', 'search'];
  for (const text of HOSTILE) assertSound(await browser.post('/abilitazione/dati', everywhere(fields, text)), text);
  for (const text of HOSTILE) {
    const reply = await browser.post('/abilitazione/dati', {
      ...GOOD_DATA,
      street: text,
      documentIssuer: text,
      'municipality.query': text,
    });
    assertSound(reply, text);
    if (reply.location !== undefined) assertSound(await browser.follow(reply), text);
  }
});

test('no text stops the searches for municipalities and schools', async () => {
  const signed = await portal.person('Bruna');
  await untilWaiting(portal, signed);
  for (const text of HOSTILE) {
    const query = encodeURIComponent(text.toWellFormed().slice(0, 1500));
    assertSound(await signed.browser.get(`/abilitazione/comuni?q=${query}`), '');
    assertSound(await signed.browser.get(`/abilitazione/attesa?scuola=${query}`), text);
  }
});

test('no text typed as a code is right or breaks anything', async () => {
  const cora = await portal.person('Cora');
  await enabled(portal, cora, clerk);
  await cora.browser.get('/profilo/codice-personale');
  for (const text of HOSTILE) {
    const reply = await cora.browser.post(
      '/profilo/codice-personale',
      everywhere(['oldCode', 'newCode', 'newCodeAgain'], text),
    );
    assertSound(reply, text);
    assert.equal(reply.location, undefined);
  }
});

test('no text at the desk finds anybody, and none in a refusal makes a fault or becomes markup', async () => {
  const dora = await portal.person('Dora');
  await untilWaiting(portal, dora);
  const path = await lookUp(clerk, dora.account.fiscalCode);
  for (const text of HOSTILE) {
    assertSound(await clerk.browser.post(path, everywhere(['decision', 'checks', 'reason', 'note'], text)), text);
    const other = await clerk.browser.post(path, { decision: 'refuse', reason: text, note: text });
    assertSound(other, text);
    assert.equal(other.location, undefined);
  }
  await clerk.browser.get('/sportello');
  for (const text of HOSTILE) {
    const reply = await clerk.browser.post('/sportello', { fiscalCode: text });
    assertSound(reply, text);
    assert.equal(reply.location, undefined);
  }
});

test('a field sent twice, left out, or far too long is refused where it stands', async () => {
  const { browser } = await portal.person('Emma');
  await browser.get('/abilitazione/dati');
  for (const field of Object.keys(GOOD_DATA).filter((name) => name !== 'phone')) {
    const twice = await browser.post('/abilitazione/dati', { ...GOOD_DATA, [field]: ['1', '2'] });
    assert.equal(twice.status, 422, field);
    const { [field]: _left, ...rest } = GOOD_DATA;
    if (field !== 'mobile' || GOOD_DATA['phone'] === '')
      assert.equal((await browser.post('/abilitazione/dati', rest)).status, 422, field);
    const long = await browser.post('/abilitazione/dati', { ...GOOD_DATA, [field]: '1'.repeat(20_000) });
    assert.equal(long.status, 422, field);
  }
});

test('hostile words in the data reach the form, the mail and the desk as they are, and nothing breaks', async () => {
  const gaia = await portal.person('Gaia');
  const street = 'Via #import "x" $a$ <b>Łódź</b> \u{1f98a} 你好';
  const temporaryCode = await untilWaiting(portal, gaia, { street });
  assert.equal((await gaia.browser.get('/abilitazione/modulo')).status, 200);
  const shown = await clerk.browser.get(await lookUp(clerk, gaia.account.fiscalCode));
  assert.ok(shown.html.includes('Via #import') && shown.html.includes('&lt;b>Łódź'));
  await clerk.browser.post(await lookUp(clerk, gaia.account.fiscalCode), { decision: 'confirm', checks: ALL_CHECKS });
  await assert.rejects(mailedCode(portal, gaia.account), /no code/);
  assert.equal(temporaryCode.length, 14);
});
