import { z } from 'zod';
import type { Database } from '../../platform/db/database.ts';
import type { Recurring, Tasks } from '../../platform/jobs/index.ts';
import { mailEverywhere, verifiedAddressesOf } from '../addresses/index.ts';
import { sendMail } from '../notifications/index.ts';
import { accountByFiscalCode } from './account-store.ts';
import { warnOfExpiry } from './expiry-store.ts';
import { alreadyRegisteredLetter, confirmAddressLetter, recoveryLetter, usernameLetter } from './mails.ts';
import type { PasswordExpiry } from './password-expiry.ts';
import { purge } from './purge-store.ts';
import { RECOVERY_LINK_MS, RECOVERY_MAIL, recoveryLink, USERNAME_MAIL } from './recovery-store.ts';
import { linkToken, REGISTRATION_MAIL, registrationById } from './registration-store.ts';
import type { SessionLimits } from './session.ts';

export interface AccountJobsDeps {
  readonly database: Database;
  readonly secret: string;
  readonly limits: SessionLimits;
  /** null where passwords do not grow old. */
  readonly passwordExpiry: PasswordExpiry | null;
  /** false: passwords open nothing but the accounts of staff, and nobody else is told that theirs ends. */
  readonly localCredentials: boolean;
  now(): Date;
}

const PURGE = 'accounts.purge';
const EXPIRY = 'accounts.password-expiry';
const registrationPayload = z.object({ registrationId: z.uuid(), mail: z.int() });
const recoveryPayload = z.object({ requestId: z.uuid(), fiscalCode: z.string() });

/** Once an hour what is over is removed, and who has not been told yet is told that the password ends. */
export const accountRecurring: readonly Recurring[] = [
  { task: PURGE, cron: '17 * * * *' },
  { task: EXPIRY, cron: '41 * * * *' },
];

/**
 * The mails of the way in. Whether somebody has an account is looked up here and not while the page is answered, so that
 * no page takes longer for who has one.
 */
export function accountJobs(deps: AccountJobsDeps): Tasks {
  const { database, limits } = deps;
  return {
    [REGISTRATION_MAIL]: async (payload) => {
      const { registrationId, mail } = registrationPayload.parse(payload);
      await mailRegistration(deps, registrationId, mail);
    },
    [RECOVERY_MAIL]: async (payload) => mailRecovery(deps, recoveryPayload.parse(payload)),
    [USERNAME_MAIL]: async (payload) => {
      const { requestId, fiscalCode } = recoveryPayload.parse(payload);
      const account = await accountByFiscalCode(database, fiscalCode);
      if (account === undefined) return;
      const letter = usernameLetter(account.name, account.username);
      await database.transaction((tx) => mailEverywhere(tx, account.id, { key: `username:${requestId}`, ...letter }));
    },
    [EXPIRY]: async () => {
      if (deps.passwordExpiry !== null)
        await warnOfExpiry(database, deps.passwordExpiry, deps.localCredentials, deps.now());
    },
    [PURGE]: () => purge(database, limits, deps.now()),
  };
}

async function mailRegistration({ database, secret }: AccountJobsDeps, id: string, mail: number): Promise<void> {
  const registration = await registrationById(database, id);
  if (registration === undefined || registration.confirmedAt !== null) return;
  const { person, expiresAt } = registration;
  const owner = await accountByFiscalCode(database, person.fiscalCode);
  const key = `registration:${id}:${mail}`;
  if (owner !== undefined) {
    // Told once, however often the stranger asks for "the mail" again.
    await sendMail(database, { to: owner.email, key: `registration:${id}`, ...alreadyRegisteredLetter(owner.name) });
    return;
  }
  const letter = confirmAddressLetter(person.name, linkToken(secret, id), expiresAt);
  await sendMail(database, { to: person.email, key, ...letter });
}

async function mailRecovery(deps: AccountJobsDeps, request: z.output<typeof recoveryPayload>): Promise<void> {
  const { requestId, fiscalCode } = request;
  await deps.database.transaction(async (tx) => {
    const account = await accountByFiscalCode(tx, fiscalCode);
    if (account === undefined) return;
    for (const { id: addressId, address } of await verifiedAddressesOf(tx, account.id)) {
      const wanted = { requestId, accountId: account.id, addressId };
      const token = await recoveryLink(tx, deps.secret, wanted, deps.now());
      const letter = recoveryLetter(account.name, token, RECOVERY_LINK_MS / 60_000);
      await sendMail(tx, { to: address, key: `recovery:${requestId}:${addressId}`, ...letter });
    }
  });
}
