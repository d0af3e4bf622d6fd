import type { Db } from '../../platform/db/database.ts';
import { releaseByDigest } from '../procedures/index.ts';
import { filingsOf } from './archive-store.ts';
import { type ChainedFiling, type Falling, fallingWith } from './falling.ts';
import type { FilingRecord } from './record.ts';
import { writeNumber } from './register-number.ts';

/** The person's other valid filings that have no effect without this one. */
export async function fallingOf(db: Db, accountId: string, filingId: string): Promise<readonly Falling[]> {
  const valid = (await filingsOf(db, accountId)).filter(({ id, state }) => id === filingId || state === 'valid');
  const standing = await Promise.all(valid.map((filing) => chainedFiling(db, filing)));
  const own = standing.find(({ id }) => id === filingId);
  return own === undefined
    ? []
    : fallingWith(
        own,
        standing.filter((each) => each !== own),
      );
}

async function chainedFiling(db: Db, filing: FilingRecord): Promise<ChainedFiling> {
  const release = await releaseByDigest(db, filing.releaseDigest);
  const { id, procedureId, subject: title } = filing;
  const prerequisites = release?.definition.prerequisites ?? [];
  return { id, procedureId, title, registerNumber: writeNumber(filing), prerequisites };
}
