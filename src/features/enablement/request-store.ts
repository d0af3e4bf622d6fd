import { uuidv7 } from 'uuidv7';
import { romeDate } from '../../kernel/rome-time.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { mailEverywhere } from '../addresses/index.ts';
import { notify } from '../notifications/index.ts';
import type { Declaration, EnablementRequest, RequestPurpose } from './declared-data.ts';
import { enableByDigitalIdentity } from './digital-adhesion-store.ts';
import type { DigitalEntry } from './digital-identity.ts';
import {
  afterMove,
  awaitsTemporaryCode,
  BETWEEN_MAILS_MS,
  mayMail,
  pendingStep,
  requestFromHere,
} from './enablement.ts';
import { lockedEnablement, setState } from './enablement-store.ts';
import { replaceWithTemporary, temporaryMails } from './personal-code-store.ts';
import { forgetCodeAside, setCodeAside } from './set-aside-store.ts';
import type { Variation } from './variation.ts';
import { variationAskedMessage } from './variation-message.ts';
import type { WrongStep } from './wrong-step.ts';

/** A temporary code on its way: the hash to keep, and the code sealed for the job that mails it. */
export interface NewTemporaryCode {
  readonly hash: string;
  readonly sealed: string;
}

export interface TooManyMails {
  readonly kind: 'too-many-mails';
  readonly from: Date;
}

export const MAIL_CODE_TASK = 'enablement.mail-code';

/** What the job that mails a temporary code must know. */
export interface MailCodePayload {
  readonly requestId: string;
  readonly accountId: string;
  readonly sealed: string;
  /** When the code was made: a later one makes the mail pointless. */
  readonly madeAt: string;
}

/** A request about to be made. */
export interface RequestToSave {
  readonly declaration: Declaration;
  readonly code: NewTemporaryCode;
  /** The person's own data change with it. */
  readonly varies?: boolean;
  /** The digital identity with which the adhesion is accepted at once; without one the desk identifies. */
  readonly entry?: DigitalEntry | undefined;
}

/** Makes the request: what was declared is kept as it is, and the code and the form are mailed. */
export async function saveRequest(
  database: Database,
  accountId: string,
  { declaration, code, varies = false, entry }: RequestToSave,
  now: Date,
): Promise<EnablementRequest | WrongStep | TooManyMails> {
  return database.transaction(async (tx) => {
    const before = await lockedEnablement(tx, accountId);
    const state = before?.state ?? 'none';
    const { move, purpose } = requestFromHere(state, before?.request.purpose, varies);
    if (afterMove(state, move) === undefined) return { kind: 'wrong-step', resume: pendingStep(state) };
    const mailed = await temporaryMails(tx, accountId);
    const allowed = mayMail(mailed, now);
    if (!allowed.ok) return { kind: 'too-many-mails', from: allowed.from };
    if (before !== undefined && move === 'vary') await setCodeAside(tx, accountId, before.request.id);
    if (state === 'none' || state === 'revoked') await forgetCodeAside(tx, accountId);
    const request = await insertRequest(tx, accountId, declaration, now, purpose);
    await replaceWithTemporary(tx, accountId, code.hash, mailed, now);
    await tx.query('delete from enablement_drafts where account_id = $1', [accountId]);
    const { variation } = declaration;
    if (variation !== undefined) await tellVariation(tx, request, variation);
    if (entry !== undefined) await enableByDigitalIdentity(tx, accountId, entry, now);
    await enqueueMail(tx, request, code, now);
    return request;
  });
}

async function tellVariation(tx: Db, request: EnablementRequest, variation: Variation): Promise<void> {
  const message = variationAskedMessage(request, variation);
  await notify(tx, { accountId: request.accountId, ...message });
  await mailEverywhere(tx, request.accountId, message, 'reference');
}

/** The request and the state that follows from it. */
export async function insertRequest(
  tx: Db,
  accountId: string,
  declaration: Declaration,
  now: Date,
  purpose: RequestPurpose = 'first',
): Promise<EnablementRequest> {
  const id = uuidv7();
  const [row] = await tx.query<{ number: string }>(
    `insert into enablement_requests (id, number, account_id, declaration, made_at, purpose)
     values ($1, $2 || lpad(nextval('enablement_request_numbers')::text, 6, '0'), $3, $4, $5, $6) returning number`,
    [id, `${romeDate(now).slice(0, 4)}-`, accountId, JSON.stringify(declaration), now, purpose],
  );
  const { street, municipality, postalCode, mobile, phone } = declaration.contact;
  await tx.query(
    `insert into enablements (account_id, state, request_id, street, municipality_code, municipality, province,
       postal_code, mobile, phone, changed_at)
     values ($1, 'requested', $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (account_id) do update set state = excluded.state, request_id = excluded.request_id,
       street = excluded.street, municipality_code = excluded.municipality_code, municipality = excluded.municipality,
       province = excluded.province, postal_code = excluded.postal_code, mobile = excluded.mobile,
       phone = excluded.phone, changed_at = excluded.changed_at`,
    [
      accountId,
      id,
      street,
      municipality.code,
      municipality.name,
      municipality.province,
      postalCode,
      mobile,
      phone,
      now,
    ],
  );
  const number = row?.number ?? '';
  await recordEvent(tx, {
    kind: 'enablement.requested',
    actor: accountId,
    subject: { type: 'account', id: accountId },
    data: { request: id, number, purpose },
  });
  return { id, number, accountId, madeAt: now, purpose, declaration };
}

/** Mails another temporary code for the same request; the one before is worth nothing any more. */
export async function saveNewTemporaryCode(
  database: Database,
  accountId: string,
  code: NewTemporaryCode,
  now: Date,
): Promise<{ kind: 'mailed' } | WrongStep | TooManyMails> {
  return database.transaction(async (tx) => {
    const enablement = await lockedEnablement(tx, accountId);
    const state = enablement?.state ?? 'none';
    if (enablement === undefined || !awaitsTemporaryCode(state))
      return { kind: 'wrong-step', resume: pendingStep(state) };
    const mailed = await temporaryMails(tx, accountId);
    const allowed = mayMail(mailed, now, BETWEEN_MAILS_MS);
    if (!allowed.ok) return { kind: 'too-many-mails', from: allowed.from };
    await replaceWithTemporary(tx, accountId, code.hash, mailed, now);
    await enqueueMail(tx, enablement.request, code, now);
    await recordEvent(tx, {
      kind: 'enablement.temporary_code_mailed_again',
      actor: accountId,
      subject: { type: 'account', id: accountId },
    });
    return { kind: 'mailed' };
  });
}

async function enqueueMail(tx: Db, request: EnablementRequest, code: NewTemporaryCode, now: Date): Promise<void> {
  const payload: MailCodePayload = {
    requestId: request.id,
    accountId: request.accountId,
    sealed: code.sealed,
    madeAt: now.toISOString(),
  };
  await enqueue(tx, MAIL_CODE_TASK, payload);
}

/** The temporary code was typed: the mailbox is theirs, and the request waits for the desk. */
export async function saveCodeConfirmed(database: Database, accountId: string, now: Date): Promise<true | WrongStep> {
  return database.transaction(async (tx) => {
    const state = (await lockedEnablement(tx, accountId))?.state ?? 'none';
    if (afterMove(state, 'confirm-code') === undefined) return { kind: 'wrong-step', resume: pendingStep(state) };
    await confirmCode(tx, accountId, now);
    return true;
  });
}

export async function confirmCode(tx: Db, accountId: string, now: Date): Promise<void> {
  await setState(tx, accountId, 'code-confirmed', now);
  await recordEvent(tx, {
    kind: 'enablement.code_confirmed',
    actor: accountId,
    subject: { type: 'account', id: accountId },
  });
}
