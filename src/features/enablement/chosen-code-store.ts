import type { Database } from '../../platform/db/database.ts';
import type { Hasher } from '../../platform/hashing.ts';
import type { Form } from '../../platform/http/index.ts';
import { codeProblem } from './code-words.ts';
import type { Fault } from './data-form.ts';
import { knownData, type Looker } from './looker-store.ts';
import { isPassword } from './new-code-store.ts';
import { normalizePersonalCode, personalCodeFaults } from './personal-code.ts';

/** Everything that can be said of a new code without comparing secrets, so that no try is spent on it. */
export function newCodeFaults(form: Form, looker: Looker, oldCode: string): Fault[] {
  const typed = form.text('newCode').trim();
  const [fault] = personalCodeFaults(typed, knownData(looker));
  const code = normalizePersonalCode(typed);
  if (fault !== undefined) return [{ field: 'newCode', message: fault }];
  if (code === oldCode)
    return [{ field: 'newCode', message: 'Il nuovo codice deve essere diverso da quello di prima.' }];
  if (code !== normalizePersonalCode(form.text('newCodeAgain'))) {
    return [{ field: 'newCodeAgain', message: 'I due codici non sono uguali: scrivi lo stesso codice due volte.' }];
  }
  return [];
}

/** The hash of a new code that is not the password either; otherwise what stands against it. */
export async function acceptableHash(
  { database, hasher }: { readonly database: Database; readonly hasher: Hasher },
  accountId: string,
  typed: string,
): Promise<string | Fault> {
  const same = await isPassword(database, hasher, accountId, typed.trim());
  if (same === true) return { field: 'newCode', message: 'Il codice personale deve essere diverso dalla password.' };
  const hash = same === 'busy' ? 'busy' : await hasher.hashSecret(normalizePersonalCode(typed));
  return hash === 'busy' ? { field: 'newCode', message: codeProblem({ outcome: 'busy' }, 'own') ?? '' } : hash;
}
