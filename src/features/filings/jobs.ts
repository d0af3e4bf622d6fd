import { z } from 'zod';
import { romeDate } from '../../kernel/rome-time.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { faultPoint } from '../../platform/fault-points.ts';
import type { Task, Tasks } from '../../platform/jobs/index.ts';
import type { Press } from '../../platform/pdf/index.ts';
import { contextFor, type Lookups } from '../applications/index.ts';
import { notify } from '../notifications/index.ts';
import { releaseByDigest, withSchools } from '../procedures/index.ts';
import { filedApplication, filingById, filingsOfApplication } from './archive-store.ts';
import { dossierKeeper } from './dossier-job.ts';
import { besideLetter, filedByDelegateLetter, filedLetter, receiptLetter, type Words } from './letters.ts';
import { receiptData, receiptName } from './receipt.ts';
import { receiptOf, saveReceipt } from './receipt-store.ts';
import type { FilingRecord } from './record.ts';
import { writeNumber } from './register-number.ts';
import { standingBeside } from './twin-store.ts';

export interface FilingJobsDeps {
  readonly database: Database;
  readonly press: Pick<Press, 'pressPdf'>;
  readonly lookups: Lookups;
}

/** Failures after which the mail no longer waits for the PDF: under a minute with the queue's growing pauses. */
const MAIL_WAITS = 4;

const payloadSchema = z.object({ filing: z.uuid() });

/** The work after a filing: the receipt, then the message and the mail that carries it. */
export function filingJobs(deps: FilingJobsDeps): Tasks {
  const press: Task = async (payload, { attempt }) => {
    const filing = await filingById(deps.database, payloadSchema.parse(payload).filing);
    if (filing === undefined) throw new Error('the filing of this receipt is not there');
    const told = await previousOf(deps.database, filing);
    await tellOthers(deps.database, filing);
    try {
      const receipt = filing.receipt ? undefined : await pressReceipt(deps, filing);
      const late = attempt > MAIL_WAITS;
      const words = late ? receiptLetter(filing) : filedLetter(filing, true, told);
      await deps.database.transaction(async (tx) => {
        if (receipt) await saveReceipt(tx, filing.id, receipt);
        await tell(tx, filing, words, late ? 'receipt' : 'filed', true);
        await tellDelegate(tx, filing);
      });
    } catch (error) {
      if (attempt === MAIL_WAITS) {
        const words = filedLetter(filing, false, told);
        await deps.database.transaction((tx) => tell(tx, filing, words, 'filed', false));
      }
      throw error;
    }
  };
  return { 'receipt.press': press, 'dossier.keep': dossierKeeper(deps.database) };
}

/** Makes the PDF of a filing: the same bytes every time, as far as the registry still gives the same names. */
export async function pressReceipt(deps: FilingJobsDeps, filing: FilingRecord) {
  const [filed, release] = await Promise.all([
    filedApplication(deps.database, filing.id),
    releaseByDigest(deps.database, filing.releaseDigest),
  ]);
  if (filed === undefined || release === undefined)
    throw new Error(`filing ${filing.id} lacks its text or its release`);
  const { definition } = await withSchools(deps.database, release, filed.answers, filing.arrivedAt);
  const tables = await contextFor(deps.lookups, definition, filed.answers, { today: romeDate(filing.arrivedAt) });
  const previous = await previousOf(deps.database, filing);
  faultPoint('receipt:press');
  const { pdf, replaced } = await deps.press.pressPdf({
    template: 'src/features/filings/templates/receipt.typ',
    title: `Ricevuta della domanda, protocollo ${writeNumber(filing)}`,
    data: receiptData({ filing, filed, definition, tables, previous }),
    createdAt: filing.filedAt,
  });
  return { pdf, replaced, madeAt: filing.filedAt };
}

/** The files a mail about a filing carries, for the post: throws while the receipt is not there. */
export async function receiptAttachment(db: Db, filingId: string) {
  const [receipt, filing] = await Promise.all([receiptOf(db, filingId), filingById(db, filingId)]);
  if (receipt === undefined || filing === undefined) throw new Error(`the receipt of ${filingId} is not ready`);
  const content = receipt.pdf.toString('base64');
  return [{ filename: receiptName(filing), contentType: 'application/pdf', content }];
}

async function previousOf(db: Db, filing: FilingRecord): Promise<FilingRecord | undefined> {
  if (filing.sequence === 1) return undefined;
  const all = await filingsOfApplication(db, filing.applicationId);
  return all.find(({ sequence, state }) => sequence === filing.sequence - 1 && state === 'replaced');
}

/** Once for each filing, however often the receipt is tried. */
async function tellDelegate(tx: Db, filing: FilingRecord): Promise<void> {
  const { delegate } = filing.validity;
  if (delegate === undefined) return;
  const words = filedByDelegateLetter(filing, delegate);
  await notify(tx, { ...words, accountId: delegate.accountId, key: `filed-delegate ${filing.id}` });
}

/** Whoever had filed about the same thing is told that there are two now: once, whatever is corrected later. */
async function tellOthers(database: Database, filing: FilingRecord): Promise<void> {
  const others = filing.state === 'valid' ? await standingBeside(database, filing.id) : [];
  if (others.length === 0) return;
  await database.transaction(async (tx) => {
    for (const other of others) {
      const key = `beside ${other.applicationId} ${filing.applicationId}`;
      await notify(tx, { ...besideLetter(other, filing.subject), accountId: other.accountId, key });
    }
  });
}

function tell(tx: Db, filing: FilingRecord, words: Words, key: string, attached: boolean): Promise<void> {
  return notify(tx, {
    ...words,
    accountId: filing.accountId,
    key: `${key} ${filing.id}`,
    ...(attached ? { attachmentsFrom: { kind: 'receipt', id: filing.id } } : {}),
  });
}
