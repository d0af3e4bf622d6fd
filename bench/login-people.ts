import { createVerifiedAccount, type Person } from '../src/features/accounts/index.ts';
import type { CivilDate } from '../src/kernel/civil-date.ts';
import { deriveFiscalCode } from '../src/kernel/fiscal-code-person.ts';
import type { Database } from '../src/platform/db/database.ts';
import { createHasher } from '../src/platform/hashing.ts';
import { csrfToken } from '../src/platform/http/csrf.ts';
import { encoded } from '../test/caller.ts';
import { SECRET } from './filing-people.ts';
import type { Shot } from './http-load.ts';

export const PASSWORD = 'graffetta celeste in mansarda';

export interface LoginPerson extends Person {
  readonly accountId: string;
  readonly username: string;
}

/** People with accounts and one password, hashed once at production strength. */
export async function makeLoginPeople(database: Database, howMany: number): Promise<LoginPerson[]> {
  const real = createHasher();
  const hash = await real.hashSecret(PASSWORD);
  const deps = { database, secret: SECRET, hasher: { ...real, hashSecret: async () => hash } };
  const people: LoginPerson[] = [];
  for (let at = 0; at < howMany; at += 1) {
    const account = await createVerifiedAccount(deps, personAt(at), { password: PASSWORD }, new Date());
    if (account !== undefined) people.push({ ...account, accountId: account.id });
  }
  return people;
}

/** People nobody knows, with everything about them as well-formed as of those who are known. */
export function makeStrangers(howMany: number): LoginPerson[] {
  return Array.from({ length: howMany }, (_, at) => ({
    ...personAt(10_000 + at),
    accountId: '',
    username: `anna.nessuna${at}`,
  }));
}

function personAt(at: number): Person {
  const birthDate = new Date(Date.UTC(1950, 0, 1 + at)).toISOString().slice(0, 10) as CivilDate;
  const born = { surname: 'Prova', name: 'Anna', birthDate, sex: 'F' } as const;
  const fiscalCode = deriveFiscalCode({ ...born, placeCode: 'X001' });
  return { ...born, fiscalCode, birthPlaceCode: 'X001', birthPlace: 'Prova', email: `anna.${at}@example.it` };
}

const VISIT = 'a-visit-of-this-bench';
export const VISIT_COOKIE = `polis-visit=${VISIT}`;

/** A form of ours, as a browser without a session would post it; `device`: the cookie by which it is known. */
export function post(path: string, fields: Readonly<Record<string, string>>, device?: string): Shot {
  const csrf = csrfToken(SECRET, `visit:${VISIT}`);
  const cookie = device === undefined ? VISIT_COOKIE : `${VISIT_COOKIE}; polis-device=${device}`;
  return { method: 'POST', path, cookie, body: encoded({ csrf, ...fields }) };
}
