import type { Db } from '../../platform/db/database.ts';
import { currentReleases } from './store.ts';

/** A directorate of the ministry, as the procedures in force that are addressed to it call it; no registry lists them. */
export async function directorate(db: Db, code: string): Promise<{ readonly name: string } | undefined> {
  const offices = (await currentReleases(db)).flatMap(({ definition: { office } }) =>
    office.by === 'cases' ? [...office.cases.map((each) => each.office), office.otherwise] : [office],
  );
  return offices.flatMap((office) => (office.by === 'fixed' && office.code === code ? [{ name: office.name }] : []))[0];
}
