import { uuidv7 } from 'uuidv7';
import { findSection, type Item, itemsOf, itemTitle, visibleAnswers } from '../../engines/procedure/index.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { romeDate } from '../../kernel/rome-time.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { contextFor, type Lookups } from '../applications/index.ts';
import { filedApplication } from '../filings/index.ts';
import { catalogueEntries, filingOf, type Release } from '../procedures/index.ts';
import { type ContestKey, keyOf } from './contest.ts';

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

const VALID = `f.office_code = $1 and not exists (select from filings n
    where n.application_id = f.application_id and n.sequence > f.sequence)
  and not exists (select from withdrawals w where w.filing_id = f.id)`;

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
  return database.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `contests ${act.officeCode} ${release.procedureId}`,
    ]);
    const filings = await tx.query<{ id: string; applicationId: string; accountId: string }>(
      `select f.id, f.application_id as "applicationId", f.account_id as "accountId" from filings f
       where ${VALID} and f.procedure_id = $2 order by md5(f.id::text)`,
      [act.officeCode, release.procedureId],
    );
    const contests = new Map<string, string>();
    const taking: Taking[] = [];
    for (const filing of filings) {
      for (const { key, item, title } of await itemsFiled(tx, lookups, release, filing.id, act.now)) {
        const name = canonicalJson(key);
        const contest = contests.get(name) ?? (await contestFor(tx, release, { key, title }, act));
        contests.set(name, contest);
        taking.push({ contest, item, ...filing });
      }
    }
    const added = await enrol(tx, taking);
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

interface Taking {
  readonly contest: string;
  readonly item: string;
  readonly id: string;
  readonly applicationId: string;
  readonly accountId: string;
}

async function itemsFiled(tx: Db, lookups: Lookups, { definition }: Release, filingId: string, now: Date) {
  const filed = await filedApplication(tx, filingId);
  if (filed === undefined) throw new Error(`filing ${filingId} has no text`);
  const { contests } = definition.trials ?? {};
  if (contests === undefined) return [{ key: keyOf(definition, undefined), item: '', title: definition.title }];
  const answers = visibleAnswers(definition, filed.answers);
  const section = findSection(definition, contests.section);
  if (section === undefined) throw new Error(`${definition.id} has no section ${contests.section}`);
  const context = await contextFor(lookups, definition, answers, { today: romeDate(now) });
  return itemsOf(answers, section.id).map((item: Item, index) => ({
    key: keyOf(definition, item),
    item: item.id,
    title: itemTitle(section, item, context, index),
  }));
}

async function contestFor(
  tx: Db,
  release: Release,
  { key, title }: { readonly key: ContestKey; readonly title: string },
  { officeCode, officeName, accountId, now }: OfficeAct,
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into contests (id, procedure_id, release_digest, office_code, office_name, key, title, formed_by, formed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (office_code, procedure_id, key) do update set posts = contests.posts returning id`,
    [
      ...[uuidv7(), release.procedureId, release.digest, officeCode, officeName, canonicalJson(key)],
      ...[title, accountId, now],
    ],
  );
  if (row === undefined) throw new Error('a contest was neither made nor found');
  return row.id;
}

/** Who is new gets the next numbers; who filed again since keeps theirs. */
async function enrol(tx: Db, taking: readonly Taking[]): Promise<number> {
  const rows = taking.map((each) => ({ ...each, candidate: uuidv7() }));
  await tx.query(
    `update candidates c set filing_id = t.id from jsonb_to_recordset($1::jsonb)
       as t (contest uuid, item text, id uuid, "applicationId" uuid)
     where c.contest_id = t.contest and c.application_id = t."applicationId" and c.item = t.item and c.filing_id <> t.id`,
    [JSON.stringify(rows)],
  );
  const added = await tx.query(
    `insert into candidates (id, contest_id, number, account_id, application_id, item, filing_id)
     select t.candidate, t.contest, coalesce((select max(c.number) from candidates c where c.contest_id = t.contest), 0)
       + row_number() over (partition by t.contest order by md5(t.contest::text || t.id::text)), t."accountId",
       t."applicationId", t.item, t.id
     from jsonb_to_recordset($1::jsonb) as t (candidate uuid, contest uuid, item text, id uuid, "applicationId" uuid,
       "accountId" uuid)
     where not exists (select from candidates c
       where c.contest_id = t.contest and c.application_id = t."applicationId" and c.item = t.item)
     returning id`,
    [JSON.stringify(rows)],
  );
  return added.length;
}

/** Writes how many posts there are, with why when they were another number before. */
export async function savePosts(
  database: Database,
  contestId: string,
  { posts, reason }: { readonly posts: number; readonly reason: string },
  act: OfficeAct,
): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query('update contests set posts = $3 where id = $1 and office_code = $2', [
      contestId,
      act.officeCode,
      posts,
    ]);
    await recordEvent(tx, {
      kind: 'contest.posts-written',
      actor: act.accountId,
      actorOffice: act.officeCode,
      subject: { type: 'contest', id: contestId },
      data: { posts, reason },
    });
  });
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
