import { z } from 'zod';
import type { Database, Db } from '../../platform/db/database.ts';
import type { Tasks } from '../../platform/jobs/index.ts';
import { sendMail } from '../notifications/index.ts';
import { changeById } from './book-store.ts';
import { canUndo } from './change.ts';
import { CHANGE_MAIL } from './change-store.ts';
import { changeLetter, proofLetter } from './letters.ts';
import { addressesById } from './letters-store.ts';
import { LINK_MAIL, linkToken, livingLink } from './link-store.ts';
import { undoToken } from './undo-store.ts';

export interface AddressJobsDeps {
  readonly database: Database;
  readonly secret: string;
  /** This feature knows addresses and nobody's name. */
  personOf(db: Db, accountId: string): Promise<{ readonly name: string } | undefined>;
  now(): Date;
}

const linkPayload = z.object({ addressId: z.uuid(), number: z.int(), at: z.string() });
const changePayload = z.object({ changeId: z.uuid(), undoTo: z.uuid().nullable(), tell: z.array(z.uuid()) });

/** The mails that prove addresses, and those that tell of changes. */
export function addressJobs(deps: AddressJobsDeps): Tasks {
  return {
    [LINK_MAIL]: async (payload) => mailLink(deps, linkPayload.parse(payload)),
    [CHANGE_MAIL]: async (payload) => tellOfChange(deps, changePayload.parse(payload)),
  };
}

async function mailLink(deps: AddressJobsDeps, { addressId, number, at }: z.output<typeof linkPayload>) {
  const { database, secret } = deps;
  const link = await livingLink(database, { addressId, number }, deps.now());
  const person = link && (await deps.personOf(database, link.accountId));
  if (link === undefined || person === undefined) return;
  const proof = { name: person.name, token: linkToken(secret, link), expiresAt: link.expiresAt, office: link.office };
  const key = `address-link:${addressId}:${number}:${at}`;
  await sendMail(database, { to: link.address, key, ...proofLetter(proof, link.verifiedAt !== null) });
}

async function tellOfChange(deps: AddressJobsDeps, { changeId, undoTo, tell }: z.output<typeof changePayload>) {
  const { database, secret } = deps;
  const change = await changeById(database, changeId);
  const person = change && (await deps.personOf(database, change.accountId));
  if (change === undefined || person === undefined) return;
  for (const { id, address } of await addressesById(database, tell)) {
    const reader =
      id === undoTo && change.undoUntil !== null && canUndo(change, deps.now())
        ? { undo: undoToken(secret, changeId), until: change.undoUntil }
        : null;
    const key = `address-change:${changeId}:${id}`;
    await sendMail(database, { to: address, key, ...changeLetter(person.name, change, reader) });
  }
}
