import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Identity } from './person-form.ts';

/** Until the transaction ends nobody else takes or leaves this fiscal code. */
export async function holdFiscalCode(tx: Db, fiscalCode: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('polis.fiscal-code'), hashtext($1))`, [fiscalCode]);
}

/** Who decided that somebody's data change, and on what. */
export interface ChangedBy {
  readonly actor: string;
  readonly office: string;
  readonly data: Readonly<Record<string, string>>;
}

/**
 * Somebody is now called otherwise, or has another fiscal code; what was and what is stand in the event. False, and nothing
 * is changed, when the code is another account's. The user name stays: it is a name to come in with, not theirs.
 */
export async function changePerson(tx: Db, accountId: string, person: Identity, by: ChangedBy): Promise<boolean> {
  await holdFiscalCode(tx, person.fiscalCode);
  const [other] = await tx.query('select from accounts where fiscal_code = $1 and id <> $2 and closed_at is null', [
    person.fiscalCode,
    accountId,
  ]);
  if (other !== undefined) return false;
  const [before] = await tx.query<Identity>(
    `select fiscal_code as "fiscalCode", surname, name, birth_date as "birthDate", sex,
       birth_place_code as "birthPlaceCode", birth_place as "birthPlace" from accounts where id = $1 for update`,
    [accountId],
  );
  await tx.query(
    `update accounts set fiscal_code = $2, surname = $3, name = $4, birth_date = $5, sex = $6, birth_place_code = $7,
       birth_place = $8 where id = $1`,
    [
      ...[accountId, person.fiscalCode, person.surname, person.name, person.birthDate],
      ...[person.sex, person.birthPlaceCode, person.birthPlace],
    ],
  );
  await recordEvent(tx, {
    kind: 'account.person-changed',
    actor: by.actor,
    actorOffice: by.office,
    subject: { type: 'account', id: accountId },
    data: { ...by.data, before, after: person },
  });
  return true;
}
