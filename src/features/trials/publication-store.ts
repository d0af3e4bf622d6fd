import { uuidv7 } from 'uuidv7';
import type { Judged } from '../../engines/trials/index.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { PublicationDecision, PublicationOutcome } from '../../kernel/second-person.ts';
import type { Trial } from '../../kernel/trial-rules.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Lookups } from '../applications/index.ts';
import type { Contest } from './contest.ts';
import { candidatesOf, contestForOffice } from './contest-store.ts';
import type { OfficeAct } from './forming-store.ts';
import { type MeritPlace, proposeMerit } from './merit.ts';
import { finalistsOf } from './merit-store.ts';
import { type TrialPublication, whyNotPublisher } from './publication.ts';
import { type Proposal, proposeOutcomes } from './publishing.ts';
import { recall, scheduledIn } from './schedule-store.ts';
import { askToTell } from './telling-store.ts';
import { trialFacts } from './trial-store.ts';

const SELECT = `select p.id, p.trial, p.digest, p.note, p.asked_by as "askedBy", a.name || ' ' || a.surname as asker,
    p.asked_at as "askedAt", p.outcome, d.name || ' ' || d.surname as decider, p.decided_at as "decidedAt", p.reason,
    p.appears_at as "appearsAt", r.name || ' ' || r.surname as recaller, p.recalled_at as "recalledAt",
    p.recall_reason as "recallReason"
  from trial_publications p join accounts a on a.id = p.asked_by left join accounts d on d.id = p.decided_by
  left join accounts r on r.id = p.recalled_by`;

/** The requests of a competition, the newest first. */
export async function publicationsOf(db: Db, contestId: string): Promise<readonly TrialPublication[]> {
  return db.query<TrialPublication>(`${SELECT} where p.contest_id = $1 order by p.asked_at desc, p.id desc limit 100`, [
    contestId,
  ]);
}

/** What would be published now: outcomes of a trial or, without one, the ranking of merit; with the digest of it. */
export type Publishable =
  | { readonly trial: Trial; readonly proposal: Proposal<Judged>; readonly digest: string | undefined }
  | { readonly trial: undefined; readonly proposal: Proposal<MeritPlace>; readonly digest: string | undefined };

export async function publishable(
  db: Db,
  lookups: Lookups,
  contest: Contest,
  { trial, now }: { readonly trial: Trial | undefined; readonly now: Date },
): Promise<Publishable> {
  const candidates = await candidatesOf(db, contest.id);
  if (trial !== undefined) {
    const proposal = proposeOutcomes(contest, trial, await trialFacts(db, contest, trial, { candidates, now }));
    return { trial, proposal, digest: digestOf(proposal) };
  }
  const finalists = await finalistsOf(db, lookups, contest, { candidates, now });
  const proposal = 'missing' in finalists ? finalists : proposeMerit(contest, finalists.lines);
  return { trial, proposal, digest: digestOf(proposal) };
}

/** In the order of ids: the same content has the same digest. */
function digestOf(proposal: Proposal<{ readonly candidate: string }>): string | undefined {
  if ('missing' in proposal) return undefined;
  const lines = proposal.lines.toSorted((one, other) => (one.candidate < other.candidate ? -1 : 1));
  return sha256Hex(canonicalJson(JSON.parse(JSON.stringify(lines))));
}

const SCHEDULED = 'Una pubblicazione è già decisa e non è ancora uscita: per cambiarla, prima annullala.';
const GONE = 'La richiesta non è più questa: rileggi la pagina.';

/** Asks a second person to publish exactly what is shown. */
export async function askPublication(
  database: Database,
  lookups: Lookups,
  asked: {
    readonly contest: Contest;
    readonly trial: Trial | undefined;
    readonly digest: string;
    readonly note: string;
    /** Null: as soon as it is decided. */
    readonly appearsAt: Date | null;
  },
  act: OfficeAct,
): Promise<PublicationOutcome> {
  return database.transaction(async (tx) => {
    const contest = await contestForOffice(tx, asked.contest.id, act.officeCode, 'lock');
    if (contest === undefined) return { refused: GONE };
    const { trial, appearsAt } = asked;
    const { proposal, digest } = await publishable(tx, lookups, contest, { trial, now: act.now });
    if ('missing' in proposal) return { refused: proposal.missing };
    if (digest !== asked.digest) return { refused: 'Intanto i dati sono cambiati: rileggi la pagina e riprova.' };
    const scheduled = await scheduledIn(tx, contest.id, act.now);
    if (scheduled.some((each) => each.trial === (trial?.id ?? null))) return { refused: SCHEDULED };
    // What was asked for and is no longer so, or should have appeared by now, waits for nobody.
    await tx.query(
      `update trial_publications set outcome = 'superseded', decided_by = $4, decided_at = $5
       where contest_id = $1 and trial is not distinct from $2 and outcome is null
         and (digest <> $3 or appears_at <= $5)`,
      [contest.id, trial?.id ?? null, digest, act.accountId, act.now],
    );
    const rows = await tx.query(
      `insert into trial_publications (id, contest_id, trial, digest, note, asked_by, asked_at, appears_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
      [uuidv7(), contest.id, trial?.id ?? null, digest, asked.note, act.accountId, act.now, appearsAt],
    );
    if (rows.length === 0) return { refused: 'La pubblicazione è già stata chiesta: aspetta chi deve decidere.' };
    await recordEvent(tx, eventOf('asked', contest, trial, act));
    return { done: true };
  });
}

export interface Decision extends PublicationDecision {
  readonly contest: Contest;
  readonly trial: Trial | undefined;
}

/** A second person publishes or refuses: lines, event and what is to be told to everybody in them, or nothing. */
export async function decidePublication(
  database: Database,
  lookups: Lookups,
  decision: Decision,
  act: OfficeAct,
): Promise<{ readonly appearsAt: Date } | { readonly refused: string }> {
  return database.transaction(async (tx) => {
    const contest = await contestForOffice(tx, decision.contest.id, act.officeCode, 'lock');
    const [request] = await tx.query<TrialPublication>(
      `${SELECT} where p.id = $1 and p.contest_id = $2 and p.trial is not distinct from $3 for update of p`,
      [decision.requestId, decision.contest.id, decision.trial?.id ?? null],
    );
    if (contest === undefined || request === undefined) return { refused: GONE };
    const found = await publishable(tx, lookups, contest, { trial: decision.trial, now: act.now });
    const why = whyNotPublisher(request, found.digest, act);
    if (why !== undefined) return { refused: why };
    const outcome = decision.publish ? 'published' : 'refused';
    const appearsAt = request.appearsAt ?? act.now;
    await tx.query(
      `update trial_publications set outcome = $2, decided_by = $3, decided_at = $4, reason = $5, appears_at = $6
       where id = $1`,
      [request.id, outcome, act.accountId, act.now, decision.publish ? null : decision.reason, appearsAt],
    );
    if (decision.publish) {
      await keepLines(tx, contest, found, request.id);
      await recallAfter(tx, contest, decision.trial, act);
      await askToTell(tx, { id: request.id, appearsAt });
    }
    await recordEvent(tx, eventOf(outcome, contest, decision.trial, act));
    return { appearsAt };
  });
}

/** What was approved from the outcomes that this one replaces: the trials after it, and the ranking of merit. */
async function recallAfter(tx: Db, { id, trials }: Contest, trial: Trial | undefined, act: OfficeAct): Promise<void> {
  if (trial === undefined) return;
  const after = trials.filter((each) => each.after === trial.id).map((each) => each.id);
  const scheduled = (await scheduledIn(tx, id, act.now)).filter(
    (each) => each.trial === null || after.includes(each.trial),
  );
  await recall(tx, id, scheduled, { reason: 'È stato deciso un esito nuovo della prova da cui dipende.', act });
}

async function keepLines(tx: Db, contest: Contest, { trial, proposal }: Publishable, publicationId: string) {
  if ('missing' in proposal) throw new Error(`${contest.id}: nothing to publish after the digest was compared`);
  const lines = JSON.stringify(proposal.lines);
  if (trial === undefined) {
    await tx.query(
      `insert into merit_places (publication_id, candidate_id, position, total, parts, decided_by)
       select $2, candidate, position, total, parts, "decidedBy" from jsonb_to_recordset($1::jsonb)
         as m (candidate uuid, position integer, total integer, parts jsonb, "decidedBy" text)`,
      [lines, publicationId],
    );
  } else {
    await tx.query(
      `insert into published_outcomes (publication_id, candidate_id, points, outcome, because)
       select $2, candidate, points, outcome, because from jsonb_to_recordset($1::jsonb)
         as o (candidate uuid, points integer, outcome text, because text)`,
      [lines, publicationId],
    );
  }
}

/** Takes back what is asked for in a competition: what it was asked for is no longer so. */
export async function supersedeRequests(tx: Db, contestId: string, { accountId, now }: OfficeAct): Promise<void> {
  await tx.query(
    `update trial_publications set outcome = 'superseded', decided_by = $2, decided_at = $3
     where contest_id = $1 and outcome is null`,
    [contestId, accountId, now],
  );
}

function eventOf(what: 'asked' | 'published' | 'refused', contest: Contest, trial: Trial | undefined, act: OfficeAct) {
  return {
    kind: `contest.publication-${what}`,
    actor: act.accountId,
    actorOffice: act.officeCode,
    subject: { type: 'contest', id: contest.id },
    data: { trial: trial?.id ?? null },
  };
}
