import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import type { FilingDeps } from '../src/features/filings/index.ts';
import { packDigest, publishRelease } from '../src/features/procedures/index.ts';
import { home } from '../src/platform/home.ts';
import type { PortalVisitor } from './account-portal.ts';
import { type ApplicantOnPortal, CODE, openFilingPortal, type Reached } from './filing-portal.ts';
import { packIn } from './procedure-portal.ts';

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');
export const OFFICE = 'USR-03';

/** The competition of 2025 on the portal of the filing tests, in the days in which one files it. */
export async function openTrialsPortal(changes: Partial<FilingDeps> = {}, reached?: Reached) {
  const portal = await openFilingPortal(changes, reached);
  const { database } = portal.fresh;
  await portal.moveTo(new Date('2025-10-20T10:00:00Z'));
  await database.query(
    `insert into teaching_classes (code, name, kind, grade, current, imported_in)
     values ('A-12', 'Discipline letterarie', 'class_a', 'lower_upper', true, 1)`,
  );
  await database.query('insert into registry_imports (by, files, changes) values ($1, $2, $3)', ['prova', '[]', '{}']);
  const pack = packIn(join(home, 'procedures/concorso-docenti-2025'));
  const digest = packDigest(pack);
  await database.transaction((tx) => publishRelease(tx, pack, digest, 'prova', portal.now));
  return Object.assign(portal, {
    procedureId: pack.definition.id,
    /** Files the competition for A-12 in Lombardy, with this mark out of 110; answers the application. */
    enter: async (who: ApplicantOnPortal, mark: number): Promise<string> => {
      const [application, receipt] = [uuidv7(), uuidv7()];
      const file = { id: receipt, name: 'ricevuta.pdf', media_type: 'application/pdf', bytes: PDF.length };
      await database.query('insert into applications values ($1, $2, $3, $4)', [
        ...[application, who.accountId, pack.definition.id, portal.now],
      ]);
      await database.query(
        `insert into attachments (id, application_id, section, item, field, filename, media_type, size, sha256, bytes, added_at)
         values ($1, $2, 'payment', '', 'receipt', $3, $4, $5, encode(sha256($6), 'hex'), $6, $7)`,
        [receipt, application, file.name, file.media_type, file.bytes, PDF, portal.now],
      );
      await database.query(
        `insert into drafts (application_id, release_digest, version, answers, updated_at)
         values ($1, $2, 3, jsonb_set($3::jsonb, '{payment,receipt,sha256}', to_jsonb(encode(sha256($4), 'hex'))), $5)`,
        [application, digest, JSON.stringify(answersOf(mark, file)), PDF, portal.now],
      );
      const fields = { filing: uuidv7(), version: '3', code: CODE };
      const filed = await who.visitor.post(`/istanze/${application}/inoltro`, fields);
      if (filed.status !== 303) throw new Error(`not filed: ${filed.status} ${filed.html}`);
      return application;
    },
    /** Puts the clock there; whoever is signed in has just proved who they are. */
    day: async (instant: string) => {
      await portal.moveTo(new Date(instant));
      await database.query('update sessions set authenticated_at = $1', [portal.now]);
    },
  });
}

export type TrialsPortal = Awaited<ReturnType<typeof openTrialsPortal>>;

function answersOf(mark: number, receipt: object) {
  return {
    contacts: { confirmed: true },
    who: { citizenship: 'italian', dismissed: 'no' },
    region: { region: '03' },
    procedures: [
      {
        ...{ id: 'p1', procedure: 'upper', teaching_class: 'A-12', access: 'qualification', path: 'selective' },
        ...{ name: 'TFA A-12', authority: 'Università di prova', date: '2015-07-10' },
        mark: { value: mark, base: 110, lode: false },
      },
    ],
    payment: { fee: { notice: '301000000000000018', date: '2025-10-20' }, paid_for: 1, receipt },
    declarations: { requirements: true, convictions: 'none', one_region: true, access: true, privacy: true },
  };
}

/** Two of the regional office, the first of whom forms the list of candidates; answers them and the competition. */
export async function formContest(portal: TrialsPortal, instant: string) {
  const dora = await portal.officer('GB', OFFICE);
  const ezio = await portal.officer('GC', OFFICE);
  await portal.day(instant);
  await dora.get('/ufficio/prove');
  await dora.post('/ufficio/prove', { procedure: portal.procedureId });
  const [row] = await portal.fresh.database.query<{ id: string }>('select id from contests');
  return { dora, ezio, contest: row?.id ?? '' };
}

/** What a page holds hidden under this name. */
export function hidden(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
}

/** Brings a file in and confirms it. */
export async function bringIn(officer: PortalVisitor, path: string, text: string, reason = ''): Promise<string> {
  const sent = await officer.upload(path, 'file', 'elenco.csv', text);
  if (sent.status !== 303) throw new Error(`${path}: ${sent.status} ${sent.html}`);
  const done = await officer.post(sent.location ?? '', { reason });
  if (done.status !== 303) throw new Error(`${sent.location}: ${done.status} ${done.html}`);
  return sent.location ?? '';
}

/** A day and a time as the form asks for them. */
export interface Appearance {
  readonly 'day.day': string;
  readonly 'day.month': string;
  readonly 'day.year': string;
  readonly time: string;
}

/** One person asks that something be published, at once or then. */
export async function askFor(asking: PortalVisitor, contest: string, what: string, when: Partial<Appearance> = {}) {
  const path = `/ufficio/prove/${contest}/pubblicazione/${what}`;
  const digest = hidden((await asking.get(path)).html, 'digest');
  return asking.post(path, { digest, note: 'Verbale della commissione n. 4 del 10 novembre.', ...when });
}

/** Another person publishes what is asked for. */
export async function decideOver(deciding: PortalVisitor, contest: string, what: string) {
  const path = `/ufficio/prove/${contest}/decisione/${what}`;
  const request = hidden((await deciding.get(path)).html, 'request');
  return deciding.post(path, { request, decision: 'publish', reason: '' });
}

/** One person asks and another publishes. */
export async function publishBy(asking: PortalVisitor, deciding: PortalVisitor, contest: string, what: string) {
  const asked = await askFor(asking, contest, what);
  if (asked.status !== 303) throw new Error(`${what} not asked for: ${asked.status} ${asked.html}`);
  return decideOver(deciding, contest, what);
}

/** A press for those who read no receipts. */
export const idlePress = { pressPdf: async () => ({ pdf: PDF, replaced: [] }) };
