import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { type ApplicantOnPortal, type FilingPortal, openFilingPortal } from '../../../test/filing-portal.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { checkPdfA, createPress, type Order } from '../../platform/pdf/index.ts';
import { filingsOfApplication } from './archive-store.ts';
import { filingCommands } from './commands.ts';
import { brokenPromises } from './invariants.ts';
import { pressReceipt } from './jobs.ts';
import { receiptOf } from './receipt-store.ts';
import { writeNumber } from './register-number.ts';

const press = createPress();
const folder = mkdtempSync(join(tmpdir(), 'polis-receipt-'));
let portal: FilingPortal;
let anna: ApplicantOnPortal;
let people = 0;
before(async () => {
  portal = await openFilingPortal();
});
after(async () => {
  press.close();
  rmSync(folder, { recursive: true });
  await portal.close();
});
beforeEach(async () => {
  await portal.work(press);
  people += 1;
  anna = await portal.applicant(`F${'BCDFGHJ'.charAt(people)}`);
});

async function filed() {
  const [filing] = await filingsOfApplication(portal.fresh.database, anna.application);
  if (filing === undefined) throw new Error('nothing was filed');
  return filing;
}

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;

function textOf(pdf: Uint8Array): string {
  const file = join(folder, 'receipt.pdf');
  writeFileSync(file, pdf);
  const { stdout } = spawnSync('pdftotext', [file, '-'], { encoding: 'utf8' });
  return stdout.replaceAll('\u200b', '').replace(/\s+/g, ' ');
}

const broken = {
  pressPdf: async () => {
    throw new Error('no font');
  },
};

test('the receipt is PDF/A, says everything in reading order, goes out by mail and is there to be had again', {
  skip: !hasPoppler && 'poppler-utils is not installed',
}, async () => {
  const { location = '' } = await anna.confirm();
  const mails = await portal.work(press);
  const filing = await filed();
  const stored = await receiptOf(portal.fresh.database, filing.id);
  assert.ok(stored);
  assert.deepEqual(checkPdfA(stored.pdf), []);
  const text = textOf(stored.pdf);
  const expected = [
    'Ricevuta della domanda',
    'Ministero di prova · AOO USPMI · Ufficio scolastico di Milano',
    writeNumber(filing),
    'martedì 10 marzo 2026, ore 11:00:00',
    'Prova',
    'Provincia scelta',
    'Milano',
    'Laurea in Fisica – “cum laude” àèìòù Żółć',
    'laurea.pdf',
    'ab'.repeat(32),
    'Dichiaro che quanto ho scritto è vero.',
    'Chi dichiara il falso è punito',
    'identificata da IC Manzoni',
    'L’ufficio controlla le domande.',
    '9 aprile 2026',
    filing.sha256,
    filing.releaseDigest,
  ];
  let from = 0;
  for (const words of expected) {
    const at = text.indexOf(words, from);
    assert.ok(at >= 0, `“${words}” is not in its place:\n${text.slice(from)}`);
    from = at;
  }
  assert.equal(mails.length, 1);
  assert.match(mails[0]?.subject ?? '', new RegExp(`protocollo ${writeNumber(filing)}`));
  assert.equal(mails[0]?.attachments?.[0]?.content, stored.pdf.toString('base64'));
  assert.match((await anna.visitor.get(location)).html, /Scarica la ricevuta/);
  const download = await anna.visitor.get(`${location}/pdf`);
  assert.equal(download.headers['content-type'], 'application/pdf');
  assert.deepEqual(await brokenPromises(portal.fresh.database, [filing.id]), []);
});

test('the template is accessible by the rules of PDF/UA-1', async () => {
  await anna.confirm();
  const orders: Order[] = [];
  const keep = {
    pressPdf: async (order: Order) => ({ pdf: new Uint8Array(), replaced: [String(orders.push(order))] }),
  };
  await pressReceipt({ ...portal.deps, press: keep }, await filed());
  assert.ok(orders[0]);
  await press.checkAccessible(orders[0]);
});

test('the same filing gives the same bytes, whenever its receipt is made', async () => {
  await anna.confirm();
  const deps = { ...portal.deps, press };
  const [one, two] = [await pressReceipt(deps, await filed()), await pressReceipt(deps, await filed())];
  assert.equal(sha256Hex(one.pdf), sha256Hex(two.pdf));
});

test('a press that fails leaves the filing valid; the mail waits a little, then goes alone, and the PDF follows', async () => {
  const { location = '' } = await anna.confirm();
  await assert.rejects(portal.work(broken, 1), /no font/);
  assert.match((await anna.visitor.get(location)).html, /INOLTRATA[\s\S]*in preparazione/);
  assert.deepEqual(await brokenPromises(portal.fresh.database, [(await filed()).id]), []);
  const messages = () =>
    portal.fresh.database.query<{ subject: string; from: unknown }>(
      'select subject, attachments_from as "from" from messages where account_id = $1 order by created_at',
      [anna.accountId],
    );
  assert.deepEqual(await messages(), []);
  await assert.rejects(portal.work(broken, 4), /no font/);
  const [first] = await messages();
  assert.match(first?.subject ?? '', /^Domanda inoltrata/);
  assert.equal(first?.from, null);
  const mails = await portal.work(press, 5);
  assert.deepEqual(
    mails.map(({ subject, attachments }) => [subject.split(':')[0], attachments?.length ?? 0]),
    [
      ['Domanda inoltrata', 0],
      ['Ricevuta della domanda', 1],
    ],
  );
});

test('a receipt job that runs twice makes one receipt and one mail', async () => {
  await anna.confirm();
  const { id } = await filed();
  const { database } = portal.fresh;
  assert.equal((await portal.work(press)).length, 1);
  const before = await receiptOf(database, id);
  await database.query(`insert into outbox (task, payload) values ('receipt.press', $1)`, [
    JSON.stringify({ filing: id }),
  ]);
  assert.equal((await portal.work(press)).length, 0);
  assert.equal((await receiptOf(database, id))?.sha256, before?.sha256);
});

test('the command recomputes the digest from bytes, answers and register, and finds a changed one', async () => {
  await anna.confirm();
  await portal.work(press);
  const filing = await filed();
  const { database, owner } = portal.fresh;
  const run = async (what: string, office?: string) => {
    const lines: string[] = [];
    const words = ['verify', what, ...(office ? [office] : [])];
    return {
      code: await filingCommands.receipt(words, {
        database,
        out: (line) => void lines.push(line),
        err: (line) => void lines.push(line),
      }),
      lines,
    };
  };
  const right = await run(writeNumber(filing), 'USP-MI');
  assert.equal(right.code, 0, right.lines.join('\n'));
  assert.equal(right.lines.filter((line) => line.startsWith('uguale')).length, 4);
  assert.equal((await run(filing.id)).code, 0);
  assert.equal((await run('0000999/2026')).code, 1);
  assert.equal((await run('nonsense')).code, 1);
  await owner.query('alter table filings disable trigger filings_are_append_only');
  await owner.query(
    `update filings set canonical = convert_to(replace(convert_from(canonical, 'UTF8'), 'Laurea', 'Lauree'), 'UTF8') where id = $1`,
    [filing.id],
  );
  const changed = await run(filing.id);
  assert.equal(changed.code, 1);
  assert.equal(changed.lines.filter((line) => line.startsWith('DIVERSA')).length, 2);
  const lines: string[] = [];
  assert.equal(
    await filingCommands.check([], {
      database,
      out: (line) => void lines.push(line),
      err: (line) => void lines.push(line),
    }),
    1,
  );
  assert.match(lines.join('\n'), /digest in the register/);
});
