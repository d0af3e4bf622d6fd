import {
  type Answers,
  applicantIn,
  type SectionAnswers,
  type Typed,
  withApplicant,
} from '../../engines/procedure/index.ts';
import { together } from '../../kernel/together.ts';
import type { Db } from '../../platform/db/database.ts';
import type { WindowAct } from '../procedures/index.ts';
import type { Act } from './act.ts';
import type { Application, BegunFrom, OpenConflict, Removed } from './application.ts';

/** The columns of an application with its draft, its open conflicts and the acts that moved its window. */
export const APPLICATION_COLUMNS = `
  a.id, a.account_id as "accountId", a.procedure_id as "procedureId", a.created_at as "createdAt",
         d.release_digest as "releaseDigest", d.edition, d.version, d.answers, d.typed, d.removed, d.sections,
         d.updated_at as "updatedAt", d.begun_from as "begunFrom",
         (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'section', c.section, 'item', c.item)), '[]')
            from draft_conflicts c where c.application_id = a.id) as conflicts,
         (select r.digest from releases r where r.procedure_id = a.procedure_id
           order by r.published_at desc limit 1) as "currentDigest",
         (select coalesce(jsonb_agg(jsonb_build_object('procedureId', w.procedure_id, 'windowId', w.window_id,
              'opensAt', w.opens_at, 'closesAt', w.closes_at, 'reason', w.reason, 'decidedBy', w.decided_by,
              'decidedAt', w.decided_at, 'evidence', case when w.authority is not null then jsonb_build_object(
                'authority', w.authority, 'number', w.act_number, 'date', w.act_date) end)), '[]')
            from window_acts w where w.procedure_id = a.procedure_id) as "windowActs"`;

const FROM = 'from applications a join drafts d on d.application_id = a.id';

interface ActJson {
  procedureId: string;
  windowId: string;
  opensAt: string;
  closesAt: string;
  reason: string;
  decidedBy: string;
  decidedAt: string;
  evidence: WindowAct['evidence'] | null;
}

export type ApplicationRow = Omit<Application, 'windowActs' | 'conflicts'> & {
  conflicts: OpenConflict[];
  windowActs: ActJson[];
};

interface Asked {
  readonly id: string;
  readonly accountId: string;
}

type Finder = (asked: Asked) => Promise<ApplicationRow | undefined>;

const LARGEST = 100;
const finders = new WeakMap<Db, Finder>();

/** Whether there is such an application and it is this account's. */
export async function isOf(db: Db, id: string, accountId: string): Promise<boolean> {
  const found = await db.query('select from applications where id = $1 and account_id = $2', [id, accountId]);
  return found.length > 0;
}

/**
 * The application with its draft, if it is this account's; with the acts that moved its window, in one query. Requests
 * that come while a look-up is under way share the next one.
 */
export async function applicationForPerson(db: Db, id: string, accountId: string): Promise<Application | undefined> {
  const find = finders.get(db) ?? finderOver(db);
  finders.set(db, find);
  const row = await find({ id, accountId });
  return row && fromRow(row);
}

function finderOver(db: Db): Finder {
  return together<Asked, ApplicationRow | undefined>(async (asked) => {
    const rows = await db.prepared<ApplicationRow & { place: number }>(
      'application-for-person',
      // `limit` keeps each look-up on its index, whatever the planner thinks of the number asked for.
      `select found.* from unnest($1::uuid[], $2::uuid[]) with ordinality as asked (id, account, place) cross join lateral (
         select asked.place::integer, ${APPLICATION_COLUMNS} ${FROM}
          where a.id = asked.id and a.account_id = asked.account limit 1) found`,
      [asked.map(({ id }) => id), asked.map(({ accountId }) => accountId)],
    );
    const byPlace = new Map(rows.map(({ place, ...row }) => [place, row]));
    return asked.map((_, index) => byPlace.get(index + 1));
  }, LARGEST);
}

/**
 * As `applicationForPerson`, and nobody else writes the draft until the transaction ends. What is known of its person
 * stays what it was when `read` was opened.
 */
export async function lockedApplication(
  tx: Db,
  read: Pick<Application, 'id' | 'answers'>,
  accountId: string,
): Promise<Application | undefined> {
  await tx.query('select from drafts where application_id = $1 for update', [read.id]);
  const locked = await applicationForPerson(tx, read.id, accountId);
  return locked && { ...locked, answers: withApplicant(locked.answers, applicantIn(read.answers)) };
}

/** Every application of a person, newest first: for the home. */
export async function applicationsOf(db: Db, accountId: string): Promise<Application[]> {
  const rows = await db.prepared<ApplicationRow>(
    'applications-of',
    `select ${APPLICATION_COLUMNS} ${FROM} where a.account_id = $1 order by a.created_at desc`,
    [accountId],
  );
  return rows.map(fromRow);
}

export function fromRow(row: ApplicationRow): Application {
  const windowActs = row.windowActs.map((act) => ({
    ...act,
    opensAt: new Date(act.opensAt),
    closesAt: new Date(act.closesAt),
    decidedAt: new Date(act.decidedAt),
    evidence: act.evidence ?? undefined,
  }));
  return { ...row, windowActs };
}

/** Of one procedure, whatever its rule: nobody needs more, and a program that begins without end stops here. */
const MOST = 500;

/** An application to begin: empty, or with the answers of an earlier filing. */
export interface ToBegin {
  readonly id: string;
  readonly procedureId: string;
  readonly releaseDigest: string;
  /** A person may have more than one of this procedure. */
  readonly several: boolean;
  readonly answers?: Answers;
  readonly from?: BegunFrom;
}

/**
 * Begins an application, or finds the one the person has already begun. Where there may be several, the one found is one
 * in which nothing has been written yet: asking twice begins one. Answers its id.
 */
export async function startApplication(db: Db, begun: ToBegin, act: Act): Promise<string> {
  const [row] = await db.query<{ id: string }>(
    `with newest as (
       select a.ordinal, $8::boolean and a.ordinal < ${MOST} and (d.version > 0 or d.edition > 1) as followed
         from applications a join drafts d on d.application_id = a.id
        where a.account_id = $2 and a.procedure_id = $3 order by a.ordinal desc limit 1),
     started as (
       insert into applications (id, account_id, procedure_id, created_at, ordinal)
       select $1, $2, $3, $5, coalesce((select ordinal from newest), 0) + 1
        where not exists (select from newest where not followed)
       on conflict (account_id, procedure_id, ordinal) do nothing returning id),
     drafted as (
       insert into drafts (application_id, release_digest, answers, begun_from, updated_at)
       select id, $4, $9::jsonb, $10::jsonb, $5 from started),
     noted as (
       insert into events (kind, actor, subject_type, subject_id, data)
       select 'application.started', $6, 'application', id::text, jsonb_build_object('procedure', $3::text) || $7::jsonb
         from started)
     select id from started`,
    [
      ...[begun.id, act.accountId, begun.procedureId, begun.releaseDigest, act.now, act.actor],
      JSON.stringify(begun.from === undefined ? act.under : { ...act.under, from: begun.from.filing }),
      begun.several,
      JSON.stringify(begun.answers ?? {}),
      begun.from === undefined ? null : JSON.stringify(begun.from),
    ],
  );
  if (row !== undefined) return row.id;
  const [earlier] = await db.query<{ id: string }>(
    'select id from applications where account_id = $1 and procedure_id = $2 order by ordinal desc limit 1',
    [act.accountId, begun.procedureId],
  );
  if (earlier === undefined) throw new Error(`application for ${begun.procedureId} neither begun nor found`);
  return earlier.id;
}

/** Whether the person has already begun an application for this procedure. */
export async function applicationBegun(db: Db, accountId: string, procedureId: string): Promise<boolean> {
  const found = await db.query('select from applications where account_id = $1 and procedure_id = $2', [
    accountId,
    procedureId,
  ]);
  return found.length > 0;
}

/** Notes that the person has looked at a section that came from an earlier filing. */
export async function noteLooked(db: Db, read: Application, section: string, act: Act): Promise<void> {
  await db.query(
    `with changed as (
       update drafts set begun_from = jsonb_set(begun_from, '{seen}', (begun_from -> 'seen') || to_jsonb($2::text)),
         version = version + 1, updated_at = $3
       where application_id = $1 and not (begun_from -> 'seen') ? $2 returning application_id)
     insert into events (kind, actor, subject_type, subject_id, data)
     select 'application.section-looked-at', $4::uuid, 'application', application_id::text,
            jsonb_build_object('section', $2::text) || $5::jsonb
       from changed`,
    [read.id, section, act.now, act.actor, JSON.stringify(act.under)],
  );
}

/** A section as it is to be kept; what is undefined stays as it is. */
export interface SectionToSave {
  readonly section: string;
  readonly answers: SectionAnswers;
  readonly typed: { readonly [key: string]: Typed };
  readonly removed?: readonly Removed[] | undefined;
}

/**
 * Writes one section and its event in one statement, unless it has changed since `read` was loaded: then nothing is
 * written, false comes back, and the caller decides again on what is there now.
 */
export async function saveSection(db: Db, read: Application, saved: SectionToSave, act: Act): Promise<boolean> {
  const rows = await db.prepared(
    'save-section',
    `with changed as (
       update drafts set
         answers = jsonb_set(answers, array[$3::text], $5::jsonb),
         typed = jsonb_set(typed, array[$3::text], $6::jsonb),
         removed = case when $7::jsonb is null then removed else jsonb_set(removed, array[$3::text], $7::jsonb) end,
         sections = jsonb_set(sections, array[$3::text],
           jsonb_build_object('version', $4::integer + 1, 'savedAt', $8::text)),
         version = version + 1,
         updated_at = $8::timestamptz
       where application_id = $1 and edition = $2 and release_digest = $11
         and coalesce((sections -> $3::text ->> 'version')::integer, 0) = $4
       returning application_id)
     insert into events (kind, actor, subject_type, subject_id, data)
     select 'application.section-saved', $9::uuid, 'application', application_id::text,
            jsonb_build_object('section', $3::text, 'version', $4::integer + 1) || $10::jsonb
       from changed
     returning 1`,
    [
      read.id,
      read.edition,
      saved.section,
      read.sections[saved.section]?.version ?? 0,
      JSON.stringify(saved.answers),
      JSON.stringify(saved.typed),
      saved.removed === undefined ? null : JSON.stringify(saved.removed),
      act.now.toISOString(),
      act.actor,
      JSON.stringify(act.under),
      read.releaseDigest,
    ],
  );
  return rows.length > 0;
}

/** Opens the next edition of a filed (or withdrawn) application for writing; the filed one is not touched. */
export async function beginCorrection(db: Db, read: Application, act: Act): Promise<boolean> {
  const rows = await db.query(
    `with changed as (
       update drafts set edition = edition + 1, version = version + 1, updated_at = $3
       where application_id = $1 and edition = $2 returning application_id, edition)
     insert into events (kind, actor, subject_type, subject_id, data)
     select 'application.correction-begun', $4::uuid, 'application', application_id::text,
            jsonb_build_object('edition', edition) || $5::jsonb
       from changed returning 1`,
    [read.id, read.edition, act.now, act.actor, JSON.stringify(act.under)],
  );
  return rows.length > 0;
}

/** Puts the draft back as a filing had it: its answers, its edition, its release. What was typed since is given up by the person. */
export async function restoreDraft(
  db: Db,
  read: Application,
  filed: { readonly edition: number; readonly answers: Answers; readonly releaseDigest: string },
  act: Act,
): Promise<boolean> {
  const rows = await db.query(
    `with changed as (
       update drafts d set answers = $3::jsonb, typed = '{}', removed = '{}', edition = $4, release_digest = $8, version = version + 1,
         sections = (select coalesce(jsonb_object_agg(key, jsonb_set(value, '{version}',
             to_jsonb((value ->> 'version')::integer + 1))), '{}') from jsonb_each(d.sections)),
         updated_at = $5
       where application_id = $1 and edition = $2 returning application_id),
     settled as (
       delete from draft_conflicts c using changed where c.application_id = changed.application_id)
     insert into events (kind, actor, subject_type, subject_id, data)
     select 'application.correction-abandoned', $6::uuid, 'application', application_id::text,
            jsonb_build_object('edition', $2::integer) || $7::jsonb
       from changed returning 1`,
    [
      ...[read.id, read.edition, JSON.stringify(withApplicant(filed.answers, undefined))],
      ...[filed.edition, act.now, act.actor],
      ...[JSON.stringify(act.under), filed.releaseDigest],
    ],
  );
  return rows.length > 0;
}

/** Which of these people have begun or filed an application in one of these procedures. */
export async function accountsWithApplications(
  db: Db,
  accountIds: readonly string[],
  procedureIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ id: string }>(
    'select distinct account_id as id from applications where account_id = any($1) and procedure_id = any($2)',
    [accountIds, procedureIds],
  );
  return new Set(rows.map(({ id }) => id));
}
