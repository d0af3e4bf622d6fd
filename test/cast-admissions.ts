import { uuidv7 } from 'uuidv7';
import { digestNow } from '../src/features/admissions/publication-store.ts';
import { currentRelease, type SchoolStep } from '../src/features/procedures/index.ts';
import type { Database } from '../src/platform/db/database.ts';
import { colleague } from './cast-trials.ts';
import { ENROLMENT } from './enrolments.ts';

/** The runs of a procedure, as their addresses name them. */
export interface CastAdmissions {
  /** Worked out over no filing, with a request that a second person decides over. */
  readonly run: string;
}

const STEPS: readonly SchoolStep[] = [
  {
    school: 'VDIC80100L',
    outcome: 'passed-on',
    standing: {
      ...{ name: 'IC di prova', act: 'Delibera n. 1', position: 2, size: 9 },
      points: [{ label: 'Un genitore solo', points: 800 }],
      values: [{ what: 'Più punti', value: '8,00' }],
      wished: [{ id: 'all', label: 'Prima, 40 ore', seats: 1, last: 1 }],
    },
  },
];

/** One run published, with the outcomes of these filings, and one that waits. */
export async function castAdmissions(
  database: Database,
  { editor, filings, now }: { readonly editor: string; readonly filings: readonly string[]; readonly now: Date },
): Promise<CastAdmissions> {
  const [done, run] = [uuidv7(), uuidv7()];
  const asker = await colleague(database, now);
  const release = await currentRelease(database, ENROLMENT);
  await database.query(
    `insert into admission_seeds (procedure_id, seed, written_by, written_at) values ($1, 'Lotto di prova, 12 45 7', $2, $3)`,
    [ENROLMENT, editor, now],
  );
  const digest = await digestNow(database, ENROLMENT, now);
  for (const [id, of] of [
    [done, '0'.repeat(64)],
    [run, digest],
  ]) {
    await database.query(
      `insert into admission_runs (id, procedure_id, release_digest, digest, worked_by, worked_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [id, ENROLMENT, release?.digest, of, asker, now],
    );
  }
  await database.query(
    `insert into admission_outcomes (run_id, filing_id, state, steps)
     select $1, filing, 'not-admitted', $3 from unnest($2::uuid[]) as filing`,
    [done, filings, JSON.stringify(STEPS)],
  );
  await database.query(
    `insert into admission_publications (id, run_id, note, asked_by, asked_at, outcome, decided_by, decided_at)
     values ($1, $2, 'Verbale n. 1 di prova.', $3, $4, 'published', $5, $4), ($6, $7, 'Verbale n. 2 di prova.', $3, $4, null, null, null)`,
    [uuidv7(), done, asker, now, editor, uuidv7(), run],
  );
  return { run };
}
