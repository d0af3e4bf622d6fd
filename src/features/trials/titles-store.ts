import { romeDate } from '../../kernel/rome-time.ts';
import type { Db } from '../../platform/db/database.ts';
import { contextFor, type Lookups, type RankingPoints, rankingPoints } from '../applications/index.ts';
import { factsFiled, filedApplication } from '../filings/index.ts';
import type { Participation } from './participation.ts';

/** The titles of a participation as the rules of the competition value them, line by line. */
export async function titlesOf(
  db: Db,
  lookups: Lookups,
  { contest, filingId, item }: Participation,
): Promise<RankingPoints | undefined> {
  const { release, formedAt, rules } = contest;
  const filed = await filedApplication(db, filingId);
  if (filed === undefined || release.scoring === null || rules.titles === undefined) return undefined;
  const about = { today: romeDate(formedAt), applicant: factsFiled(filed) };
  const context = await contextFor(lookups, release.definition, filed.answers, about);
  const all = rankingPoints(release.scoring, release.definition, filed, context);
  return item === '' ? all[0] : all.find(({ key }) => key === item);
}
