import { CAST, DECLARED } from '../src/apps/cast.ts';
import { type Account, createVerifiedAccount } from '../src/features/accounts/index.ts';
import { createEnabled } from '../src/features/enablement/index.ts';
import type { Database } from '../src/platform/db/database.ts';
import type { Hasher } from '../src/platform/hashing.ts';
import { GOOD_PASSWORD, personNamed } from './account-portal.ts';

/** The personal code of them all. */
export const CODE = 'TIGLI2047';

/** Makes people who may file at once, on a portal with the cast of `bin/start`. */
export function applicantsOf(database: Database, hasher: Hasher, now: () => Date) {
  let people = 0;
  /** Born on the day the procedure needs, if it minds. */
  return async (birthDate?: string): Promise<Account> => {
    const person = personNamed(nameOf(people++), birthDate);
    const account = await createVerifiedAccount({ database, hasher }, person, { password: GOOD_PASSWORD }, now());
    if (account === undefined) throw new Error(`${person.name} has an account already`);
    const identity = { declared: DECLARED, clerk: await clerkOf(database) };
    await createEnabled({ database, hasher }, account.id, identity, CODE, now());
    return account;
  };
}

/** Names of letters only, and of other consonants each: a fiscal code hears nothing else of a name. */
function nameOf(at: number): string {
  const consonants = 'bcdfglmnpqrstvz';
  return `Pra${consonants[Math.floor(at / consonants.length)]}e${consonants[at % consonants.length]}a`;
}

async function clerkOf(database: Database) {
  const [row] = await database.query<{ id: string; fiscal_code: string }>(
    'select id, fiscal_code from accounts where username = $1',
    [CAST.carla.username],
  );
  if (row === undefined) throw new Error('the clerk of the cast is missing');
  const office = { code: 'VDIC80100L', name: 'IC Borgo Valdoro' };
  return { accountId: row.id, fiscalCode: row.fiscal_code, name: 'Carla Neri', office };
}
