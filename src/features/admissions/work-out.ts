import { chosenSchools } from '../../engines/procedure/index.ts';
import type { Db } from '../../platform/db/database.ts';
import { validFilings } from '../filings/index.ts';
import type { Admission } from '../procedures/index.ts';
import { admit, currentRelease, documentsAt } from '../procedures/index.ts';
import { outcomeOf, type WorkedOut } from './run.ts';

interface About {
  readonly seed: string;
  readonly at: Date;
}

/**
 * Who would get which place, over everything validly filed and by the criteria in force, with all it rests on; writes
 * nothing. Undefined for a procedure in which schools do not choose.
 */
export async function admissionsOf(db: Db, procedureId: string, { seed, at }: About) {
  const release = await currentRelease(db, procedureId);
  if (release?.definition.school_parts === undefined) return undefined;
  const { definition } = release;
  const people = await validFilings(db, procedureId);
  const schools = [...new Set(people.flatMap(({ answers }) => chosenSchools(definition, answers)))];
  const documents = await documentsAt(db, procedureId, schools, at);
  const admissions: readonly Admission[] = admit(people, (school) => documents.get(school), { definition, seed });
  return { release, people, documents, admissions };
}

/** The same as it is put on record. */
export async function workOut(db: Db, procedureId: string, about: About): Promise<WorkedOut | undefined> {
  const found = await admissionsOf(db, procedureId, about);
  if (found === undefined) return undefined;
  const { release, people, documents, admissions } = found;
  const sha256 = new Map(people.map((each) => [each.id, each.sha256]));
  return {
    procedureId,
    releaseDigest: release.digest,
    seed: about.seed,
    criteria: [...documents].map(([school, { digest }]) => ({ school, digest })),
    outcomes: admissions.map((each) => outcomeOf(each, sha256.get(each.id) ?? '')),
  };
}
