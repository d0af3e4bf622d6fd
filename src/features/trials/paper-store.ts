import { uuidv7 } from 'uuidv7';
import type { Db } from '../../platform/db/database.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Actor } from '../../platform/http/index.ts';
import { isId } from './contest-store.ts';
import type { ListedPaper, Paper } from './paper-archive.ts';

/** The list of the papers of an archive, kept with it. */
export function paperList(papers: readonly Paper[]): string {
  const lines = papers.map(({ number, name, bytes }): ListedPaper => {
    return { number, name, size: bytes.length, sha256: sha256Hex(bytes) };
  });
  return JSON.stringify(lines);
}

/** As many papers as go to the database in one statement: at most 40 MB. */
const AT_ONCE = 20;

/** Keeps the papers of an archive beside its list; they count when it is confirmed. */
export async function keepPapers(
  tx: Db,
  about: { readonly contestId: string; readonly importId: string; readonly trial: string },
  papers: readonly Paper[],
): Promise<void> {
  for (let from = 0; from < papers.length; from += AT_ONCE) {
    const some = papers.slice(from, from + AT_ONCE);
    await tx.query(
      `insert into trial_papers (id, candidate_id, trial, import_id, sha256, bytes)
       select p.id, c.id, $2, $3, p.sha256, p.bytes
       from unnest($4::uuid[], $5::integer[], $6::text[], $7::bytea[]) as p (id, number, sha256, bytes)
       join candidates c on c.contest_id = $1 and c.number = p.number`,
      [
        ...[about.contestId, about.trial, about.importId, some.map(() => uuidv7())],
        ...[
          some.map(({ number }) => number),
          some.map(({ bytes }) => sha256Hex(bytes)),
          some.map(({ bytes }) => bytes),
        ],
      ],
    );
  }
}

/** The digests of the papers that count, by candidate. */
export async function papersOf(
  db: Db,
  contestId: string,
  trial: string,
): Promise<ReadonlyMap<string, { readonly sha256: string; readonly size: number }>> {
  const rows = await db.query<{ id: string; sha256: string; size: number }>(
    `select c.id, p.sha256, octet_length(p.bytes) as size from candidates c
     join trial_papers p on p.id = paper_standing(c.id, $2) where c.contest_id = $1`,
    [contestId, trial],
  );
  return new Map(rows.map(({ id, ...paper }) => [id, paper]));
}

/** Whose outcome of a trial has appeared: they are told that their paper is there. */
export async function seenOutcomes(
  db: Db,
  contestId: string,
  { trial, now }: { readonly trial: string; readonly now: Date },
): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ id: string }>(
    'select candidate_id as id from published_outcomes where publication_id = publication_seen($1, $2, $3)',
    [contestId, trial, now],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The paper of this account's own application, once the outcome of its trial has appeared; and that it was opened. */
export async function openPaper(
  tx: Db,
  asked: { readonly paper: string; readonly application: string; readonly accountId: string },
  { actor, under, now }: Actor & { readonly now: Date },
): Promise<{ readonly number: number; readonly trial: string; readonly bytes: Buffer } | undefined> {
  if (!isId(asked.paper)) return undefined;
  const [paper] = await tx.query<{ number: number; trial: string; bytes: Buffer }>(
    `select c.number, p.trial, p.bytes from trial_papers p join candidates c on c.id = p.candidate_id
     where p.id = $1 and c.application_id = $2 and c.account_id = $3 and p.id = paper_standing(c.id, p.trial)
       and exists (select from published_outcomes o where o.candidate_id = c.id
         and o.publication_id = publication_seen(c.contest_id, p.trial, $4))`,
    [asked.paper, asked.application, asked.accountId, now],
  );
  if (paper === undefined) return undefined;
  await recordEvent(tx, {
    kind: 'application.trial-paper-opened',
    actor,
    subject: { type: 'application', id: asked.application },
    data: { paper: asked.paper, trial: paper.trial, ...under },
  });
  return paper;
}
