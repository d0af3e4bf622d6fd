import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { mailEverywhere } from '../addresses/index.ts';
import { notify } from '../notifications/index.ts';
import { afterMove } from './enablement.ts';
import { lockedEnablement, setState } from './enablement-store.ts';
import { variationWithdrawnMessage } from './variation-message.ts';

/** Keeps the code of today, with its tries, while a change of personal data waits for a desk. */
export async function setCodeAside(tx: Db, accountId: string, requestId: string): Promise<void> {
  await tx.query(
    `update personal_codes set set_aside = jsonb_build_object('hash', hash, 'failures', failures,
       'paused_until', paused_until, 'suspended_at', suspended_at, 'signs_from', signs_from, 'changed_at', changed_at,
       'request', $2::text)
     where account_id = $1 and not temporary`,
    [accountId, requestId],
  );
}

/** A refusal or a revocation came between: nothing leads back behind it. */
export async function forgetCodeAside(tx: Db, accountId: string): Promise<void> {
  await tx.query('update personal_codes set set_aside = null where account_id = $1', [accountId]);
}

/** Whether a request that was sent can still be withdrawn, as if it had never been made. */
export async function mayWithdraw(db: Db, accountId: string): Promise<boolean> {
  const [found] = await db.query<{ aside: boolean }>(
    `select c.set_aside is not null and e.state in ('requested', 'code-confirmed') as aside
     from personal_codes c join enablements e on e.account_id = c.account_id where c.account_id = $1`,
    [accountId],
  );
  return found?.aside === true;
}

/** The request goes, and with it the temporary code: the enablement and the code of before stand again. False too late. */
export async function withdrawVariation(tx: Db, accountId: string, now: Date): Promise<boolean> {
  const enablement = await lockedEnablement(tx, accountId);
  const next = enablement && afterMove(enablement.state, 'withdraw');
  if (enablement === undefined || next === undefined || !(await mayWithdraw(tx, accountId))) return false;
  const { id, number } = enablement.request;
  await tx.query(
    `update enablements e set request_id = (c.set_aside ->> 'request')::uuid
     from personal_codes c where c.account_id = $1 and e.account_id = $1`,
    [accountId],
  );
  await tx.query(
    `update personal_codes c set hash = k.hash, temporary = false, expires_at = null, failures = k.failures,
       paused_until = k.paused_until, suspended_at = k.suspended_at, signs_from = k.signs_from, failed_attempts = '{}',
       changed_at = k.changed_at, set_aside = null
     from personal_codes p, jsonb_to_record(p.set_aside) as k (hash text, failures integer, paused_until timestamptz,
       suspended_at timestamptz, signs_from timestamptz, changed_at timestamptz)
     where p.account_id = $1 and c.account_id = $1`,
    [accountId],
  );
  await setState(tx, accountId, next, now);
  await tx.query('delete from enablement_drafts where account_id = $1', [accountId]);
  const subject = { type: 'account', id: accountId };
  await recordEvent(tx, { kind: 'enablement.variation_withdrawn', actor: accountId, subject, data: { request: id } });
  const message = variationWithdrawnMessage({ id, number }, now);
  await notify(tx, { accountId, ...message });
  await mailEverywhere(tx, accountId, message, 'reference');
  return true;
}
