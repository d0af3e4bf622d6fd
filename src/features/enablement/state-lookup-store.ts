import { uuidv7 } from 'uuidv7';
import { formatDate } from '../../kernel/civil-date.ts';
import { fromRome, romeDate } from '../../kernel/rome-time.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { sendMail } from '../notifications/index.ts';
import { areBound } from './bond-store.ts';
import { LOOKUPS_A_DAY, type Lookup, type LookupReason, type Seeker } from './state-lookup.ts';

/** How long a state stays open in front of who looked it up. */
const OPEN_MS = 30 * 60_000;

export type LookupResult =
  | { readonly kind: 'found'; readonly id: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'own' }
  /** One acts for the other under a delegation. */
  | { readonly kind: 'bound' }
  | { readonly kind: 'too-many' };

export interface Sought {
  readonly fiscalCode: string;
  readonly reason: LookupReason;
  readonly note: string;
}

/**
 * Opens the state of whoever has this fiscal code, and puts on record who looked and why. A clerk has the person there; an
 * officer finds only who lives in, or was identified in, the province of the office. Over {@link LOOKUPS_A_DAY} nothing is
 * looked up, and the office is written to.
 */
export async function lookUpState(
  database: Database,
  seeker: Seeker,
  sought: Sought,
  now: Date,
): Promise<LookupResult> {
  return database.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtext('polis.state-lookups'), hashtext($1))`, [seeker.accountId]);
    const today = romeDate(now);
    const [made] = await tx.query<{ count: number }>(
      'select count(*) as count from state_lookups where seeker_id = $1 and looked_up_at >= $2',
      [seeker.accountId, fromRome(`${today}T00:00:00`)],
    );
    if ((made?.count ?? 0) >= LOOKUPS_A_DAY) {
      await tellOffice(tx, seeker, today);
      return { kind: 'too-many' };
    }
    const [found] = await tx.query<{ id: string }>(seeker.role === 'clerk' ? ANYBODY : OF_THE_PROVINCE, [
      sought.fiscalCode,
      ...(seeker.role === 'clerk' ? [] : [seeker.office.code]),
    ]);
    if (found?.id === seeker.accountId) return { kind: 'own' };
    if (found !== undefined && (await areBound(tx, seeker.accountId, found.id, now))) return { kind: 'bound' };
    const id = uuidv7();
    await tx.query(
      `insert into state_lookups (id, seeker_id, seeker_name, role, office_code, office_name, account_id, reason, note,
         looked_up_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[id, seeker.accountId, seeker.name, seeker.role, seeker.office.code, seeker.office.name],
        ...[found?.id ?? null, sought.reason, sought.note, now],
      ],
    );
    if (found === undefined) return { kind: 'nobody' };
    await recordEvent(tx, {
      kind: 'enablement.state_looked_up',
      actor: seeker.accountId,
      actorOffice: seeker.office.code,
      subject: { type: 'account', id: found.id },
      data: { lookup: id, reason: sought.reason },
    });
    return { kind: 'found', id };
  });
}

const ANYBODY = 'select id from accounts where fiscal_code = $1 and closed_at is null';

const OF_THE_PROVINCE = `select a.id from accounts a join enablements e on e.account_id = a.id
  join offices o on o.code = $2
  where a.fiscal_code = $1 and a.closed_at is null and (o.province = e.province or exists (select from identity_checks c
    join schools s on s.code = c.office_code where c.account_id = a.id and s.province = o.province))`;

/** Once a day to the school, at the address of the registry; and always in the log. */
async function tellOffice(tx: Db, seeker: Seeker, today: ReturnType<typeof romeDate>): Promise<void> {
  await recordEvent(tx, {
    kind: 'desk.lookups_exceeded',
    actor: seeker.accountId,
    actorOffice: seeker.office.code,
    subject: { type: 'account', id: seeker.accountId },
  });
  const [school] = await tx.query<{ email: string | null }>(
    'select email from schools where code = $1 and email is not null limit 1',
    [seeker.office.code],
  );
  if (!school?.email) return;
  await sendMail(tx, {
    to: school.email,
    key: `lookups-exceeded:${seeker.accountId}:${today}`,
    subject: 'Sportello di Istanze OnLine: troppe consultazioni in un giorno',
    paragraphs: [
      `${seeker.name}, che lavora per ${seeker.office.name}, il ${formatDate(today)} ha guardato lo stato di ${LOOKUPS_A_DAY} persone, il massimo per un giorno.`,
      'Se allo sportello sono venute davvero tante persone, non dovete fare niente: domani può continuare. Altrimenti chiedete perché, e scrivete all’assistenza.',
      'Ogni consultazione resta scritta, e ogni persona vede chi ha guardato il suo stato.',
    ],
  });
}

/** Whose state this is, as long as it is open in front of this person, for this office. */
export async function openLookup(db: Db, seeker: Seeker, id: string, now: Date): Promise<string | undefined> {
  const [row] = await db.query<{ accountId: string }>(
    `select account_id as "accountId" from state_lookups where id = $1 and seeker_id = $2 and office_code = $3
       and role = $4 and looked_up_at > $5 and account_id is not null`,
    [id, seeker.accountId, seeker.office.code, seeker.role, new Date(now.getTime() - OPEN_MS)],
  );
  return row?.accountId;
}

/** Everyone who looked at this person, for their state or for their request, the latest first. */
export function lookupsOf(db: Db, accountId: string): Promise<Lookup[]> {
  return db.query<Lookup>(
    `select looked_up_at as at, seeker_name as "seekerName", office_name as "officeName", reason
     from state_lookups where account_id = $1
     union all
     select l.looked_up_at, a.name || ' ' || a.surname, l.office_code, 'identify'
     from desk_lookups l join enablement_requests r on r.id = l.request_id join accounts a on a.id = l.clerk_account_id
     where r.account_id = $1
     order by at desc limit 50`,
    [accountId],
  );
}
