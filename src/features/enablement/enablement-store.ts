import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { EnablementState } from '../../platform/http/index.ts';
import type { Contact, Declaration, DeclaredData, EnablementRequest, RequestPurpose } from './declared-data.ts';

/** Where somebody stands, with the request that led there. */
export interface Enablement {
  readonly state: EnablementState;
  readonly contact: Contact;
  readonly request: EnablementRequest;
}

interface EnablementRow {
  state: EnablementState;
  street: string;
  municipality_code: string;
  municipality: string;
  province: string;
  postal_code: string;
  mobile: string;
  phone: string;
  request_id: string;
  number: string;
  account_id: string;
  declaration: Declaration;
  made_at: Date;
  purpose: RequestPurpose;
}

const SELECT = `select e.state, e.street, e.municipality_code, e.municipality, e.province, e.postal_code, e.mobile, e.phone,
    e.request_id, r.number, r.account_id, r.declaration, r.made_at, r.purpose
  from enablements e join enablement_requests r on r.id = e.request_id`;

/** Nothing for who never made a request. */
export async function enablementOf(db: Db, accountId: string): Promise<Enablement | undefined> {
  const [row] = await db.query<EnablementRow>(`${SELECT} where e.account_id = $1`, [accountId]);
  return row && enablementFrom(row);
}

/** As {@link enablementOf}, and nobody else changes it before the transaction ends. */
export async function lockedEnablement(tx: Db, accountId: string): Promise<Enablement | undefined> {
  // In two steps: a lock taken inside the join would look for the new request with the eyes of before it was made.
  await tx.query('select from enablements where account_id = $1 for update', [accountId]);
  return enablementOf(tx, accountId);
}

function enablementFrom(row: EnablementRow): Enablement {
  return {
    state: row.state,
    contact: {
      street: row.street,
      municipality: { code: row.municipality_code, name: row.municipality, province: row.province },
      postalCode: row.postal_code,
      mobile: row.mobile,
      phone: row.phone,
    },
    request: requestFrom({ id: row.request_id, ...row }),
  };
}

export interface RequestRow {
  id: string;
  number: string;
  account_id: string;
  declaration: Declaration;
  made_at: Date;
  purpose: RequestPurpose;
}

export function requestFrom(row: RequestRow): EnablementRequest {
  const { id, number, account_id: accountId, made_at: madeAt, declaration, purpose } = row;
  return { id, number, accountId, madeAt, declaration, purpose };
}

export async function requestById(db: Db, id: string): Promise<EnablementRequest | undefined> {
  const [row] = await db.query<RequestRow>(
    'select id, number, account_id, declaration, made_at, purpose from enablement_requests where id = $1',
    [id],
  );
  return row && requestFrom(row);
}

/** The contact data as they are today and the document as it was declared, for other forms to begin with. */
export interface Profile {
  readonly contact: Contact;
  readonly document: DeclaredData['document'];
}

export async function profileFor(db: Db, accountId: string): Promise<Profile | undefined> {
  const enablement = await enablementOf(db, accountId);
  return enablement && { contact: enablement.contact, document: enablement.request.declaration.document };
}

export async function draftOf(db: Db, accountId: string): Promise<DeclaredData | undefined> {
  const [row] = await db.query<{ data: DeclaredData }>('select data from enablement_drafts where account_id = $1', [
    accountId,
  ]);
  return row?.data;
}

export async function saveDraft(db: Db, accountId: string, data: DeclaredData, now: Date): Promise<void> {
  await db.query(
    `insert into enablement_drafts (account_id, data, saved_at) values ($1, $2, $3)
     on conflict (account_id) do update set data = excluded.data, saved_at = excluded.saved_at`,
    [accountId, JSON.stringify(data), now],
  );
}

export async function dropDraft(db: Db, accountId: string): Promise<void> {
  await db.query('delete from enablement_drafts where account_id = $1', [accountId]);
}

export async function setState(tx: Db, accountId: string, state: EnablementState, now: Date): Promise<void> {
  await tx.query('update enablements set state = $2, changed_at = $3 where account_id = $1', [accountId, state, now]);
}

/** Domicile and telephones of today; the request stays as it was signed. */
export async function saveContact(database: Database, accountId: string, contact: Contact, now: Date): Promise<void> {
  const { street, municipality, postalCode, mobile, phone } = contact;
  await database.transaction(async (tx) => {
    await tx.query(
      `update enablements set street = $2, municipality_code = $3, municipality = $4, province = $5, postal_code = $6,
         mobile = $7, phone = $8, changed_at = $9 where account_id = $1`,
      [accountId, street, municipality.code, municipality.name, municipality.province, postalCode, mobile, phone, now],
    );
    await recordEvent(tx, {
      kind: 'enablement.contact_changed',
      actor: accountId,
      subject: { type: 'account', id: accountId },
    });
  });
}
