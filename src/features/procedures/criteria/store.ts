import { type Answers, chosenSchools } from '../../../engines/procedure/index.ts';
import type { Db } from '../../../platform/db/database.ts';
import { recordEvent } from '../../../platform/events.ts';
import type { Release } from '../release.ts';
import { definitionWith, documentsChosen } from './chosen.ts';
import { documentDigest, type PublishedDocument, type SchoolDocument } from './document.ts';

/**
 * The release as the application with these answers meets it: with what the schools it names ask, as was in force at an
 * instant. The digest stays that of the release; which criteria counted is among the answers.
 */
export async function withSchools(db: Db, release: Release, answers: Answers, at: Date): Promise<Release> {
  const codes = chosenSchools(release.definition, answers);
  if (codes.length === 0) return release;
  const documents = await documentsAt(db, release.procedureId, codes, at);
  const schools = documentsChosen(release.definition, answers, (code) => documents.get(code));
  return schools.length === 0
    ? release
    : { ...release, definition: definitionWith(release.definition, schools), schools };
}

/** What was in force at an instant for each of some schools; a site without its own follows its institute. */
export async function documentsAt(
  db: Db,
  procedureId: string,
  schools: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, PublishedDocument>> {
  const rows = await db.query<{ code: string; content: SchoolDocument; digest: string }>(
    `select distinct on (asked.code) asked.code, c.content, c.digest
       from unnest($2::text[]) as asked (code)
       left join schools s on s.code = asked.code
       join school_criteria c on c.school_code in (asked.code, s.institute_code)
      where c.procedure_id = $1 and c.published_at <= $3
      order by asked.code, c.school_code <> asked.code, c.published_at desc`,
    [procedureId, schools, at],
  );
  return new Map(rows.map(({ code, content, digest }) => [code, { ...content, digest }]));
}

/** What a school last published of itself, as it wrote it. */
export interface SchoolSource {
  readonly source: string;
  readonly publishedAt: Date;
}

export async function schoolSource(db: Db, procedureId: string, school: string): Promise<SchoolSource | undefined> {
  const [row] = await db.query<SchoolSource>(
    `select source, published_at as "publishedAt" from school_criteria where procedure_id = $1 and school_code = $2
     order by published_at desc limit 1`,
    [procedureId, school],
  );
  return row;
}

/** A school whose criteria are published, as the list of a procedure names it. */
export interface ListedSchool {
  readonly school: string;
  readonly name: string;
  readonly act: string;
}

/** The schools that have published their criteria, by name; those a name or a code begins with when one is given. */
export async function listedSchools(
  db: Db,
  procedureId: string,
  about: { readonly text: string; readonly limit: number },
): Promise<readonly ListedSchool[]> {
  return db.query<ListedSchool>(
    `select school_code as school, name, content ->> 'act' as act from (
       select distinct on (school_code) school_code, name, content from school_criteria
        where procedure_id = $1 order by school_code, published_at desc) newest
      where $2 = '' or strpos(lower(name), lower($2)) > 0 or strpos(school_code, upper($2)) = 1
      order by name, school_code limit $3`,
    [procedureId, about.text, about.limit],
  );
}

/** Freezes a document under its digest. The same again changes nothing. */
export async function publishDocument(
  db: Db,
  document: SchoolDocument,
  about: {
    readonly source: string;
    readonly by: string;
    readonly at: Date;
    readonly actor?: { readonly accountId: string; readonly office: string } | undefined;
  },
): Promise<'published' | 'unchanged'> {
  const digest = documentDigest(document);
  const rows = await db.query(
    `insert into school_criteria (digest, procedure_id, school_code, name, content, source, published_at, published_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning digest`,
    [
      ...[digest, document.procedure, document.school, document.name, JSON.stringify(document)],
      ...[about.source, about.at, about.by],
    ],
  );
  if (rows.length === 0) return 'unchanged';
  await recordEvent(db, {
    kind: 'procedure.criteria-published',
    actor: about.actor?.accountId ?? null,
    actorOffice: about.actor?.office ?? null,
    subject: { type: 'procedure', id: document.procedure },
    data: { school: document.school, digest, publishedBy: about.by },
  });
  return 'published';
}
