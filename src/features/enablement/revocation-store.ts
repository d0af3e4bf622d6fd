import { uuidv7 } from 'uuidv7';
import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { notify } from '../notifications/index.ts';
import { areBound } from './bond-store.ts';
import { afterMove, pendingStep } from './enablement.ts';
import { lockedEnablement, setState } from './enablement-store.ts';
import type { Revocation, Revoker } from './revocation.ts';
import { revokedMessage } from './revocation-message.ts';
import type { WrongStep } from './wrong-step.ts';

/** Nobody ends their own enablement in the name of an office, nor that of whom they act for or who acts for them. */
export type RevocationResult = true | WrongStep | { readonly kind: 'self' } | { readonly kind: 'bound' };

/** Ends an enablement: the code signs nothing any more, what was filed stays, and the person is told who did it and why. */
export async function revokeEnablement(
  tx: Db,
  accountId: string,
  revoker: Revoker,
  now: Date,
): Promise<RevocationResult> {
  if (revoker.by === 'office') {
    const { accountId: actor } = revoker.actor;
    if (actor === accountId) return { kind: 'self' };
    if (await areBound(tx, actor, accountId, now)) return { kind: 'bound' };
  }
  const enablement = await lockedEnablement(tx, accountId);
  const next = enablement && afterMove(enablement.state, 'revoke');
  if (enablement === undefined || next === undefined) {
    return { kind: 'wrong-step', resume: pendingStep(enablement?.state ?? 'none') };
  }
  const office = revoker.by === 'office' ? revoker : undefined;
  const id = uuidv7();
  await tx.query(
    `insert into revocations (id, account_id, request_id, by, revoked_at, actor_account_id, actor_name, role, office_code,
       office_name, reason, act, document, note)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ...[id, accountId, enablement.request.id, revoker.by, now],
      ...[office?.actor.accountId ?? null, office?.actor.name ?? null, office?.role ?? null],
      ...[office?.office.code ?? null, office?.office.name ?? null, office?.reason ?? null],
      ...[office?.act ?? '', office?.document ?? '', office?.note ?? ''],
    ],
  );
  await setState(tx, accountId, next, now);
  await tx.query('delete from enablement_drafts where account_id = $1', [accountId]);
  await recordEvent(tx, {
    kind: 'enablement.revoked',
    actor: office?.actor.accountId ?? (revoker.by === 'self' ? accountId : null),
    actorOffice: office?.office.code ?? null,
    subject: { type: 'account', id: accountId },
    data: { revocation: id, by: revoker.by, ...(office && { reason: office.reason, role: office.role }) },
  });
  await notify(tx, { accountId, ...revokedMessage(id, revoker, now) });
  return true;
}

/** The latest first. */
export function revocationsOf(db: Db, accountId: string): Promise<Revocation[]> {
  return db.query<Revocation>(
    `select id, revoked_at as at, by, actor_name as "actorName", office_name as "officeName", reason, act, note
     from revocations where account_id = $1 order by revoked_at desc, id desc`,
    [accountId],
  );
}
