import { uuidv7 } from 'uuidv7';
import { lookupsFor } from '../src/apps/lookups.ts';
import type { Definition } from '../src/engines/procedure/index.ts';
import { createRegistry } from '../src/features/registry/index.ts';
import { contestForOffice } from '../src/features/trials/contest-store.ts';
import { askPublication, publishable } from '../src/features/trials/publication-store.ts';
import type { Database } from '../src/platform/db/database.ts';
import { type CastPerson, pdfSaying } from './cast-people.ts';

/** The trials of the small procedure: one whole competition for each office. */
export const TRIALS = {
  list: [
    { id: 'written', title: 'Prova scritta', kind: 'computer', what: 'Domande.', max: 100, pass: 70, norm: 'Prova' },
    { id: 'practical', title: 'Prova pratica', kind: 'practical', what: 'Laboratorio.', max: 100, norm: 'Prova' },
  ],
  total: 200,
};

/** A competition with one candidate, as its address names it, and a file that waits to be confirmed. */
export interface CastContest {
  readonly contest: string;
  readonly import: string;
}

interface Cast {
  readonly officer: CastPerson;
  readonly candidate: CastPerson;
  readonly application: string;
  readonly filing: string;
  readonly now: Date;
}

/** What an office holds of a competition: everything is brought in, one publication is asked for. */
export async function castContest(
  database: Database,
  procedure: Definition,
  { officer, candidate, application, filing, now }: Cast,
): Promise<CastContest> {
  const [contest, waiting, confirmed, one] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const [place] = await database.query<{ code: string; name: string; digest: string }>(
    `select f.office_code as code, e.office_name as name, f.release_digest as digest from filings f
     join register_entries e on e.filing_id = f.id and e.kind = 'filing' where f.id = $1`,
    [filing],
  );
  if (place === undefined) throw new Error(`no filing ${filing}`);
  await database.query(
    `insert into contests (id, procedure_id, release_digest, office_code, office_name, key, title, posts, formed_by, formed_at)
     values ($1, $2, $3, $4, $5, '{}', $6, 3, $7, $8)`,
    [contest, procedure.id, place.digest, place.code, place.name, procedure.title, officer.account.id, now],
  );
  await database.query(
    `insert into candidates (id, contest_id, number, account_id, application_id, item, filing_id)
     values ($1, $2, 1, $3, $4, '', $5)`,
    [one, contest, candidate.account.id, application, filing],
  );
  for (const [id, done] of [
    [waiting, null],
    [confirmed, now],
  ] as const) {
    await database.query(
      `insert into trial_imports (id, contest_id, trial, kind, filename, content, uploaded_by, uploaded_at, confirmed_by, confirmed_at)
       values ($1, $2, 'written', 'results', 'esiti.csv', $3, $4, $5, case when $6::timestamptz is null then null else $4::uuid end, $6)`,
      [id, contest, 'numero,punteggio\n1,78\n', officer.account.id, now, done],
    );
  }
  for (const trial of ['written', 'practical']) {
    await database.query(
      'insert into trial_results (candidate_id, trial, import_id, points) values ($1, $2, $3, 7700)',
      [one, trial, confirmed],
    );
  }
  await database.query(
    `with brought as (
       insert into trial_imports (id, contest_id, trial, kind, filename, content, uploaded_by, uploaded_at, confirmed_by, confirmed_at)
       values ($1, $2, 'practical', 'papers', 'elaborati.zip', '[]', $3, $4, $3, $4))
     insert into trial_papers (id, candidate_id, trial, import_id, sha256, bytes)
     values ($5, $6, 'practical', $1, repeat('0', 64), $7)`,
    [uuidv7(), contest, officer.account.id, now, uuidv7(), one, Buffer.from(pdfSaying('Elaborato'))],
  );
  await publishPractical(database, { contest, candidate: one }, officer, now);
  const found = await contestForOffice(database, contest, place.code);
  const trial = found?.trials[0];
  if (found === undefined || trial === undefined) throw new Error('the contest has no trials');
  const lookups = lookupsFor(database, createRegistry(database));
  const act = { officeCode: place.code, officeName: place.name, accountId: await colleague(database, now), now };
  const { digest = '' } = await publishable(database, lookups, found, { trial, now });
  const asked = { contest: found, trial, digest, note: 'Verbale della commissione n. 4.', appearsAt: null };
  const outcome = await askPublication(database, lookups, asked, act);
  if ('refused' in outcome) throw new Error(outcome.refused);
  return { contest, import: waiting };
}

/** One outcome is public: by number; the ranking of merit is to appear tomorrow. */
async function publishPractical(
  database: Database,
  about: { readonly contest: string; readonly candidate: string },
  officer: CastPerson,
  now: Date,
): Promise<void> {
  const id = uuidv7();
  await database.query(
    `insert into trial_publications (id, contest_id, trial, digest, note, asked_by, asked_at, outcome, decided_by, decided_at, appears_at)
     values ($1, $2, 'practical', repeat('0', 64), 'Verbale della commissione n. 3.', $3, $4, 'published', $5, $4, $4),
       ($6, $2, null, repeat('0', 64), 'Decreto di approvazione n. 5.', $3, $4, 'published', $5, $4,
         $4 + interval '1 day')`,
    [id, about.contest, await colleague(database, now), now, officer.account.id, uuidv7()],
  );
  await database.query(
    `insert into published_outcomes (publication_id, candidate_id, points, outcome, because)
     values ($1, $2, 7700, 'passed', 'Hai 77,00 punti su 100,00.')`,
    [id, about.candidate],
  );
}

/** Somebody else of an office, who asks for publications and does nothing more. */
export async function colleague(database: Database, now: Date): Promise<string> {
  const id = uuidv7();
  await database.query(
    `insert into accounts (id, fiscal_code, username, surname, name, birth_date, sex, birth_place_code, birth_place, created_at)
     values ($1, $2, $3, 'Collega', 'Ines', '1970-01-01', 'F', 'X001', 'Borgo Valdoro', $4)`,
    [id, `CLLNSI70A41X${id.slice(-4).toUpperCase()}`, `ines.${id.slice(-6)}`, now],
  );
  return id;
}
