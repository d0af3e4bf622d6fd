import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Pack, Release } from './release.ts';
import type { FilingWindow, WindowAct } from './window.ts';
import { filingWindow } from './window.ts';

interface ReleaseRow {
  digest: string;
  procedure_id: string;
  content: Pack;
  published_at: Date;
}

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

/** Freezes a pack under its digest. Publishing the same content again changes nothing. */
export async function publishRelease(
  db: Db,
  pack: Pack,
  digest: string,
  publishedBy: string,
  now: Date,
): Promise<'published' | 'unchanged'> {
  const rows = await db.query(
    `insert into releases (digest, procedure_id, title, content, published_at, published_by)
     values ($1, $2, $3, $4, $5, $6) on conflict (digest) do nothing returning digest`,
    [digest, pack.definition.id, pack.definition.title, JSON.stringify(pack), now, publishedBy],
  );
  if (rows.length === 0) return 'unchanged';
  await recordEvent(db, {
    kind: 'procedure.published',
    actor: null,
    subject: { type: 'release', id: digest },
    data: { procedure: pack.definition.id, publishedBy },
  });
  return 'published';
}

/** Records the act that moves a window, with its reason. */
export async function recordWindowAct(db: Db, id: string, act: WindowAct): Promise<void> {
  await db.query(
    `insert into window_acts (id, procedure_id, window_id, opens_at, closes_at, reason, decided_by, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, act.procedureId, act.windowId, act.opensAt, act.closesAt, act.reason, act.decidedBy, act.decidedAt],
  );
  await recordEvent(db, {
    kind: 'procedure.window-moved',
    actor: null,
    subject: { type: 'procedure', id: act.procedureId },
    data: { window: act.windowId, opensAt: act.opensAt, closesAt: act.closesAt, reason: act.reason },
  });
}

async function windowActs(db: Db, procedureId: string): Promise<WindowAct[]> {
  return db.prepared<WindowAct>(
    'window-acts',
    `select procedure_id as "procedureId", window_id as "windowId", opens_at as "opensAt", closes_at as "closesAt",
            reason, decided_by as "decidedBy", decided_at as "decidedAt"
       from window_acts where procedure_id = $1`,
    [procedureId],
  );
}

function remember(row: ReleaseRow): Release {
  const release = { ...row.content, procedureId: row.procedure_id, digest: row.digest, publishedAt: row.published_at };
  known.set(release.digest, release);
  return release;
}
