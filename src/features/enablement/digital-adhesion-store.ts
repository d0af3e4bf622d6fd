import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { notify } from '../notifications/index.ts';
import { digitallyIdentifiedMessage } from './code-messages.ts';
import type { EnablementRequest } from './declared-data.ts';
import { type DigitalEntry, identifies } from './digital-identity.ts';
import { afterMove, pendingStep } from './enablement.ts';
import { lockedEnablement, setState } from './enablement-store.ts';
import type { WrongStep } from './wrong-step.ts';

/** What became of an adhesion accepted on line. `weak`: the entry does not identify the person well enough. */
export type DigitalAdhesion =
  | { readonly kind: 'identified'; readonly request: EnablementRequest }
  | { readonly kind: 'weak' }
  /** Their own data change: only a desk, with the documents, may say so. */
  | { readonly kind: 'desk-only' }
  | WrongStep;

/**
 * The person, who came in with this entry, accepts the adhesion of their request on line: identified without the desk, and
 * the own code still to be chosen with the temporary one. The request must have been made; nothing happens otherwise.
 */
export async function enableByDigitalIdentity(
  tx: Db,
  accountId: string,
  entry: DigitalEntry,
  now: Date,
): Promise<DigitalAdhesion> {
  if (!identifies(entry)) return { kind: 'weak' };
  const enablement = await lockedEnablement(tx, accountId);
  const next = enablement && afterMove(enablement.state, 'accept');
  if (enablement === undefined || next === undefined) {
    return { kind: 'wrong-step', resume: pendingStep(enablement?.state ?? 'none') };
  }
  const { request } = enablement;
  if (request.declaration.variation !== undefined) return { kind: 'desk-only' };
  await tx.query(
    `insert into digital_adhesions (request_id, account_id, method, level, provider, assertion_id, authenticated_at,
       accepted_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      request.id,
      accountId,
      entry.method,
      entry.level,
      entry.provider ?? null,
      entry.assertionId ?? null,
      entry.authenticatedAt ?? now,
      now,
    ],
  );
  await setState(tx, accountId, next, now);
  await recordEvent(tx, {
    kind: 'enablement.identified',
    actor: accountId,
    subject: { type: 'account', id: accountId },
    data: { request: request.id, method: entry.method, level: entry.level },
  });
  await notify(tx, { accountId, ...digitallyIdentifiedMessage(request, now) });
  return { kind: 'identified', request };
}
/** An acceptance on line, as the person sees it in their history. */
export interface AcceptedOnLine {
  readonly requestNumber: string;
  readonly at: Date;
  readonly method: string;
}

/** The latest first. */
export function acceptedOnLine(db: Db, accountId: string): Promise<AcceptedOnLine[]> {
  return db.query<AcceptedOnLine>(
    `select r.number as "requestNumber", d.accepted_at as at, d.method
     from digital_adhesions d join enablement_requests r on r.id = d.request_id
     where d.account_id = $1 order by d.accepted_at desc`,
    [accountId],
  );
}
