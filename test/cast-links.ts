import { uuidv7 } from 'uuidv7';
import { recoveryLink } from '../src/features/accounts/recovery-store.ts';
import { linkToken as registrationToken, saveRegistration } from '../src/features/accounts/registration-store.ts';
import { changesOf } from '../src/features/addresses/book-store.ts';
import { addVerifiedAddress, verifiedAddressesOf } from '../src/features/addresses/index.ts';
import { addPending, linkToken } from '../src/features/addresses/link-store.ts';
import { undoToken } from '../src/features/addresses/undo-store.ts';
import { stopToken } from '../src/features/enablement/recovered-code-store.ts';
import type { CivilDate } from '../src/kernel/civil-date.ts';
import type { People } from './cast-people.ts';
import type { FreshDatabase } from './database.ts';

interface World {
  readonly fresh: FreshDatabase;
  readonly people: People;
  readonly secret: string;
  readonly now: Date;
}

/** What the mails under way open: whoever holds one of these may use it, once. */
export interface CastLinks {
  /** The token of a mailed link that confirms a registration, and the cookie of the browser that asked for it. */
  readonly registration: { readonly token: string; readonly handle: string };
  /** The token of a mailed link by which Bruno may choose a password. */
  readonly recovery: string;
  /** The tokens of mailed links by which Bruno may prove one address, and take the adding of another back. */
  readonly addressLink: string;
  readonly addressUndo: string;
  /** And of the link by which Marta may stop a personal code recovered by mail. */
  readonly codeStop: string;
}

export async function castLinks(world: World): Promise<CastLinks> {
  return {
    registration: await registration(world),
    recovery: await recovery(world),
    ...(await addressLinks(world)),
    codeStop: await recoveredCode(world),
  };
}

/** Recovered long enough ago to sign, and not so long that it may not be stopped. */
async function recoveredCode({ fresh: { database }, people, secret, now }: World): Promise<string> {
  const [id, { account }] = [uuidv7(), people.marta];
  const hours = (count: number) => new Date(now.getTime() - count * 3_600_000);
  await database.query('update personal_codes set signs_from = $2 where account_id = $1', [account.id, hours(6)]);
  await database.query('insert into recovered_codes (id, account_id, recovered_at) values ($1, $2, $3)', [
    ...[id, account.id, hours(30)],
  ]);
  return stopToken(secret, id);
}

async function recovery({ fresh: { database }, people, secret, now }: World): Promise<string> {
  const accountId = people.bruno.account.id;
  const [reference] = await verifiedAddressesOf(database, accountId);
  const wanted = { requestId: uuidv7(), accountId, addressId: reference?.id ?? '' };
  return database.transaction((tx) => recoveryLink(tx, secret, wanted, now));
}

async function addressLinks({ fresh: { database }, people, secret, now }: World) {
  const accountId = people.bruno.account.id;
  const wish = { accountId, kind: 'private', expiresAt: new Date(now.getTime() + 3_600_000) } as const;
  return database.transaction(async (tx) => {
    await addVerifiedAddress(tx, accountId, 'private', 'second@posta.example', now);
    const [change] = await changesOf(tx, accountId);
    const added = await addPending(tx, { ...wish, address: 'third@posta.example' }, now);
    if (change === undefined || added.kind !== 'asked') throw new Error('the addresses were not added');
    const addressLink = linkToken(secret, { addressId: added.id, number: 1 });
    return { addressLink, addressUndo: undoToken(secret, change.id) };
  });
}

/** Somebody who has asked for an account and not yet opened the mail. */
async function registration({ fresh, secret, now }: World) {
  const person = {
    fiscalCode: 'RSSMRA85C47X001K',
    surname: 'Rossi',
    name: 'Maria',
    birthDate: '1985-03-07' as CivilDate,
    sex: 'F' as const,
    birthPlaceCode: 'X001',
    birthPlace: 'Borgo Valdoro',
    email: 'maria.rossi@posta.example',
  };
  const expires = new Date(now.getTime() + 48 * 3_600_000);
  const handle = await saveRegistration(fresh.database, secret, person, now, expires);
  const [row] = await fresh.database.query<{ id: string }>('select id from registrations');
  return { token: registrationToken(secret, row?.id ?? ''), handle };
}
