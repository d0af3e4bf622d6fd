import type { Database } from '../../platform/db/database.ts';
import { DatabaseGone } from '../../platform/db/gone.ts';
import type { AcceptedFiling } from './filing.ts';
import { type Registration, saveFilings } from './filing-store.ts';
import { createRegistrar, type Entry } from './registrar.ts';

/** From one to four measure alike with `bin/bench filing`; two, so that a slow batch never holds everybody. */
const LANES = 2;
const LARGEST = 64;

/** Where the filings of one process are written down: all of them go through the same one. */
export interface FilingRegistrar {
  /** `in-doubt`: the database went away and nobody knows whether it is written; the same filing may be sent again. */
  register(filing: AcceptedFiling): Promise<Registration | { readonly outcome: 'in-doubt' }>;
}

export function createFilingRegistrar(database: Database, lanes = LANES): FilingRegistrar {
  const registrar = createRegistrar<AcceptedFiling & Entry, Registration>({
    write: (batch) => saveFilings(database, batch),
    hopeless: (error) => error instanceof DatabaseGone,
    lanes,
    largest: LARGEST,
  });
  return {
    register: async (filing) => {
      try {
        return await registrar.register(entryOf(filing));
      } catch (error) {
        if (error instanceof DatabaseGone) return { outcome: 'in-doubt' };
        throw error;
      }
    },
  };
}

function entryOf(filing: AcceptedFiling): AcceptedFiling & Entry {
  const { filingId: id, applicationId, accountId, grounds, officeCode, year } = filing;
  // What hangs on the person's other filings must see what became of them.
  const key = grounds === undefined ? applicationId : accountId;
  return { ...filing, id, key, register: `${officeCode}/${year}` };
}
