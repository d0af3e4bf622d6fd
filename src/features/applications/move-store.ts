import {
  answersAskAboutApplicant,
  applicationTitle,
  type Touched,
  withApplicant,
} from '../../engines/procedure/index.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { appendEvents } from '../../platform/set-based.ts';
import { notifyAll } from '../notifications/index.ts';
import type { Release } from '../procedures/index.ts';
import { procedureWindow, releaseByDigest, releaseNorm, withSchools } from '../procedures/index.ts';
import type { Standing } from './application.ts';
import { isEditable, standingOf } from './application.ts';
import type { ApplicationDeps } from './deps.ts';
import { moveLetter } from './move-words.ts';
import { type DraftToMove, type ReleaseMove, releaseMove } from './release-move.ts';

/** What moving needs to know of filings, which stand above this feature. */
export type MoveDeps = Pick<ApplicationDeps, 'latestFiling' | 'filedAnswers' | 'applicantFacts'>;

/** Applications of the procedure of `to` that it has not reached yet, in the order of their ids. */
export async function draftsToMove(
  database: Database,
  deps: MoveDeps,
  to: Release,
  page: { readonly after: string; readonly size: number },
): Promise<readonly DraftToMove[]> {
  const rows = await database.query<DraftRow>(
    `select ${DRAFT} from applications a join drafts d on d.application_id = a.id
      where a.procedure_id = $1 and a.id > $2 and d.release_digest <> $3
        and not exists (select from release_moves m where m.application_id = a.id and m.to_digest = $3)
      order by a.id limit $4`,
    [to.procedureId, page.after, to.digest, page.size],
  );
  return Promise.all(rows.map((row) => toMove(database, deps, row, to)));
}

/** One application, if its answers are being written under another release than `to`. */
export async function draftToMove(
  database: Database,
  deps: MoveDeps,
  to: Release,
  applicationId: string,
): Promise<DraftToMove | undefined> {
  const [row] = await database.query<DraftRow>(
    `select ${DRAFT} from applications a join drafts d on d.application_id = a.id
      where a.id = $1 and a.procedure_id = $2 and d.release_digest <> $3`,
    [applicationId, to.procedureId, to.digest],
  );
  const draft = row && (await toMove(database, deps, row, to));
  return draft !== undefined && isEditable(draft.standing) ? draft : undefined;
}

const DRAFT = `a.id, a.account_id as "accountId", d.release_digest as "releaseDigest", d.edition, d.version, d.answers`;

type DraftRow = Omit<DraftToMove, 'standing' | 'filed'>;

/** The draft with where it stands, and with what is known of its person where either release asks. */
async function toMove(database: Database, deps: MoveDeps, row: DraftRow, to: Release): Promise<DraftToMove> {
  const from = await releaseByDigest(database, row.releaseDigest);
  const asks = [from, to].some((release) => release !== undefined && answersAskAboutApplicant(release.definition));
  const facts = asks ? await deps.applicantFacts(database, row.accountId) : undefined;
  const standing = standingOf(row.edition, await deps.latestFiling(database, row.id));
  const draft = { ...row, answers: withApplicant(row.answers, facts), standing };
  const filed = standing === 'correcting' ? await deps.filedAnswers(database, row.id) : null;
  return filed === null ? draft : { ...draft, filed: withApplicant(filed.answers, facts) };
}

/**
 * Carries applications over to a release and tells whom it touches, in one transaction: drafts, what was noted about
 * them, events, messages and their mails. A draft that somebody is writing at that very moment, or that changed since it
 * was read, is left for the next time. Answers the ids of those that were reached.
 */
export async function moveTo(
  database: Database,
  to: Release,
  drafts: readonly DraftToMove[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const moves = await Promise.all(drafts.map((draft) => moveOf(database, draft, to, now)));
  const froms = await Promise.all(drafts.map(({ releaseDigest }) => releaseByDigest(database, releaseDigest)));
  const written = new Map(drafts.map(({ id, answers }) => [id, answers]));
  const norms = new Map(froms.map((from) => [from?.digest, releaseNorm(to, from)]));
  const window = await procedureWindow(database, to, now);
  return database.transaction(async (tx) => {
    const rows = await tx.query<{ id: string }>(MOVE, [JSON.stringify(moves.map(lineOf)), to.digest, now]);
    const reached = new Set(rows.map(({ id }) => id));
    const told = moves.filter(({ id, touched }) => reached.has(id) && touched.length > 0);
    await notifyAll(
      tx,
      told.map(({ id, accountId, from, standing, answers, touched }) => ({
        accountId,
        kind: 'filing.rules-changed',
        key: `release:${to.digest}:${id}`,
        ...moveLetter({
          title: applicationTitle(to.definition, answers ?? written.get(id) ?? {}),
          norm: norms.get(from),
          standing,
          touched,
          closesAt: window?.closesAt,
          application: id,
        }),
      })),
    );
    return reached;
  });
}

async function moveOf(database: Database, draft: DraftToMove, to: Release, now: Date): Promise<ReleaseMove> {
  const from = await releaseByDigest(database, draft.releaseDigest);
  if (from === undefined) throw new Error(`draft ${draft.id} names a release that was never published`);
  const [before, after] = await Promise.all(
    [from, to].map((release) => withSchools(database, release, draft.answers, now)),
  );
  return releaseMove(draft, before?.definition ?? from.definition, after?.definition ?? to.definition);
}

function lineOf({ id, from, edition, version, standing, answers, changed, touched }: ReleaseMove) {
  return { id, from, edition, version, standing, answers: answers ?? null, changed, touched };
}

/** Nobody is waited for while drafts are held: what is locked is skipped, so that no filing can meet us crosswise. */
const MOVE = `
with incoming as materialized (
  select * from jsonb_to_recordset($1::jsonb) as i (
    id uuid, "from" text, edition integer, version integer, standing text, answers jsonb, changed boolean, touched jsonb)
), held as materialized (
  select i.* from incoming i join drafts d on d.application_id = i.id
   where d.edition = i.edition and d.version = i.version and d.release_digest = i."from"
   order by i.id for update of d skip locked
), changed as (
  update drafts d set release_digest = $2, answers = h.answers, version = d.version + h.changed::integer, updated_at = $3
    from held h where d.application_id = h.id and h.answers is not null
), noted as (
  insert into release_moves (application_id, to_digest, from_digest, standing, touched, at, version)
  select id, $2, "from", standing, touched, $3, case when answers is not null then version + changed::integer end
    from held on conflict do nothing
), told as (
  ${appendEvents}
  select 'application.release-changed', null, null, 'application', id::text,
    jsonb_build_object('release', $2::text, 'moved', answers is not null, 'touched', jsonb_array_length(touched)) from held
)
select id from held`;

/** What a release did to one application, as its page tells it. */
export interface NotedMove {
  readonly toDigest: string;
  readonly standing: Standing;
  readonly touched: readonly Touched[];
  readonly at: Date;
  /** The act that changed the rules. */
  readonly norm: string | undefined;
}

type MoveRow = Omit<NotedMove, 'norm'> & { readonly fromDigest: string };

const NOTED = `to_digest as "toDigest", from_digest as "fromDigest", standing, touched, at`;

/** Everything releases have done to an application, newest first; only what touches it. */
export async function movesOf(db: Db, applicationId: string): Promise<readonly NotedMove[]> {
  const rows = await db.query<MoveRow>(
    `select ${NOTED} from release_moves where application_id = $1 and touched <> '[]' order by at desc`,
    [applicationId],
  );
  return Promise.all(rows.map((row) => withNormOf(db, row)));
}

/** The last release that changed a draft after the version its person was shown; nothing when none did. */
export async function moveSince(db: Db, applicationId: string, shown: number): Promise<NotedMove | undefined> {
  const [row] = await db.query<MoveRow>(
    `select ${NOTED} from release_moves where application_id = $1 and version > $2 order by at desc limit 1`,
    [applicationId, shown],
  );
  return row && withNormOf(db, row);
}

async function withNormOf(db: Db, { fromDigest, ...move }: MoveRow): Promise<NotedMove> {
  const [to, from] = await Promise.all([move.toDigest, fromDigest].map((digest) => releaseByDigest(db, digest)));
  return { ...move, norm: to && releaseNorm(to, from) };
}
