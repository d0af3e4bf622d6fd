import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { faultPoint } from '../../platform/fault-points.ts';
import { STILL_STANDS } from '../delegations/index.ts';
import { fallingOf } from './falling-store.ts';
import { lockFilingsOf } from './filing-store.ts';
import type { RegisterNumber } from './register-number.ts';
import type { AcceptedWithdrawal } from './withdrawal.ts';

export type WithdrawalOutcome = 'withdrawn' | 'known' | 'replaced' | 'stopped' | 'changed';

/** What has to be told in the same transaction: the message and the mail with the withdrawal's own number. */
export type Tell = (tx: Db, registered: RegisterNumber & { readonly withdrawnAt: Date }) => Promise<void>;

/**
 * Writes a withdrawal under the next number of the register that holds the filing. The draft's row is locked first, so
 * that a new edition filed at the same moment comes before or after it, never beside it.
 */
export async function saveWithdrawal(
  database: Database,
  withdrawal: AcceptedWithdrawal,
  tell: Tell,
): Promise<WithdrawalOutcome> {
  const outcome = await database.transaction(async (tx) => {
    if (!(await mayAct(tx, withdrawal))) return 'stopped';
    await lockFilingsOf(tx, [withdrawal.accountId]);
    await tx.query('select from drafts where application_id = $1 for update', [withdrawal.applicationId]);
    const stands = await standing(tx, withdrawal);
    if (stands !== 'valid') return stands;
    const falling = await fallingOf(tx, withdrawal.accountId, withdrawal.filingId);
    if (!sameIds(falling, withdrawal.falling)) return 'changed';
    const registered = await enter(tx, withdrawal);
    await recordEvent(tx, {
      kind: 'application.withdrawn',
      actor: withdrawal.validity.delegate?.accountId ?? withdrawal.accountId,
      subject: { type: 'application', id: withdrawal.applicationId },
      data: { filing: withdrawal.filingId, office: withdrawal.officeCode, ...registered, ...underOf(withdrawal) },
    });
    await tell(tx, registered);
    faultPoint('withdrawal:before-commit');
    return 'withdrawn';
  });
  faultPoint('withdrawal:after-commit');
  return outcome;
}

/** Whether what falls with it is what the person was told. */
export function sameIds(falling: readonly { readonly id: string }[], told: readonly string[]): boolean {
  return falling.length === told.length && falling.every(({ id }) => told.includes(id));
}

function underOf({ validity: { delegate } }: AcceptedWithdrawal): { delegation?: string } {
  return delegate === undefined ? {} : { delegation: delegate.delegationId };
}

/** Whoever acts for themselves may; a delegate, while the delegation stands. */
async function mayAct(tx: Db, { validity, accountId, arrivedAt }: AcceptedWithdrawal): Promise<boolean> {
  if (validity.delegate === undefined) return true;
  const values = [validity.delegate.delegationId, accountId, arrivedAt];
  return (await tx.query(STILL_STANDS('$1::uuid', '$2::uuid', '$3::timestamptz'), values)).length > 0;
}

async function standing(tx: Db, withdrawal: AcceptedWithdrawal): Promise<'valid' | 'known' | 'replaced'> {
  const [row] = await tx.query<{ withdrawn: boolean; replaced: boolean }>(
    `select exists (select from withdrawals w where w.filing_id = f.id) as withdrawn,
       exists (select from filings n where n.application_id = f.application_id and n.sequence > f.sequence) as replaced
     from filings f where f.id = $1 and f.account_id = $2`,
    [withdrawal.filingId, withdrawal.accountId],
  );
  if (row === undefined) throw new Error(`filing ${withdrawal.filingId} cannot be withdrawn: it is not there`);
  if (row.withdrawn) return 'known';
  return row.replaced ? 'replaced' : 'valid';
}

async function enter(tx: Db, withdrawal: AcceptedWithdrawal): Promise<RegisterNumber & { withdrawnAt: Date }> {
  const { filingId, officeCode, year, arrivedAt, subject, canonical, validity, sender } = withdrawal;
  const [row] = await tx.query<{ number: number; withdrawnAt: Date }>(
    `with taken as (
       insert into registers as r (office_code, year, last_number) values ($2, $3, 1)
       on conflict (office_code, year) do update set last_number = r.last_number + 1
       returning r.last_number as number
     ), numbered as materialized (
       select number, clock_timestamp() as now, convert_to($6, 'UTF8') as bytes, sha256(convert_to($6, 'UTF8')) as digest
       from taken
     ), entered as (
       insert into register_entries (office_code, year, number, kind, filing_id, administration, office_name,
         register_code, sender, subject, sha256, arrived_at, registered_at)
       select $2, $3, n.number, 'withdrawal', $1, e.administration, e.office_name, e.register_code, $8, $5,
         n.digest, $4, n.now
       from numbered n join register_entries e on e.filing_id = $1 and e.kind = 'filing'
     )
     insert into withdrawals (filing_id, office_code, year, number, arrived_at, withdrawn_at, canonical, sha256, validity)
     select $1, $2, $3, number, $4, now, bytes, digest, $7 from numbered
     returning number, withdrawn_at as "withdrawnAt"`,
    [filingId, officeCode, year, arrivedAt, subject, canonical, JSON.stringify(validity), sender],
  );
  if (row === undefined) throw new Error(`withdrawal of ${filingId} was not written`);
  return { year, ...row };
}
