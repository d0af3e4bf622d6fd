import { uuidv7 } from 'uuidv7';
import { pointsOf } from '../../kernel/points.ts';
import type { Trial } from '../../kernel/trial-rules.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { notifyAll } from '../notifications/index.ts';
import type { Contest } from './contest.ts';
import { candidatesOf, contestForOffice, isId } from './contest-store.ts';
import type { OfficeAct } from './forming-store.ts';
import {
  type Change,
  type Comparison,
  compareConvocations,
  comparePapers,
  compareResults,
  type PaperRow,
} from './import-changes.ts';
import { type ConvocationRow, type ImportKind, type ResultRow, readConvocations, readResults } from './import-file.ts';
import { convenedLetter, paperLetter } from './letters.ts';
import { listedPapers, type Paper } from './paper-archive.ts';
import { keepPapers, papersOf, seenOutcomes } from './paper-store.ts';
import { supersedeRequests } from './publication-store.ts';
import { recall, scheduledIn } from './schedule-store.ts';
import { calledTo, convocationsOf, resultsOf } from './trial-store.ts';

/** A file somebody of the office has brought in. */
export interface TrialImport {
  readonly id: string;
  readonly trial: string;
  readonly kind: ImportKind;
  readonly filename: string;
  readonly uploader: string;
  readonly uploadedAt: Date;
  readonly confirmedAt: Date | null;
  readonly reason: string | null;
}

const COLUMNS = `i.id, i.trial, i.kind, i.filename, a.name || ' ' || a.surname as uploader,
  i.uploaded_at as "uploadedAt", i.confirmed_at as "confirmedAt", i.reason`;

/** The files of a competition that count, the newest first. */
export async function importsOf(db: Db, contestId: string): Promise<readonly TrialImport[]> {
  return db.query<TrialImport>(
    `select ${COLUMNS} from trial_imports i join accounts a on a.id = i.uploaded_by
     where i.contest_id = $1 and i.confirmed_at is not null order by i.confirmed_at desc, i.id desc limit 100`,
    [contestId],
  );
}

/** One file of a competition, with its text. */
export async function importOf(
  db: Db,
  contestId: string,
  id: string,
): Promise<(TrialImport & { readonly content: string }) | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await db.query<TrialImport & { content: string }>(
    `select ${COLUMNS}, i.content from trial_imports i join accounts a on a.id = i.uploaded_by
     where i.id = $1 and i.contest_id = $2`,
    [id, contestId],
  );
  return row;
}

/** Which file it is: of what, for which trial. */
export interface FileOf {
  readonly kind: ImportKind;
  readonly trial: Trial;
  readonly content: string;
}

/** What a file would change now, or every row that is wrong. */
export async function judgeImport(
  db: Db,
  contest: Contest,
  { kind, trial, content }: FileOf,
  now: Date,
): Promise<Comparison<ConvocationRow> | Comparison<ResultRow> | Comparison<PaperRow>> {
  const candidates = await candidatesOf(db, contest.id);
  const called = await calledTo(db, contest, trial, { candidates, now });
  const standing = { trialTitle: trial.title, candidates, called, now };
  if (kind === 'convocations') {
    const reading = readConvocations(content);
    if ('faults' in reading) return reading;
    return compareConvocations(reading.rows, { ...standing, known: await convocationsOf(db, contest.id, trial.id) });
  }
  if (kind === 'papers') {
    return comparePapers(listedPapers(content), { ...standing, known: await papersOf(db, contest.id, trial.id) });
  }
  const reading = readResults(content, pointsOf(trial.max));
  if ('faults' in reading) return reading;
  return compareResults(reading.rows, { ...standing, known: await resultsOf(db, contest.id, trial.id) });
}

/** Keeps a file without faults until it is confirmed; one of the same kind that was waiting goes. */
export async function keepImport(
  database: Database,
  contest: Contest,
  { kind, trial, content, filename, papers = [] }: FileOf & { readonly filename: string; papers?: readonly Paper[] },
  { accountId, now }: OfficeAct,
): Promise<string> {
  const id = uuidv7();
  await database.transaction(async (tx) => {
    await tx.query(
      'delete from trial_imports where contest_id = $1 and trial = $2 and kind = $3 and confirmed_at is null',
      [contest.id, trial.id, kind],
    );
    await tx.query(
      `insert into trial_imports (id, contest_id, trial, kind, filename, content, uploaded_by, uploaded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, contest.id, trial.id, kind, filename, content, accountId, now],
    );
    await keepPapers(tx, { contestId: contest.id, importId: id, trial: trial.id }, papers);
  });
  return id;
}

export type Confirmation = { readonly done: number } | { readonly refused: string };

const GONE = 'Questo file non aspetta più una conferma: guarda che cosa è già stato importato.';
const CHANGED = 'Intanto qualcosa è cambiato e il file non va più bene: caricalo di nuovo.';
const WHY = 'Il file cambia dati già importati: scrivi perché, fra 10 e 2000 caratteri.';

/** Takes all of a file or nothing: rows, the people who are told, the event and the confirmation, in one transaction. */
export async function confirmImport(
  database: Database,
  found: Contest,
  importId: string,
  reason: string,
  act: OfficeAct,
): Promise<Confirmation> {
  return database.transaction(async (tx) => {
    const contest = await contestForOffice(tx, found.id, act.officeCode, 'lock');
    const waiting = contest && (await importOf(tx, contest.id, importId));
    const trial = contest?.trials.find(({ id }) => id === waiting?.trial);
    if (!contest || !waiting || !trial || waiting.confirmedAt !== null) return { refused: GONE };
    const judged = await judgeImport(tx, contest, { ...waiting, trial }, act.now);
    if ('faults' in judged) return { refused: CHANGED };
    const changes = (judged.changes as readonly Change<never>[]).filter(({ kind }) => kind !== 'same');
    const corrects = changes.some(({ kind }) => kind === 'changed');
    const { length } = [...reason];
    if (corrects && (length < 10 || length > 2000)) return { refused: WHY };
    await tx.query('update trial_imports set confirmed_by = $2, confirmed_at = $3, reason = $4 where id = $1', [
      importId,
      act.accountId,
      act.now,
      corrects ? reason : null,
    ]);
    await EFFECTS[waiting.kind](tx, { contest, trial, importId, changes, act });
    await recordEvent(tx, {
      kind: `contest.${waiting.kind}-imported`,
      actor: act.accountId,
      actorOffice: act.officeCode,
      subject: { type: 'contest', id: contest.id },
      data: { import: importId, trial: trial.id, rows: changes.length },
    });
    return { done: changes.length };
  });
}

/** A file that is being confirmed. */
interface Confirmed<R> {
  readonly contest: Contest;
  readonly trial: Trial;
  readonly importId: string;
  readonly changes: readonly Change<R>[];
  readonly act: OfficeAct;
}

type Effect = (tx: Db, confirmed: Confirmed<never>) => Promise<void>;

/** What counts from the confirmation on, by the kind of file. */
const EFFECTS: Readonly<Record<ImportKind, Effect>> = {
  convocations: convene,
  results: takeResults,
  papers: tellOfPapers,
};

/** New results take back what was asked for, and what was approved of this trial and has not appeared. */
async function takeResults(tx: Db, { contest, trial, importId, changes, act }: Confirmed<ResultRow>): Promise<void> {
  await saveResults(tx, trial, importId, changes);
  await supersedeRequests(tx, contest.id, act);
  if (changes.length === 0) return;
  const scheduled = (await scheduledIn(tx, contest.id, act.now)).filter((each) => each.trial === trial.id);
  await recall(tx, contest.id, scheduled, { reason: 'Sono arrivati risultati nuovi di questa prova.', act });
}

/** Who has read their outcome already learns that the paper is there; the others find it with the outcome. */
async function tellOfPapers(tx: Db, { contest, trial, importId, changes, act }: Confirmed<PaperRow>): Promise<void> {
  const seen = await seenOutcomes(tx, contest.id, { trial: trial.id, now: act.now });
  await notifyAll(
    tx,
    changes
      .filter(({ candidate }) => seen.has(candidate.id))
      .map(({ candidate, kind }) => ({
        ...paperLetter(contest, trial, kind === 'changed'),
        accountId: candidate.accountId,
        kind: 'filing.trial-paper',
        key: `paper ${importId} ${candidate.id}`,
        link: { href: `/istanze/${candidate.applicationId}/prove`, label: 'Apri «Prove e punteggio»' },
      })),
  );
}

async function convene(tx: Db, { contest, trial, importId, changes }: Confirmed<ConvocationRow>): Promise<void> {
  await tx.query(
    `insert into convocations (candidate_id, trial, import_id, starts_at, place, address, room, seat)
     select candidate, $2, $3, "startsAt", place, address, room, seat from jsonb_to_recordset($1::jsonb)
       as c (candidate uuid, "startsAt" timestamptz, place text, address text, room text, seat text)`,
    [JSON.stringify(changes.map(({ candidate, row }) => ({ ...row, candidate: candidate.id }))), trial.id, importId],
  );
  await notifyAll(
    tx,
    changes.map(({ candidate, after, kind }) => ({
      ...convenedLetter(contest, trial, { when: after, moved: kind === 'changed', number: candidate.number }),
      accountId: candidate.accountId,
      kind: 'filing.trial-convened',
      key: `convened ${importId} ${candidate.id}`,
      link: { href: `/istanze/${candidate.applicationId}/prove`, label: 'Apri «Prove e punteggio»' },
    })),
  );
}

async function saveResults(
  tx: Db,
  trial: Trial,
  importId: string,
  changes: readonly Change<ResultRow>[],
): Promise<void> {
  await tx.query(
    `insert into trial_results (candidate_id, trial, import_id, points)
     select candidate, $2, $3, points from jsonb_to_recordset($1::jsonb) as r (candidate uuid, points integer)`,
    [
      JSON.stringify(changes.map(({ candidate, row }) => ({ candidate: candidate.id, points: row.points }))),
      trial.id,
      importId,
    ],
  );
}
