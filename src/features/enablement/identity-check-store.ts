import { uuidv7 } from 'uuidv7';
import { romeDate } from '../../kernel/rome-time.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { changePerson } from '../accounts/index.ts';
import { mailEverywhere } from '../addresses/index.ts';
import { notify } from '../notifications/index.ts';
import { areBound } from './bond-store.ts';
import type { EnablementRequest } from './declared-data.ts';
import { afterMove } from './enablement.ts';
import { lockedEnablement, type RequestRow, requestFrom, setState } from './enablement-store.ts';
import {
  type Clerk,
  type IdentityCheck,
  isOwnRequest,
  type Judgement,
  type JudgementFault,
  judgementFault,
} from './identity-check.ts';
import { outcomeMessage } from './outcome-message.ts';
import { insertProxy } from './proxy-store.ts';
import type { Variation } from './variation.ts';

/** How long a request stays open in front of the clerk who looked it up. */
const LOOKUP_MS = 12 * 3_600_000;

const PENDING = `select r.id, r.number, r.account_id, r.declaration, r.made_at, r.purpose
  from enablements e join enablement_requests r on r.id = e.request_id
  where e.state = 'code-confirmed'`;

/** Finds the request that waits under this fiscal code, the one of now or the one to be, and puts on record who looked. */
export async function lookUpRequest(
  database: Database,
  clerk: Clerk,
  fiscalCode: string,
  now: Date,
): Promise<EnablementRequest | 'own' | 'bound' | undefined> {
  const [row] = await database.query<RequestRow>(
    `${PENDING} and (r.declaration -> 'person' ->> 'fiscalCode' = $1
       or e.account_id in (select id from accounts where fiscal_code = $1 and closed_at is null))
     order by r.made_at desc limit 1`,
    [fiscalCode],
  );
  if (row === undefined) return undefined;
  const request = requestFrom(row);
  if (isOwnRequest(request, clerk)) return 'own';
  if (await areBound(database, clerk.accountId, request.accountId, now)) return 'bound';
  await database.transaction(async (tx) => {
    await tx.query(
      `insert into desk_lookups (clerk_account_id, request_id, office_code, looked_up_at) values ($1, $2, $3, $4)
       on conflict do nothing`,
      [clerk.accountId, request.id, clerk.office.code, now],
    );
    await recordEvent(tx, {
      kind: 'identity_check.looked_up',
      actor: clerk.accountId,
      actorOffice: clerk.office.code,
      subject: { type: 'account', id: request.accountId },
      data: { request: request.id },
    });
  });
  return request;
}

/** The request this clerk looked up, as long as it waits; anything else does not exist for them. */
export async function pendingRequest(
  db: Db,
  clerk: Clerk,
  requestId: string,
  now: Date,
): Promise<EnablementRequest | undefined> {
  const [row] = await db.query<RequestRow>(`${PENDING} and r.id = $1 and ${LOOKED_UP}`, [
    requestId,
    clerk.accountId,
    clerk.office.code,
    new Date(now.getTime() - LOOKUP_MS),
  ]);
  return row && requestFrom(row);
}

const LOOKED_UP = `exists (select from desk_lookups l
  where l.request_id = r.id and l.clerk_account_id = $2 and l.office_code = $3 and l.looked_up_at > $4)`;

/** What became of a judgement. `settled`: somebody had already decided; `withdrawn`: the person made a new request. */
export type CheckResult =
  | { kind: 'saved'; check: IdentityCheck }
  | { kind: 'settled'; check: IdentityCheck; own: boolean }
  | { kind: 'withdrawn' }
  | { kind: 'absent' }
  | JudgementFault;

/** Records the clerk's judgement and moves the enablement: one outcome for each request, whoever comes first. */
export async function saveIdentityCheck(
  database: Database,
  clerk: Clerk,
  requestId: string,
  judgement: Judgement,
  now: Date,
): Promise<CheckResult> {
  return database.transaction(async (tx) => {
    const [row] = await tx.query<RequestRow>(
      `select r.id, r.number, r.account_id, r.declaration, r.made_at, r.purpose from enablement_requests r
       where r.id = $1 and ${LOOKED_UP}`,
      [requestId, clerk.accountId, clerk.office.code, new Date(now.getTime() - LOOKUP_MS)],
    );
    if (row === undefined) return { kind: 'absent' };
    const request = requestFrom(row);
    const enablement = await lockedEnablement(tx, request.accountId);
    const [settled] = await checks(tx, 'c.request_id = $1', [requestId]);
    if (settled !== undefined) return { kind: 'settled', check: settled, own: settled.clerkId === clerk.accountId };
    const move = judgement.outcome === 'confirmed' ? 'identify' : 'refuse';
    if (enablement?.request.id !== requestId || afterMove(enablement.state, move) === undefined) {
      return { kind: 'withdrawn' };
    }
    if (await areBound(tx, clerk.accountId, request.accountId, now)) return { kind: 'bound' };
    const fault = judgementFault(request, clerk, judgement, romeDate(now));
    if (fault !== undefined) return fault;
    const { variation } = request.declaration;
    const varies = judgement.outcome === 'confirmed' ? variation : undefined;
    if (varies !== undefined && !(await vary(tx, request, clerk, varies))) return { kind: 'fiscal-code-taken' };
    const check = await insertCheck(tx, request, clerk, judgement, now);
    const proxy = judgement.outcome === 'confirmed' ? judgement.proxy : undefined;
    if (proxy !== undefined) await insertProxy(tx, check.id, proxy, now);
    const message = outcomeMessage(check, variation);
    await notify(tx, { accountId: request.accountId, ...message });
    // A change of name is told everywhere: the address of reference may be in the hands of who asked for it.
    if (variation !== undefined) await mailEverywhere(tx, request.accountId, message, 'reference');
    return { kind: 'saved', check };
  });
}

/** The account becomes who the desk has seen. */
function vary(tx: Db, request: EnablementRequest, clerk: Clerk, { reason, after }: Variation): Promise<boolean> {
  const data = { request: request.id, reason };
  return changePerson(tx, request.accountId, after, { actor: clerk.accountId, office: clerk.office.code, data });
}

/** The check, the state that follows, and the event; the words for the person are the caller's. */
export async function insertCheck(
  tx: Db,
  request: EnablementRequest,
  clerk: Clerk,
  judgement: Judgement,
  now: Date,
): Promise<IdentityCheck> {
  const { document } = request.declaration;
  const refused = judgement.outcome === 'refused' ? judgement : undefined;
  const id = uuidv7();
  await tx.query(
    `insert into identity_checks (id, request_id, account_id, clerk_account_id, clerk_name, office_code, office_name,
       checked_at, outcome, checks, document_kind, document_number, document_expires, form_sha256, reason, note)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
       (select sha256 from adhesion_forms where request_id = $2), $14, $15)`,
    [
      id,
      request.id,
      request.accountId,
      clerk.accountId,
      clerk.name,
      clerk.office.code,
      clerk.office.name,
      now,
      judgement.outcome,
      judgement.outcome === 'confirmed' ? judgement.checks : [],
      document.kind,
      document.number,
      document.expires,
      refused?.reason ?? null,
      refused?.note ?? '',
    ],
  );
  await setState(tx, request.accountId, refused ? 'none' : 'identified', now);
  await recordEvent(tx, {
    kind: refused ? 'enablement.refused' : 'enablement.identified',
    actor: clerk.accountId,
    actorOffice: clerk.office.code,
    subject: { type: 'account', id: request.accountId },
    data: {
      request: request.id,
      check: id,
      ...(judgement.outcome === 'confirmed' && judgement.proxy && { by_proxy: judgement.proxy.procedureId }),
    },
  });
  return {
    id,
    requestNumber: request.number,
    at: now,
    outcome: judgement.outcome,
    clerkName: clerk.name,
    officeCode: clerk.office.code,
    officeName: clerk.office.name,
    reason: refused?.reason ?? null,
    note: refused?.note ?? '',
  };
}

/** Everyone who looked at this person's documents, the latest first. */
export function checksOf(db: Db, accountId: string): Promise<IdentityCheck[]> {
  return checks(db, 'c.account_id = $1', [accountId]);
}

/** A desk's own outcome: the request and the initials, enough to find the paper again. */
export interface OwnOutcome extends IdentityCheck {
  readonly initials: string;
}

/** What this clerk decided from an instant on, the latest first. */
export function outcomesOf(db: Db, clerkAccountId: string, from: Date): Promise<OwnOutcome[]> {
  return checks(db, 'c.clerk_account_id = $1 and c.checked_at >= $2', [clerkAccountId, from]);
}

function checks(
  db: Db,
  condition: string,
  values: readonly unknown[],
): Promise<(OwnOutcome & { readonly clerkId: string })[]> {
  return db.query(
    `select c.id, r.number "requestNumber", c.checked_at at, c.outcome, c.clerk_account_id "clerkId",
       c.clerk_name "clerkName", c.office_code "officeCode", c.office_name "officeName", c.reason, c.note,
       left(r.declaration -> 'person' ->> 'name', 1) || '. ' || left(r.declaration -> 'person' ->> 'surname', 1) || '.' initials
     from identity_checks c join enablement_requests r on r.id = c.request_id
     where ${condition} order by c.checked_at desc, c.id desc`,
    values,
  );
}
