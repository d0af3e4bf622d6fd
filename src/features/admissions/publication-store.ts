import { uuidv7 } from 'uuidv7';
import {
  type PublicationDecision,
  type PublicationOutcome,
  type PublicationRequest,
  whyNotDecider,
} from '../../kernel/second-person.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { notifyAll } from '../notifications/index.ts';
import { currentRelease } from '../procedures/index.ts';
import { publishedLetter } from './letters.ts';
import type { Run } from './run.ts';
import { type Act, eventOf, runDigest, seedOf } from './run-store.ts';
import { workOut } from './work-out.ts';

/** A request to publish a run, and what became of it. */
export interface AdmissionPublication extends PublicationRequest {
  readonly runId: string;
}

const SELECT = `select p.id, p.run_id as "runId", r.digest, p.note, p.asked_by as "askedBy",
    a.name || ' ' || a.surname as asker, p.asked_at as "askedAt", p.outcome,
    d.name || ' ' || d.surname as decider, p.decided_at as "decidedAt", p.reason
  from admission_publications p join admission_runs r on r.id = p.run_id
  join accounts a on a.id = p.asked_by left join accounts d on d.id = p.decided_by`;

/** The requests of a procedure, the newest first. */
export async function publicationsOf(db: Db, procedureId: string): Promise<readonly AdmissionPublication[]> {
  return db.query<AdmissionPublication>(
    `${SELECT} where r.procedure_id = $1 order by p.asked_at desc, p.id desc limit 100`,
    [procedureId],
  );
}

/** The digest of what would be worked out now: a withdrawal in the meantime makes it another one. */
export async function digestNow(db: Db, procedureId: string, at: Date): Promise<string | undefined> {
  const seed = await seedOf(db, procedureId);
  const found = seed && (await workOut(db, procedureId, { seed: seed.seed, at }));
  return found && runDigest(found);
}

const CHANGED = 'Intanto le domande sono cambiate: calcola di nuovo le ammissioni e rileggile.';
const GONE = 'La richiesta non è più questa: rileggi la pagina.';

/** Asks a second person to publish exactly this run. */
export async function askPublication(
  database: Database,
  run: Run,
  asked: { readonly digest: string; readonly note: string },
  act: Act,
): Promise<PublicationOutcome> {
  return database.transaction(async (tx) => {
    const { procedureId, id, digest } = run;
    if (asked.digest !== digest) return { refused: GONE };
    if ((await digestNow(tx, procedureId, act.now)) !== digest) return { refused: CHANGED };
    // What was asked of an earlier run waits for nobody.
    await tx.query(
      `update admission_publications p set outcome = 'superseded', decided_by = $3, decided_at = $4
       from admission_runs r where r.id = p.run_id and r.procedure_id = $1 and p.run_id <> $2 and p.outcome is null`,
      [procedureId, id, act.accountId, act.now],
    );
    const rows = await tx.query(
      `insert into admission_publications (id, run_id, note, asked_by, asked_at)
       select $1, $2, $3, $4, $5 where not exists (
         select from admission_publications p where p.run_id = $2 and p.outcome = 'published')
       on conflict do nothing returning id`,
      [uuidv7(), id, asked.note, act.accountId, act.now],
    );
    if (rows.length === 0) return { refused: 'La pubblicazione è già stata chiesta, o è già stata fatta.' };
    await recordEvent(tx, eventOf('publication-asked', procedureId, act.accountId, { run: id }));
    return { done: true };
  });
}

/** A second person publishes or refuses: state, event and a message to every family, or nothing. */
export async function decidePublication(
  database: Database,
  run: Run,
  decision: PublicationDecision,
  act: Act,
): Promise<PublicationOutcome> {
  return database.transaction(async (tx) => {
    const { procedureId } = run;
    const [request] = await tx.query<AdmissionPublication>(
      `${SELECT} where p.id = $1 and p.run_id = $2 for update of p`,
      [decision.requestId, run.id],
    );
    if (request === undefined) return { refused: GONE };
    const why = whyNotDecider(request, await digestNow(tx, procedureId, act.now), act.accountId);
    if (why !== undefined) return { refused: why };
    const outcome = decision.publish ? 'published' : 'refused';
    if (decision.publish) await tell(tx, run);
    await tx.query(
      'update admission_publications set outcome = $2, decided_by = $3, decided_at = $4, reason = $5 where id = $1',
      [request.id, outcome, act.accountId, act.now, decision.publish ? null : decision.reason],
    );
    await recordEvent(tx, eventOf(`publication-${outcome}`, procedureId, act.accountId, { run: run.id }));
    return { done: true };
  });
}

/** Every family for which something is new; whoever reads the same as before is left in peace. */
async function tell(tx: Db, { id, procedureId }: Run): Promise<void> {
  const release = await currentRelease(tx, procedureId);
  const families = await tx.query<{
    accountId: string;
    applicationId: string;
    year: number;
    number: number;
    again: boolean;
  }>(
    `select f.account_id as "accountId", f.application_id as "applicationId", f.year, f.number,
       before.state is not null as again
     from admission_outcomes o join filings f on f.id = o.filing_id left join lateral (
       select e.state, e.school_code, e.place from admission_outcomes e join filings n on n.id = e.filing_id
       join admission_publications p on p.run_id = e.run_id and p.outcome = 'published'
       where n.application_id = f.application_id order by p.decided_at desc, p.id desc limit 1) before on true
     where o.run_id = $1
       and (before.state, before.school_code, before.place) is distinct from (o.state, o.school_code, o.place)`,
    [id],
  );
  await notifyAll(
    tx,
    families.map((family) => ({
      ...publishedLetter(release?.definition.title ?? procedureId, family),
      accountId: family.accountId,
      kind: 'filing.admission-published',
      key: `admission ${id} ${family.applicationId}`,
      link: { href: `/istanze/${family.applicationId}/esito`, label: 'Leggi l’esito' },
    })),
  );
}
