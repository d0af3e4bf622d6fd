import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { lookupsFor } from '../../src/apps/lookups.ts';
import { filingsOfApplication } from '../../src/features/filings/index.ts';
import { pressReceipt } from '../../src/features/filings/jobs.ts';
import { createRegistry } from '../../src/features/registry/index.ts';
import { sha256Hex } from '../../src/platform/digest.ts';
import { createPress } from '../../src/platform/pdf/index.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { wordsOf } from '../portal-person.ts';
import { until } from '../until.ts';
import { type Applicant, applicant } from './applicants.ts';
import { type Acknowledged, assertKept } from './kept.ts';
import { childrenOf } from './own-cluster.ts';

// R-06 of the fault table: the worker dies while it presses a receipt, and the press dies under a worker that lives.

let portal: TestPortal;
const acknowledged: Acknowledged[] = [];
const press = createPress();
before(async () => {
  portal = await openTestPortal({ worker: false });
});
after(async () => {
  press.close();
  await portal.stop();
});
afterEach(async (context) => {
  context.diagnostic(JSON.stringify(await assertKept(portal, acknowledged)));
});

async function file(): Promise<Acknowledged> {
  const who = await applicant(portal);
  const filing = uuidv7();
  assert.equal((await who.confirm(filing)).location, who.confirmation(filing));
  const filed = { applicant: who, filing };
  acknowledged.push(filed);
  return filed;
}

async function confirmationOf({ applicant: who, filing }: Acknowledged): Promise<string> {
  return wordsOf((await who.person.get(who.confirmation(filing))).html);
}

async function assertValidWithout(filed: Acknowledged): Promise<void> {
  const words = await confirmationOf(filed);
  assert.match(words, /INOLTRATA/);
  assert.match(words, /\d{7}\/\d{4}/);
  assert.match(words, /La ricevuta in PDF è in preparazione . La domanda è già valida/);
}

/** As soon as the receipt is there: its bytes, and that pressed again by somebody else it is the same to the byte. */
async function assertMadeAndSame({ applicant: who, filing }: Acknowledged, seconds: number): Promise<string> {
  await until(async () => (await confirmationOf({ applicant: who, filing })).includes('Scarica la ricevuta'), seconds);
  const pdf = await who.person.get(`${who.confirmation(filing)}/pdf`);
  const [stored] = await filingsOfApplication(portal.database, who.application);
  assert.ok(stored?.receipt);
  assert.equal(sha256Hex(pdf.bytes), stored.receipt.sha256);
  const lookups = lookupsFor(portal.database, createRegistry(portal.database));
  const again = await pressReceipt({ database: portal.database, lookups, press }, stored);
  assert.equal(sha256Hex(again.pdf), stored.receipt.sha256);
  return stored.sha256;
}

async function mailsTo(who: Applicant): Promise<number> {
  const [row] = await portal.database.query<{ email: string }>(
    'select reference_address(id) as email from accounts where id = $1',
    [who.accountId],
  );
  return (await portal.mails(row?.email, 1)).length;
}

let orphan: Acknowledged;
let digestBefore: string | undefined;

test('R-06: the worker is killed while it presses: the filing is valid and the page says that the receipt is coming', async () => {
  await portal.worker.start({ POLIS_FAULT: 'receipt:press' });
  orphan = await file();
  await portal.worker.ended();
  await assertValidWithout(orphan);
  digestBefore = (await filingsOfApplication(portal.database, orphan.applicant.application))[0]?.sha256;
  await portal.worker.start();
});

test('R-06: the press is killed under the worker: the next try gets a fresh one and makes the same receipt', async () => {
  await assertMadeAndSame(await file(), 60);
  const [pid, ...others] = childrenOf(portal.worker.pid);
  assert.ok(pid !== undefined && others.length === 0, 'the worker has one press');
  // Held, so that it dies in the middle of a document and not before or after.
  process.kill(pid, 'SIGSTOP');
  const filed = await file();
  await until(async () => {
    const rows = await portal.database.query(
      `select from graphile_worker._private_jobs where payload ->> 'filing' = $1 and locked_at is not null`,
      [filed.filing],
    );
    return rows.length > 0;
  });
  await assertValidWithout(filed);
  process.kill(pid, 'SIGKILL');
  await assertMadeAndSame(filed, 60);
  assert.notDeepEqual(childrenOf(portal.worker.pid), [pid]);
  assert.equal(await mailsTo(filed.applicant), 1);
});

test('R-06: the job of the dead worker goes to the living one: receipt and mail, once, of the same application', async () => {
  assert.equal(await assertMadeAndSame(orphan, 60), digestBefore);
  assert.equal(await mailsTo(orphan.applicant), 1);
});
