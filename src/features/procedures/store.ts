import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import type { CatalogueEntry } from './catalogue.ts';
import type { PackFiles } from './pack-files.ts';
import type { Pack, Release } from './release.ts';
import type { FilingWindow, WindowAct } from './window.ts';
import { filingWindow, timedWindows } from './window.ts';

/** Asked for when a release is published: whoever is writing under an earlier one is carried over. */
export const RELEASE_PUBLISHED = 'procedures.release-published';
/** Asked for when a window is moved: whoever is writing is told. */
export const WINDOW_MOVED = 'procedures.window-moved';

interface ReleaseRow {
  digest: string;
  procedure_id: string;
  content: Pack;
  published_at: Date;
}

const ACT_COLUMNS = `procedure_id as "procedureId", window_id as "windowId", opens_at as "opensAt",
  closes_at as "closesAt", reason, decided_by as "decidedBy", decided_at as "decidedAt",
  case when authority is not null then jsonb_build_object('authority', authority, 'number', act_number,
    'date', act_date) end as evidence`;

/** Releases never change, so each process reads each of them once. */
const known = new Map<string, Release>();

/** The release with this digest; undefined when none was ever published with it. */
export async function releaseByDigest(db: Db, digest: string): Promise<Release | undefined> {
  const remembered = known.get(digest);
  if (remembered) return remembered;
  const [row] = await db.query<ReleaseRow>(
    'select digest, procedure_id, content, published_at from releases where digest = $1',
    [digest],
  );
  return row && remember(row);
}

/** The release in force of a procedure: the last one published. */
export async function currentRelease(db: Db, procedureId: string): Promise<Release | undefined> {
  const [row] = await db.prepared<{ digest: string }>(
    'current-release',
    'select digest from releases where procedure_id = $1 order by published_at desc limit 1',
    [procedureId],
  );
  return row && releaseByDigest(db, row.digest);
}

/** The release in force of every procedure. */
export async function currentReleases(db: Db): Promise<Release[]> {
  const rows = await db.prepared<{ digest: string }>(
    'current-releases',
    `select distinct on (procedure_id) digest from releases order by procedure_id, published_at desc`,
  );
  const releases = await Promise.all(rows.map((row) => releaseByDigest(db, row.digest)));
  return releases.filter((release) => release !== undefined);
}

/** The filing window of a release's procedure at an instant, with any act that moved it. */
export async function procedureWindow(db: Db, release: Release, at: Date): Promise<FilingWindow | undefined> {
  return filingWindow(release, await windowActs(db, release.procedureId), at);
}

/** Every procedure that is published, with its windows at an instant: three queries, however many they are. */
export async function catalogueEntries(db: Db, at: Date): Promise<CatalogueEntry[]> {
  const [releases, acts, counts] = await Promise.all([
    currentReleases(db),
    db.prepared<WindowAct>('all-window-acts', `select ${ACT_COLUMNS} from window_acts`),
    db.prepared<{ id: string; count: number }>(
      'publications',
      'select procedure_id as id, count(*)::integer as count from releases group by procedure_id',
    ),
  ]);
  const publications = new Map(counts.map(({ id, count }) => [id, count]));
  const actsOf = Map.groupBy(acts, ({ procedureId }) => procedureId);
  return releases.map((release) => ({
    release,
    windows: timedWindows(release, actsOf.get(release.procedureId) ?? [], at),
    publications: publications.get(release.procedureId) ?? 1,
  }));
}

/** One procedure of the catalogue; undefined when none was published under this name. */
export async function catalogueEntry(db: Db, procedureId: string, at: Date): Promise<CatalogueEntry | undefined> {
  const [release, acts, [counted]] = await Promise.all([
    currentRelease(db, procedureId),
    windowActs(db, procedureId),
    db.prepared<{ count: number }>(
      'publications-of',
      'select count(*)::integer as count from releases where procedure_id = $1',
      [procedureId],
    ),
  ]);
  return release && { release, windows: timedWindows(release, acts, at), publications: counted?.count ?? 1 };
}

/**
 * Freezes a pack under its digest. Publishing the same content again changes nothing. The last one published is in force,
 * whatever the clock of who publishes says.
 */
export async function publishRelease(
  db: Db,
  pack: Pack,
  digest: string,
  publishedBy: string,
  now: Date,
): Promise<'published' | 'unchanged'> {
  const rows = await db.query(
    `insert into releases (digest, procedure_id, title, content, published_at, published_by)
     values ($1, $2, $3, $4, greatest($5::timestamptz, (select max(r.published_at) + interval '1 millisecond'
       from releases r where r.procedure_id = $2)), $6) on conflict (digest) do nothing returning digest`,
    [digest, pack.definition.id, pack.definition.title, JSON.stringify(pack), now, publishedBy],
  );
  if (rows.length === 0) return 'unchanged';
  await recordEvent(db, {
    kind: 'procedure.published',
    actor: null,
    subject: { type: 'release', id: digest },
    data: { procedure: pack.definition.id, publishedBy },
  });
  await enqueue(db, RELEASE_PUBLISHED, { digest }, { key: `release ${digest}` });
  return 'published';
}

/** Keeps the files a release was made from, for who writes the next one. */
export async function keepSource(db: Db, digest: string, files: PackFiles): Promise<void> {
  await db.query('insert into release_sources (digest, files) values ($1, $2) on conflict do nothing', [
    digest,
    JSON.stringify(files),
  ]);
}

/** The files of a release; undefined for one published before they were kept. */
export async function sourceOf(db: Db, digest: string): Promise<PackFiles | undefined> {
  const [row] = await db.query<{ files: PackFiles }>('select files from release_sources where digest = $1', [digest]);
  return row?.files;
}

/** Records the act that moves a window, with its reason; whoever is writing is told by a job. */
export async function recordWindowAct(db: Db, id: string, act: WindowAct): Promise<void> {
  await db.query(
    `insert into window_acts (id, procedure_id, window_id, opens_at, closes_at, reason, decided_by, decided_at,
       authority, act_number, act_date)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[id, act.procedureId, act.windowId, act.opensAt, act.closesAt, act.reason, act.decidedBy, act.decidedAt],
      ...[act.evidence?.authority ?? null, act.evidence?.number ?? null, act.evidence?.date ?? null],
    ],
  );
  await enqueue(db, WINDOW_MOVED, { act: id });
  await recordEvent(db, {
    kind: 'procedure.window-moved',
    actor: null,
    subject: { type: 'procedure', id: act.procedureId },
    data: { act: id, window: act.windowId, opensAt: act.opensAt, closesAt: act.closesAt, reason: act.reason },
  });
}

/** Every act that moved a window of a procedure. */
export async function windowActs(db: Db, procedureId: string): Promise<WindowAct[]> {
  return db.prepared<WindowAct>('window-acts', `select ${ACT_COLUMNS} from window_acts where procedure_id = $1`, [
    procedureId,
  ]);
}

export async function windowActById(db: Db, id: string): Promise<WindowAct | undefined> {
  const [row] = await db.query<WindowAct>(`select ${ACT_COLUMNS} from window_acts where id = $1`, [id]);
  return row;
}

function remember(row: ReleaseRow): Release {
  const release = { ...row.content, procedureId: row.procedure_id, digest: row.digest, publishedAt: row.published_at };
  known.set(release.digest, release);
  return release;
}
