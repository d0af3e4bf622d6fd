import { uuidv7 } from 'uuidv7';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Lookups } from '../applications/index.ts';
import { IS_VALID } from '../filings/index.ts';
import { catalogueEntries, filingOf, type Release } from '../procedures/index.ts';
import type { ContestKey } from './contest.ts';
import { readEntries } from './entries-store.ts';

/** What somebody of an office does, when. */
export interface OfficeAct {
  readonly officeCode: string;
  readonly officeName: string;
  readonly accountId: string;
  readonly now: Date;
}

/** A procedure with trials of which something was filed to an office. */
export interface Formable {
  readonly release: Release;
  readonly filed: number;
  /** The time for filing is over: the list can be formed. */
  readonly closed: boolean;
}

const VALID = `f.office_code = $1 and ${IS_VALID}`;

/** The procedures an office may form lists of candidates for. */
export async function formableFor(db: Db, officeCode: string, now: Date): Promise<readonly Formable[]> {
  const entries = (await catalogueEntries(db, now)).filter(({ release }) => release.definition.trials !== undefined);
  if (entries.length === 0) return [];
  const rows = await db.query<{ id: string; filed: number }>(
    `select f.procedure_id as id, count(*)::integer as filed from filings f
     where ${VALID} and f.procedure_id = any ($2::text[]) group by 1`,
    [officeCode, entries.map(({ release }) => release.procedureId)],
  );
  const counts = new Map(rows.map(({ id, filed }) => [id, filed]));
  return entries.flatMap(({ release, windows }) => {
    const filed = counts.get(release.procedureId) ?? 0;
    return filed === 0 ? [] : [{ release, filed, closed: filingOf(windows)?.phase === 'closed' }];
  });
}

/**
 * Forms the competitions of a procedure at an office from what is validly filed there: numbers are given in an order
 * that tells nothing of who filed. Done again it adds who is missing and moves nobody's number.
 */
export async function formContests(
  database: Database,
  lookups: Lookups,
  release: Release,
  act: OfficeAct,
): Promise<{ readonly added: number }> {
  const rows = await database.query<{ id: string }>(
    `select f.id from filings f where ${VALID} and f.procedure_id = $2`,
    [act.officeCode, release.procedureId],
  );
  const asked = { filings: rows.map(({ id }) => id), now: act.now };
  const { entries, contests } = await readEntries(database, lookups, release, asked);
  return database.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `contests ${act.officeCode} ${release.procedureId}`,
    ]);
    const ids = await contestsFor(tx, release, [...contests.values()], act);
    const taking = entries.map(({ contest, ...entry }) => ({
      ...entry,
      contest: ids.get(contest),
      candidate: uuidv7(),
    }));
    const added = await enrol(tx, act.officeCode, taking);
    await recordEvent(tx, {
      kind: 'contest.formed',
      actor: act.accountId,
      actorOffice: act.officeCode,
      subject: { type: 'procedure', id: release.procedureId },
      data: { contests: contests.size, added },
    });
    return { added };
  });
}

/** The competitions with these keys, made where they are not there yet: their ids, by the canonical spelling of the key. */
async function contestsFor(
  tx: Db,
  release: Release,
  contests: readonly { readonly key: ContestKey; readonly title: string }[],
  { officeCode, officeName, accountId, now }: OfficeAct,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; key: ContestKey }>(
    `insert into contests (id, procedure_id, release_digest, office_code, office_name, key, title, formed_by, formed_at)
     select n.id, $2, $3, $4, $5, n.key, n.title, $6, $7 from jsonb_to_recordset($1::jsonb)
       as n (id uuid, key jsonb, title text)
     on conflict (office_code, procedure_id, key) do update set posts = contests.posts returning id, key`,
    [
      JSON.stringify(contests.map((contest) => ({ ...contest, id: uuidv7() }))),
      ...[release.procedureId, release.digest, officeCode, officeName, accountId, now],
    ],
  );
  return new Map(rows.map(({ id, key }) => [canonicalJson(key), id]));
}

/** Who is new gets the next numbers, who filed again since keeps theirs; who has withdrawn meanwhile is not among them. */
async function enrol(tx: Db, officeCode: string, taking: readonly object[]): Promise<number> {
  const taken = `select t.*, f.application_id, f.account_id from jsonb_to_recordset($2::jsonb)
       as t (candidate uuid, contest uuid, item text, filing uuid) join filings f on f.id = t.filing where ${VALID}`;
  const values = [officeCode, JSON.stringify(taking)];
  await tx.query(
    `with taken as (${taken})
     update candidates c set filing_id = t.filing from taken t
     where c.contest_id = t.contest and c.application_id = t.application_id and c.item = t.item
       and c.filing_id <> t.filing`,
    values,
  );
  const [row] = await tx.query<{ added: number }>(
    `with taken as materialized (${taken}),
     last as (select c.contest_id, max(c.number) as number from candidates c
       where c.contest_id in (select contest from taken) group by 1),
     added as (
       insert into candidates (id, contest_id, number, account_id, application_id, item, filing_id)
       select t.candidate, t.contest, coalesce(last.number, 0)
         + row_number() over (partition by t.contest order by md5(t.contest::text || t.filing::text)), t.account_id,
         t.application_id, t.item, t.filing
       from taken t left join last on last.contest_id = t.contest
       where not exists (select from candidates c
         where c.contest_id = t.contest and c.application_id = t.application_id and c.item = t.item)
       returning id)
     select count(*)::integer as added from added`,
    values,
  );
  return row?.added ?? 0;
}

/** Writes down who has taken the list of candidates away. */
export async function noteDownload(database: Database, contestId: string, act: OfficeAct): Promise<void> {
  await recordEvent(database, {
    kind: 'contest.candidates-downloaded',
    actor: act.accountId,
    actorOffice: act.officeCode,
    subject: { type: 'contest', id: contestId },
  });
}
