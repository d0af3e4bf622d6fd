import { romeDate } from '../../kernel/rome-time.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Hasher } from '../../platform/hashing.ts';
import { accountById } from '../accounts/index.ts';
import type { DeclaredData } from './declared-data.ts';
import { enablementOf } from './enablement-store.ts';
import { CHECKS, type Clerk, judgementFault } from './identity-check.ts';
import { insertCheck } from './identity-check-store.ts';
import { chooseCode } from './own-code-store.ts';
import { normalizePersonalCode } from './personal-code.ts';
import { confirmCode, insertRequest } from './request-store.ts';

/** What somebody invented declares, and which clerk identified them. */
export interface SeededEnablement {
  readonly declared: DeclaredData;
  readonly clerk: Clerk;
}

/**
 * Makes an account enabled with this personal code, writing what the whole path writes (request, check, code, events)
 * and sending no mail: for the cast of a development installation and for tests. Does nothing to who has a request
 * already. Throws when the desk could not have confirmed the data.
 */
export async function createEnabled(
  deps: { readonly database: Database; readonly hasher: Hasher },
  accountId: string,
  { declared, clerk }: SeededEnablement,
  personalCode: string,
  now: Date,
): Promise<void> {
  const hash = await deps.hasher.hashSecret(normalizePersonalCode(personalCode));
  if (hash === 'busy') throw new Error('too many secrets are being hashed');
  await deps.database.transaction(async (tx) => {
    const account = await accountById(tx, accountId);
    if (account === undefined) throw new Error(`no account ${accountId}`);
    if ((await enablementOf(tx, accountId)) !== undefined) return;
    const { fiscalCode, surname, name, birthDate, sex, birthPlace, email, username } = account;
    const person = { fiscalCode, surname, name, birthDate, sex, birthPlace, email, username };
    const request = await insertRequest(tx, accountId, { ...declared, person }, now);
    await confirmCode(tx, accountId, now);
    const judgement = { outcome: 'confirmed', checks: CHECKS.map(({ value }) => value) } as const;
    const fault = judgementFault(request, clerk, judgement, romeDate(now));
    if (fault !== undefined) throw new Error(`the desk would not confirm: ${fault.kind}`);
    await insertCheck(tx, request, clerk, judgement, now);
    await chooseCode(tx, accountId, hash, now);
  });
}
