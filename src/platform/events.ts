import type { Db } from './db/database.ts';

/** Something that happened, told in the same transaction as the state that changed. */
export interface Event {
  /** Noun and past participle: `application.filed`. */
  readonly kind: string;
  /** The account that acted; null when the system did. */
  readonly actor: string | null;
  /** The office in whose name the actor acted. */
  readonly actorOffice?: string | null;
  readonly subject: { readonly type: string; readonly id: string };
  /** What one must know to understand it later. No secrets, and no personal data the subject's own tables hold. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Appends to the log. Instant and transaction are the database's own and cannot be given. */
export async function recordEvent(tx: Db, event: Event): Promise<void> {
  await tx.query(
    `insert into events (kind, actor, actor_office, subject_type, subject_id, data) values ($1, $2, $3, $4, $5, $6)`,
    [
      event.kind,
      event.actor,
      event.actorOffice ?? null,
      event.subject.type,
      event.subject.id,
      JSON.stringify(event.data ?? {}),
    ],
  );
}

const sealBatch = 5_000;

/** Adds to the hash chain every event no running transaction can still precede. Returns how many. */
export async function sealEvents(db: Db): Promise<number> {
  let total = 0;
  for (;;) {
    const [row] = await db.query<{ sealed: number }>('select seal_events($1) as sealed', [sealBatch]);
    const sealed = row?.sealed ?? 0;
    total += sealed;
    if (sealed < sealBatch) return total;
  }
}

/** Where the chain breaks first. */
export interface BadSeal {
  readonly seq: number;
  readonly eventId: number;
  readonly reason: string;
}

/** Recomputes the whole chain. Null means that no sealed event was changed, removed or reordered. */
export async function verifySeals(db: Db): Promise<BadSeal | null> {
  const [bad] = await db.query<BadSeal>('select seq, event_id as "eventId", reason from first_bad_seal()');
  return bad ?? null;
}

/** The last link, to be kept elsewhere too: with it even a chain rewritten from the start is found out. */
export async function chainHead(db: Db): Promise<{ readonly seq: number; readonly seal: string } | null> {
  const [head] = await db.query<{ seq: number; seal: string }>(
    `select seq, encode(seal, 'hex') as seal from event_seals order by seq desc limit 1`,
  );
  return head ?? null;
}
