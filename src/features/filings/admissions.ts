import { chosenSchools } from '../../engines/procedure/index.ts';
import type { Db } from '../../platform/db/database.ts';
import { type Admission, admit, currentRelease, documentsAt } from '../procedures/index.ts';
import { validFilings } from './admissions-store.ts';
import { readCanonical } from './canonical.ts';

/**
 * Who would get which place, over everything validly filed and by the criteria in force: a trial, which writes nothing.
 * Undefined for a procedure in which schools do not choose. The seed of the draws is put on record before.
 */
export async function admissionsOf(
  db: Db,
  procedureId: string,
  { seed, at }: { readonly seed: string; readonly at: Date },
): Promise<readonly Admission[] | undefined> {
  const release = await currentRelease(db, procedureId);
  if (release?.definition.school_parts === undefined) return undefined;
  const { definition } = release;
  const filed = await validFilings(db, procedureId);
  const people = filed.map(({ id, canonical }) => ({ id, answers: readCanonical(canonical).answers }));
  const schools = [...new Set(people.flatMap(({ answers }) => chosenSchools(definition, answers)))];
  const documents = await documentsAt(db, procedureId, schools, at);
  return admit(people, (school) => documents.get(school), { definition, seed });
}
