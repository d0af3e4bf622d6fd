import { uuidv7 } from 'uuidv7';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { notify } from '../notifications/index.ts';
import { givenBy } from './delegation-store.ts';
import { offerReceivedLetter, offerSentLetter, type Told } from './letters.ts';
import { answerBy, type Offer, type OfferRefusal, offerRefusal } from './offer.ts';
import { alike } from './surname.ts';

export const DELIVER = 'delegation.deliver';

/** Who offers, as the letters name them. */
export interface Delegator {
  readonly accountId: string;
  readonly name: string;
}

/**
 * Keeps an offer and asks for its delivery. Whom the fiscal code belongs to is looked up by the job, never here: the page
 * answers the same, and as fast, whoever it is. Offers of one person are decided one at a time.
 */
export async function saveOffer(
  database: Database,
  { accountId, name }: Delegator,
  offer: Offer,
  now: Date,
): Promise<{ readonly id: string } | { readonly refusal: OfferRefusal }> {
  return database.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtext('polis.delegations'), hashtext($1))`, [accountId]);
    const refusal = offerRefusal(offer, await givenBy(tx, accountId), now);
    if (refusal !== undefined) return { refusal };
    const id = uuidv7();
    const number = await insertOffer(tx, id, accountId, offer, now);
    const told: Told = { ...offer, id, number, delegatorName: name };
    await recordEvent(tx, {
      kind: 'delegation.offered',
      actor: accountId,
      subject: { type: 'delegation', id },
      data: { number, procedures: offer.procedures, startsAt: offer.startsAt, endsAt: offer.endsAt },
    });
    await notify(tx, { ...offerSentLetter(told, offer), accountId, key: `delegation-offered ${id}` });
    await enqueue(tx, DELIVER, { delegation: id });
    return { id };
  });
}

async function insertOffer(tx: Db, id: string, delegatorId: string, offer: Offer, now: Date): Promise<number> {
  const { fiscalCode, surname, procedures, startsAt, endsAt } = offer;
  const [row] = await tx.query<{ number: number }>(
    `insert into delegations (id, delegator_id, fiscal_code, surname, procedures, starts_at, ends_at, answer_by, offered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning number`,
    [id, delegatorId, fiscalCode, surname, procedures, startsAt, endsAt, answerBy(offer, now), now],
  );
  if (row === undefined) throw new Error('an offer of a delegation was not written');
  return row.number;
}

interface Waiting extends Told {
  readonly surname: string;
  readonly candidateId: string | null;
  readonly candidateSurname: string | null;
}

/**
 * Delivers an offer to the person with that fiscal code, if they are enabled and carry that surname: two things typed
 * wrongly never meet in one stranger. Otherwise nothing happens, and nobody is told.
 */
export async function deliverOffer(database: Database, id: string, now: Date): Promise<void> {
  await database.transaction(async (tx) => {
    const [found] = await tx.query<Waiting>(
      `select d.id, d.number, d.surname, d.starts_at as "startsAt", d.ends_at as "endsAt",
         g.name || ' ' || g.surname as "delegatorName", e.account_id as "candidateId", c.surname as "candidateSurname"
       from delegations d join accounts g on g.id = d.delegator_id
         left join accounts c on c.fiscal_code = d.fiscal_code and c.closed_at is null and c.id <> d.delegator_id
         left join enablements e on e.account_id = c.id and e.state = 'active'
       where d.id = $1 and d.delegate_id is null and d.revoked_at is null and d.answer_by > $2 for update of d`,
      [id, now],
    );
    if (!found?.candidateId || !alike(found.surname, found.candidateSurname ?? '')) return;
    await tx.query('update delegations set delegate_id = $2, delivered_at = $3 where id = $1', [
      id,
      found.candidateId,
      now,
    ]);
    await recordEvent(tx, { kind: 'delegation.delivered', actor: null, subject: { type: 'delegation', id } });
    await notify(tx, {
      ...offerReceivedLetter(found),
      accountId: found.candidateId,
      key: `delegation-received ${id}`,
    });
  });
}
