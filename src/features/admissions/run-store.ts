import { uuidv7 } from 'uuidv7';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { recordEvent } from '../../platform/events.ts';
import { currentRelease, procedureWindow } from '../procedures/index.ts';
import type { PlaceCount, Run, StateCounts, WorkedOut } from './run.ts';
import { workOut } from './work-out.ts';

/** Who does something for the ministry, and when. */
export interface Act {
  readonly accountId: string;
  readonly now: Date;
}

/** The seed of the draws of a procedure, once it is on record. */
export interface Seed {
  readonly seed: string;
  readonly writer: string;
  readonly writtenAt: Date;
}

export async function seedOf(db: Db, procedureId: string): Promise<Seed | undefined> {
  const [row] = await db.query<Seed>(
    `select s.seed, a.name || ' ' || a.surname as writer, s.written_at as "writtenAt"
     from admission_seeds s join accounts a on a.id = s.written_by where s.procedure_id = $1`,
    [procedureId],
  );
  return row;
}

/** Puts the seed on record, once and for all: whoever could change it would choose who is drawn. */
export async function writeSeed(
  database: Database,
  procedureId: string,
  seed: string,
  { accountId, now }: Act,
): Promise<'written' | 'there-already'> {
  return database.transaction(async (tx) => {
    const rows = await tx.query(
      `insert into admission_seeds (procedure_id, seed, written_by, written_at) values ($1, $2, $3, $4)
       on conflict do nothing returning procedure_id`,
      [procedureId, seed, accountId, now],
    );
    if (rows.length === 0) return 'there-already';
    await recordEvent(tx, eventOf('seed-written', procedureId, accountId, { seed }));
    return 'written';
  });
}

export type RunOutcome = { readonly run: string; readonly isNew: boolean } | { readonly refused: string };

/** Works out who is taken where and puts it on record, whole; the same again is the run that is there. */
export async function recordRun(database: Database, procedureId: string, act: Act): Promise<RunOutcome> {
  return database.transaction(async (tx) => {
    const release = await currentRelease(tx, procedureId);
    const window = release && (await procedureWindow(tx, release, act.now));
    if (window?.phase !== 'closed')
      return { refused: 'Le domande non sono ancora chiuse: le ammissioni si calcolano dopo.' };
    const seed = await seedOf(tx, procedureId);
    if (seed === undefined) return { refused: 'Scrivi prima il seme dei sorteggi.' };
    const found = await workOut(tx, procedureId, { seed: seed.seed, at: act.now });
    if (found === undefined || found.outcomes.length === 0) return { refused: 'Non ci sono domande valide.' };
    const digest = runDigest(found);
    const id = uuidv7();
    const [row] = await tx.query<{ id: string }>(
      `insert into admission_runs (id, procedure_id, release_digest, digest, worked_by, worked_at)
       values ($1, $2, $3, $4, $5, $6) on conflict (procedure_id, digest) do nothing returning id`,
      [id, procedureId, found.releaseDigest, digest, act.accountId, act.now],
    );
    if (row === undefined) return { run: await runWith(tx, procedureId, digest), isNew: false };
    await insertContent(tx, id, found);
    await recordEvent(tx, eventOf('worked-out', procedureId, act.accountId, { run: id, digest }));
    return { run: id, isNew: true };
  });
}

/** Of everything a run rests on and says, whatever the order in which it was read. */
export function runDigest({ criteria, outcomes, ...rest }: WorkedOut): string {
  const content = {
    ...rest,
    criteria: criteria.toSorted((one, other) => (one.school < other.school ? -1 : 1)),
    outcomes: outcomes.toSorted((one, other) => (one.filingId < other.filingId ? -1 : 1)),
  };
  return sha256Hex(canonicalJson(JSON.parse(JSON.stringify(content))));
}

async function runWith(db: Db, procedureId: string, digest: string): Promise<string> {
  const [row] = await db.query<{ id: string }>(
    'select id from admission_runs where procedure_id = $1 and digest = $2',
    [procedureId, digest],
  );
  if (row === undefined) throw new Error(`${procedureId}: the run ${digest} is there and not there`);
  return row.id;
}

async function insertContent(tx: Db, id: string, { criteria, outcomes }: WorkedOut): Promise<void> {
  await tx.query(
    `insert into admission_criteria (run_id, school_code, digest)
     select $2, school, digest from jsonb_to_recordset($1::jsonb) as c (school text, digest text)`,
    [JSON.stringify(criteria), id],
  );
  await tx.query(
    `insert into admission_outcomes (run_id, filing_id, state, school_code, place, steps)
     select $2, "filingId", state, school, place, steps from jsonb_to_recordset($1::jsonb)
       as o ("filingId" uuid, state text, school text, place text, steps jsonb)`,
    [JSON.stringify(outcomes), id],
  );
}

const RUN = `select r.id, r.procedure_id as "procedureId", r.digest, a.name || ' ' || a.surname as worker,
    r.worked_at as "workedAt" from admission_runs r join accounts a on a.id = r.worked_by`;

/** The runs of a procedure, the newest first. */
export async function runsOf(db: Db, procedureId: string): Promise<readonly Run[]> {
  return db.query<Run>(`${RUN} where r.procedure_id = $1 order by r.worked_at desc, r.id desc limit 50`, [procedureId]);
}

export async function runById(db: Db, procedureId: string, id: string): Promise<Run | undefined> {
  const [row] = await db.query<Run>(`${RUN} where r.procedure_id = $1 and r.id::text = $2`, [procedureId, id]);
  return row;
}

export async function stateCounts(db: Db, runId: string): Promise<StateCounts> {
  const [row] = await db.query<StateCounts>(
    `select count(*)::integer as filings, count(*) filter (where state = 'admitted')::integer as admitted,
       count(*) filter (where state = 'moved')::integer as moved,
       count(*) filter (where state = 'not-admitted')::integer as "notAdmitted"
     from admission_outcomes where run_id = $1`,
    [runId],
  );
  if (row === undefined) throw new Error('a count answers one row');
  return row;
}

/** The places of each kind that somebody wished, school by school. */
export async function placeCounts(db: Db, runId: string): Promise<readonly PlaceCount[]> {
  return db.query<PlaceCount>(
    `select s.step ->> 'school' as school, s.step -> 'standing' ->> 'name' as name, w.wish ->> 'label' as label,
       (w.wish ->> 'seats')::integer as seats, count(*)::integer as wished,
       (count(*) filter (where o.school_code = s.step ->> 'school' and o.place = w.wish ->> 'id'))::integer as given,
       (w.wish ->> 'last')::integer as last
     from admission_outcomes o, jsonb_array_elements(o.steps) as s (step),
       jsonb_array_elements(s.step -> 'standing' -> 'wished') as w (wish)
     where o.run_id = $1
     group by s.step ->> 'school', name, label, seats, w.wish ->> 'id', last order by name, school, label`,
    [runId],
  );
}

/** Schools that somebody named and that have published no criteria, with how many named them. */
export async function schoolsWithout(db: Db, runId: string): Promise<readonly { school: string; named: number }[]> {
  return db.query(
    `select s.step ->> 'school' as school, count(*)::integer as named
     from admission_outcomes o, jsonb_array_elements(o.steps) as s (step)
     where o.run_id = $1 and s.step ->> 'outcome' = 'no-criteria' group by 1 order by 1`,
    [runId],
  );
}

/** Whether somebody has an application among these, or is bound by a delegation to who has: then a colleague does it. */
export async function isCloseTo(db: Db, procedureId: string, { accountId, now }: Act): Promise<boolean> {
  const rows = await db.query(
    `select from (select $2::uuid as id
       union select delegator_id from delegations where delegate_id = $2
       union select delegate_id from delegations where delegator_id = $2) near
     join applications a on a.account_id = near.id and a.procedure_id = $1
     where near.id = $2 or bound_by_delegation($2, near.id, $3) limit 1`,
    [procedureId, accountId, now],
  );
  return rows.length > 0;
}

export function eventOf(what: string, procedureId: string, actor: string, data: Readonly<Record<string, unknown>>) {
  return { kind: `admissions.${what}`, actor, subject: { type: 'procedure', id: procedureId }, data };
}
