import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { notify } from '../notifications/index.ts';

export const COPY = 'personal-data.copy';
const DAYS_KEPT = 7;
const DAY_MS = 86_400_000;

export interface Copy {
  readonly askedAt: Date;
  readonly readyAt: Date | null;
  readonly expiresAt: Date;
}

/** The copy asked for last, unless it is over. */
export async function copyOf(db: Db, accountId: string, now: Date): Promise<Copy | undefined> {
  const [copy] = await db.query<Copy>(
    `select asked_at as "askedAt", ready_at as "readyAt", expires_at as "expiresAt"
     from data_copies where account_id = $1 and expires_at > $2`,
    [accountId, now],
  );
  return copy;
}

export async function copyBytes(db: Db, accountId: string, now: Date): Promise<Buffer | undefined> {
  const [copy] = await db.query<{ zip: Buffer | null }>(
    'select zip from data_copies where account_id = $1 and expires_at > $2',
    [accountId, now],
  );
  return copy?.zip ?? undefined;
}

/** Asks the worker for a new copy, in the place of the one before. */
export async function askForCopy(database: Database, accountId: string, now: Date): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(
      `insert into data_copies (account_id, asked_at, expires_at) values ($1, $2, $3)
       on conflict (account_id) do update set asked_at = excluded.asked_at, expires_at = excluded.expires_at,
         ready_at = null, zip = null`,
      [accountId, now, new Date(now.getTime() + DAYS_KEPT * DAY_MS)],
    );
    const subject = { type: 'account', id: accountId };
    await recordEvent(tx, { kind: 'personal-data.asked', actor: accountId, subject });
    await enqueue(tx, COPY, { accountId });
  });
}

/** Keeps what the worker has made, and says so. */
export async function keepCopy(database: Database, accountId: string, zip: Buffer, now: Date): Promise<void> {
  await database.transaction(async (tx) => {
    const [kept] = await tx.query<{ askedAt: Date }>(
      `update data_copies set zip = $2, ready_at = $3 where account_id = $1 and ready_at is null
       returning asked_at as "askedAt"`,
      [accountId, zip, now],
    );
    if (kept === undefined) return;
    await notify(tx, {
      accountId,
      kind: 'personal-data.ready',
      key: `personal-data:${accountId}:${kept.askedAt.getTime()}`,
      subject: 'La copia dei tuoi dati è pronta',
      paragraphs: [
        'La copia di tutto quello che il portale ha su di te è pronta. La puoi scaricare per sette giorni, dopo un nuovo accesso.',
        'Se non l’hai chiesta tu, cambia subito le credenziali con cui entri.',
      ],
      link: { href: '/profilo/dati', label: 'Vai ai tuoi dati' },
    });
  });
}

export async function purgeCopies(db: Db, now: Date): Promise<void> {
  await db.query('delete from data_copies where expires_at < $1', [now]);
}
