import type { Database, Db } from '../db/database.ts';
import { recordEvent } from '../events.ts';

/** Why mail to an address comes back, as far as a person can do something about it. */
export type BounceReason = 'no-such-box' | 'full' | 'refused';

/** An address whose mail comes back. */
export interface Bounce {
  /** In small letters. */
  readonly address: string;
  readonly since: Date;
  readonly reason: BounceReason;
}

interface Row {
  readonly address: string;
  readonly since: Date;
  readonly status: string | null;
}

/** An address, and when its owner last showed that mail arrives there. */
export interface Asked {
  readonly address: string;
  readonly provenAt: Date | null;
}

/**
 * SQL: mail `m` has come back from this address (in small letters) since it was proven. A bounce is over when its owner
 * has used a link mailed there since, or when a later mail has arrived: after a refusal, one that the same server took;
 * after a report, which comes late, one that has not come back for three days.
 */
export function hasComeBack(address: string, provenAt: string): string {
  return `lower(m.recipient) = ${address}
    and m.state in ('failed', 'returned') and m.bounced_at > coalesce(${provenAt}, '-infinity')
    and not exists (select from outgoing_mails later where lower(later.recipient) = ${address}
      and later.state = 'sent' and later.settled_at > m.bounced_at
      and (m.state = 'failed' or later.settled_at < now() - interval '3 days'))`;
}

/** Which of these addresses mail comes back from. */
export async function bouncesOf(db: Db, asked: readonly Asked[]): Promise<Bounce[]> {
  const rows = await db.query<Row>(
    `select asked.address, min(m.bounced_at) as since, (array_agg(m.bounce_status order by m.bounced_at desc))[1] as status
     from unnest($1::text[], $2::timestamptz[]) as asked (address, proven_at)
       join outgoing_mails m on ${hasComeBack('asked.address', 'asked.proven_at')}
     group by asked.address`,
    [asked.map(({ address }) => address.toLowerCase()), asked.map(({ provenAt }) => provenAt)],
  );
  return rows.map(({ address, since, status }) => ({ address, since, reason: reasonOf(status) }));
}

/** RFC 3463: x.1.1 and its neighbours mean that there is no such box, x.2.2 that it is full. */
function reasonOf(status: string | null): BounceReason {
  if (status !== null && /^\d\.1\.(?:0|1|2|3|6|10)$/.test(status)) return 'no-such-box';
  return status !== null && /^\d\.2\.2$/.test(status) ? 'full' : 'refused';
}

/** Notes that a mail we had handed over came back. False when it was known, or there is no such mail. */
export async function saveReturned(
  database: Database,
  mail: number,
  { status, words }: { readonly status: string; readonly words: string },
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const [row] = await tx.query<{ key: string }>(
      `update outgoing_mails set state = 'returned', bounced_at = clock_timestamp(), bounce_status = $2, last_error = $3
       where number = $1 and state = 'sent' returning key`,
      [mail, status, words],
    );
    if (row === undefined) return false;
    const data = { reason: words, status };
    await recordEvent(tx, { kind: 'mail.bounced', actor: null, subject: { type: 'mail', id: row.key }, data });
    return true;
  });
}
