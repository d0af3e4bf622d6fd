import type { Touched } from '../../engines/procedure/index.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Release } from '../procedures/index.ts';
import type { Standing } from './application.ts';

/** How far a release has got, for who published it. */
export interface MoveCount {
  readonly standing: Standing;
  readonly touched: boolean;
  readonly people: number;
}

export async function moveCounts(db: Db, digest: string): Promise<readonly MoveCount[]> {
  return db.query<MoveCount>(
    `select standing, touched <> '[]' as touched, count(*)::integer as people from release_moves
      where to_digest = $1 group by 1, 2 order by 1, 2`,
    [digest],
  );
}

/** Applications a release has still to reach. */
export async function stillToMove(db: Db, release: Release): Promise<number> {
  const [row] = await db.query<{ people: number }>(
    `select count(*)::integer as people from applications a join drafts d on d.application_id = a.id
      where a.procedure_id = $1 and d.release_digest <> $2
        and not exists (select from release_moves m where m.application_id = a.id and m.to_digest = $2)`,
    [release.procedureId, release.digest],
  );
  return row?.people ?? 0;
}

/** Who was told of a release. */
export interface ToldPerson {
  readonly application: string;
  readonly person: string;
  readonly standing: Standing;
  readonly touched: readonly Touched[];
  readonly at: Date;
}

export async function toldOf(
  db: Db,
  digest: string,
  page: { readonly number: number; readonly size: number },
): Promise<readonly ToldPerson[]> {
  return db.query<ToldPerson>(
    `select m.application_id as application, c.surname || ' ' || c.name as person, m.standing, m.touched, m.at
       from release_moves m join applications a on a.id = m.application_id join accounts c on c.id = a.account_id
      where m.to_digest = $1 and m.touched <> '[]' order by m.application_id limit $2 offset $3`,
    [digest, page.size, page.number * page.size],
  );
}
