import type { Db } from '../../platform/db/database.ts';
import { personWindow, type Release, windowActs } from '../procedures/index.ts';
import { filedApplication } from './archive-store.ts';
import { factsFiled } from './facts-kept.ts';
import type { FilingRecord } from './record.ts';
import { type TakingBack, takingBack } from './withdrawal.ts';

/** When a filing may be taken back, by the answers it was filed with: they say whose windows are the person's. */
export async function windowOf(
  db: Db,
  filing: Pick<FilingRecord, 'id'>,
  release: Release | undefined,
  at: Date,
): Promise<TakingBack> {
  if (release === undefined) return { window: undefined, afterClosing: false };
  const [acts, filed] = await Promise.all([windowActs(db, release.procedureId), filedApplication(db, filing.id)]);
  const who = { answers: filed?.answers, applicant: filed && factsFiled(filed) };
  const [first, then] = (['filing', 'revocation'] as const).map((kind) => personWindow(release, acts, at, who, kind));
  return takingBack(first, then, at);
}
