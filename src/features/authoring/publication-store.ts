import { uuidv7 } from 'uuidv7';
import type { PublicationDecision, PublicationOutcome } from '../../kernel/second-person.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { notify } from '../notifications/index.ts';
import { keepSource, publishRelease } from '../procedures/index.ts';
import { isPublishable, judge } from './judgement.ts';
import { NOT_DECIDER, type PublicationRequest, whyNotDecider } from './working.ts';
import { type Edit, lockedWorking } from './working-store.ts';

const SELECT = `select r.id, r.procedure_id as "procedureId", r.version, r.note, r.asked_by as "askedBy",
    a.name || ' ' || a.surname as asker, r.asked_at as "askedAt", r.outcome, d.name || ' ' || d.surname as decider,
    r.decided_at as "decidedAt", r.reason
  from publication_requests r join accounts a on a.id = r.asked_by left join accounts d on d.id = r.decided_by`;

/** The requests of a procedure, newest first. */
export async function requestsOf(db: Db, procedureId: string): Promise<readonly PublicationRequest[]> {
  return db.query<PublicationRequest>(
    `${SELECT} where r.procedure_id = $1 order by r.asked_at desc, r.id desc limit 20`,
    [procedureId],
  );
}

/** Those that wait for a second person. */
export async function openRequests(db: Db): Promise<readonly PublicationRequest[]> {
  return db.query<PublicationRequest>(`${SELECT} where r.outcome is null order by r.asked_at, r.id`);
}

const UNFIT = 'La copia di lavoro non supera i controlli o gli esempi: si pubblica solo quello che li supera.';
const GONE = 'La copia di lavoro è cambiata: rileggila e riprova.';

/** Asks a second person to publish exactly this version. */
export async function askPublication(
  database: Database,
  asked: { readonly procedureId: string; readonly version: number; readonly note: string },
  edit: Edit,
): Promise<PublicationOutcome> {
  return database.transaction(async (tx) => {
    const working = await lockedWorking(tx, asked.procedureId);
    if (working === undefined || working.version !== asked.version) return { refused: GONE };
    if (!isPublishable(judge(working))) return { refused: UNFIT };
    const rows = await tx.query(
      `insert into publication_requests (id, procedure_id, version, note, asked_by, asked_at)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
      [uuidv7(), asked.procedureId, asked.version, asked.note, edit.accountId, edit.now],
    );
    if (rows.length === 0) return { refused: 'La pubblicazione è già stata chiesta: aspetta chi deve decidere.' };
    await recordEvent(tx, {
      kind: 'procedure.publication-asked',
      actor: edit.accountId,
      subject: { type: 'procedure', id: asked.procedureId },
      data: { version: asked.version },
    });
    return { done: true };
  });
}

export interface Decision extends PublicationDecision {
  readonly procedureId: string;
  /** How the release names who published it. */
  readonly name: string;
}

/** A second person publishes or refuses: request, release, its files, the events and the message to who asked, or nothing. */
export async function decidePublication(
  database: Database,
  decision: Decision,
  edit: Edit,
): Promise<PublicationOutcome> {
  return database.transaction(async (tx) => {
    const working = await lockedWorking(tx, decision.procedureId);
    const [request] = await tx.query<PublicationRequest>(
      `${SELECT} where r.id = $1 and r.procedure_id = $2 for update of r`,
      [decision.requestId, decision.procedureId],
    );
    if (working === undefined || request === undefined) return { refused: GONE };
    const why = whyNotDecider(request, working, edit.accountId);
    if (why !== undefined) return { refused: NOT_DECIDER[why] };
    if (!decision.publish) {
      await settle(tx, request, { ...decision, digest: null }, edit);
      return { done: true };
    }
    const judgement = judge(working);
    if (!isPublishable(judgement)) return { refused: UNFIT };
    const { pack, digest } = judgement;
    const outcome = await publishRelease(tx, pack, digest, decision.name, edit.now);
    if (outcome === 'unchanged')
      return { refused: 'È identica a una versione già pubblicata: non c’è niente da pubblicare.' };
    await keepSource(tx, digest, working.files);
    await settle(tx, request, { ...decision, digest }, edit);
    return { done: true };
  });
}

async function settle(
  tx: Db,
  request: PublicationRequest,
  { publish, reason, digest }: Pick<Decision, 'publish' | 'reason'> & { readonly digest: string | null },
  { accountId, now }: Edit,
): Promise<void> {
  const outcome = publish ? 'published' : 'refused';
  await tx.query(
    `update publication_requests set outcome = $2, decided_by = $3, decided_at = $4, reason = $5, digest = $6 where id = $1`,
    [request.id, outcome, accountId, now, reason === '' ? null : reason, digest],
  );
  await recordEvent(tx, {
    kind: `procedure.publication-${publish ? 'granted' : 'refused'}`,
    actor: accountId,
    subject: { type: 'procedure', id: request.procedureId },
    data: { request: request.id, version: request.version, ...(digest === null ? {} : { digest }) },
  });
  await notify(tx, {
    accountId: request.askedBy,
    kind: 'procedure.publication',
    key: `publication:${request.id}`,
    subject: publish ? `Pubblicata: ${request.procedureId}` : `Non pubblicata: ${request.procedureId}`,
    paragraphs: [
      publish
        ? `la versione di «${request.procedureId}» che hai chiesto di pubblicare è in vigore da adesso.`
        : `la versione di «${request.procedureId}» che hai chiesto di pubblicare non è stata pubblicata. Motivo: ${reason}`,
    ],
    link: { href: `/ministero/procedure/${request.procedureId}`, label: 'Apri la procedura' },
  });
}
