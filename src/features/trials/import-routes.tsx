import type { Trial } from '../../kernel/trial-rules.ts';
import type { AnswerWithCookies, FieldError, Route } from '../../platform/http/index.ts';
import { absent, oneText, page, seeOther } from '../../platform/http/index.ts';
import { unzip } from '../../platform/unzip.ts';
import { renderPage } from '../../ui/index.ts';
import type { Contest } from './contest.ts';
import type { TrialDeps } from './deps.ts';
import type { Change } from './import-changes.ts';
import type { ImportKind, RowFault } from './import-file.ts';
import { confirmImport, importOf, judgeImport, keepImport } from './import-store.ts';
import { HOME, paths } from './office.ts';
import { actOf, lookOf, type OfficeExchange, ofContest, onContest } from './opening-routes.tsx';
import { type Paper, readPapers } from './paper-archive.ts';
import { PAPER_LIMITS } from './paper-limits.ts';
import { paperList } from './paper-store.ts';
import { scheduledIn } from './schedule-store.ts';
import { PreviewPage } from './views/preview-page.tsx';
import { UploadPage } from './views/upload-page.tsx';

const LARGEST: Readonly<Record<ImportKind, number>> = {
  convocations: 2_000_000,
  results: 2_000_000,
  papers: PAPER_LIMITS.archive,
};
const DAY = 86_400_000;
const ADDRESSES = { convocations: 'convocazioni', results: 'risultati', papers: 'elaborati' } as const;

/** Bringing in convocations and results: the file is read, shown, and counts only when it is confirmed. */
export function importRoutes(deps: TrialDeps): Route[] {
  const one = `${HOME}/:contest`;
  const waiting = `${one}/importazioni/:import`;
  return [
    ...(Object.keys(ADDRESSES) as ImportKind[]).flatMap((kind): Route[] => {
      const path = `${one}/${ADDRESSES[kind]}/:trial`;
      const show = onTrial(deps, async (exchange, about) => upload(deps, exchange, { ...about, kind }));
      const take = onTrial(deps, (exchange, about) => receive(deps, exchange, { ...about, kind }));
      return [
        { method: 'GET', path, policy: ofContest, handle: show },
        { method: 'POST', path, policy: ofContest, upload: LARGEST[kind], handle: take },
      ];
    }),
    { method: 'GET', path: waiting, policy: ofContest, handle: onContest(deps, (x, it) => preview(deps, x, it)) },
    { method: 'POST', path: waiting, policy: ofContest, handle: onContest(deps, (x, it) => confirm(deps, x, it)) },
  ];
}

interface About {
  readonly contest: Contest;
  readonly trial: Trial;
}

function onTrial(deps: TrialDeps, handle: (exchange: OfficeExchange, about: About) => Promise<AnswerWithCookies>) {
  return onContest(deps, async (exchange, contest) => {
    const trial = contest.trials.find(({ id }) => id === exchange.params['trial']);
    return trial === undefined ? absent() : handle(exchange, { contest, trial });
  });
}

type Upload = About & { readonly kind: ImportKind };

function upload(
  deps: TrialDeps,
  exchange: OfficeExchange,
  about: Upload,
  faults: readonly RowFault[] = [],
  errors: readonly FieldError[] = [],
) {
  const wrong =
    faults.length > 0
      ? [
          {
            field: 'file',
            message: about.kind === 'papers' ? 'L’archivio ha file da correggere.' : 'Il file ha righe da correggere.',
          },
        ]
      : errors;
  const html = renderPage(<UploadPage look={lookOf(deps, exchange, wrong)} {...about} faults={faults} />);
  return page(html, wrong.length > 0 ? 422 : 200);
}

async function receive(deps: TrialDeps, exchange: OfficeExchange, about: Upload): Promise<AnswerWithCookies> {
  const [sent] = exchange.files;
  const { contest, trial, kind } = about;
  const read = contentOf(kind, sent);
  if ('refused' in read) return upload(deps, exchange, about, [], [{ field: 'file', message: read.refused }]);
  if ('faults' in read) return upload(deps, exchange, about, read.faults);
  const { content } = read;
  const judged = await judgeImport(deps.database, contest, { kind, trial, content }, exchange.arrivedAt);
  if ('faults' in judged) return upload(deps, exchange, about, judged.faults);
  const filename = sent?.filename.replaceAll(/\p{C}/gu, ' ').trim().slice(0, 200) || 'senza nome';
  const id = await keepImport(deps.database, contest, { kind, trial, filename, ...read }, actOf(exchange));
  return seeOther(paths.import(contest.id, id));
}

type Content =
  | { readonly content: string; readonly papers?: readonly Paper[] }
  | { readonly faults: readonly RowFault[] }
  | { readonly refused: string };

/** What is kept of the file that was sent: its text or, of an archive, its papers and the list of them. */
function contentOf(kind: ImportKind, sent: OfficeExchange['files'][number] | undefined): Content {
  const megabytes = LARGEST[kind] / 1_000_000;
  if (sent?.truncated === true) return { refused: `Il file è troppo grande: al massimo ${megabytes} MB.` };
  if (kind === 'papers') {
    if (sent === undefined) return { refused: 'Scegli l’archivio ZIP con gli elaborati.' };
    const files = unzip(Buffer.from(sent.bytes), { files: 2 * PAPER_LIMITS.files, bytes: PAPER_LIMITS.unpacked });
    if ('refused' in files) return files;
    const reading = readPapers(files);
    if ('papers' in reading) return { content: paperList(reading.papers), papers: reading.papers };
    return { faults: reading.faults.map((message) => ({ message })) };
  }
  if (sent === undefined) return { refused: 'Scegli il file CSV da importare.' };
  const content = textOf(sent.bytes);
  if (content !== undefined) return { content };
  return { refused: 'Il file non è un testo in UTF-8: salvalo come «CSV UTF-8» e riprova.' };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text === '' || text.includes('\u0000') ? undefined : text;
  } catch {
    return undefined;
  }
}

async function preview(
  deps: TrialDeps,
  exchange: OfficeExchange,
  contest: Contest,
  refused?: { readonly field: string; readonly message: string },
): Promise<AnswerWithCookies> {
  const { database } = deps;
  const file = await importOf(database, contest.id, exchange.params['import'] ?? '');
  const trial = contest.trials.find(({ id }) => id === file?.trial);
  if (file === undefined || trial === undefined) return absent();
  if (file.confirmedAt !== null) return seeOther(paths.contest(contest.id), 'Questo file è già stato confermato.');
  const judged = await judgeImport(database, contest, { ...file, trial }, exchange.arrivedAt);
  if ('faults' in judged) return upload(deps, exchange, { contest, trial, kind: file.kind }, judged.faults);
  const changes = judged.changes as readonly Change<{ readonly startsAt?: Date }>[];
  const limit = exchange.arrivedAt.getTime() + trial.notice_days * DAY;
  const soon = changes
    .filter(({ kind, row }) => kind !== 'same' && row.startsAt !== undefined && row.startsAt.getTime() < limit)
    .map(({ candidate }) => candidate);
  const scheduled = file.kind === 'results' ? await scheduledIn(database, contest.id, exchange.arrivedAt) : [];
  const recalls = scheduled.some((each) => each.trial === trial.id);
  const look = lookOf(deps, exchange, refused === undefined ? [] : [refused]);
  const props = { look, contest, trial, file, changes, absent: judged.absent, soon, recalls };
  const reason = exchange.form.text('reason');
  return page(renderPage(<PreviewPage {...props} reason={reason} />), refused === undefined ? 200 : 422);
}

async function confirm(deps: TrialDeps, exchange: OfficeExchange, contest: Contest): Promise<AnswerWithCookies> {
  const { text, fault } = oneText(exchange.form, 'reason');
  if (fault !== undefined) return preview(deps, exchange, contest, { field: 'reason', message: fault });
  const outcome = await confirmImport(deps.database, contest, exchange.params['import'] ?? '', text, actOf(exchange));
  if ('refused' in outcome) return preview(deps, exchange, contest, { field: 'reason', message: outcome.refused });
  return seeOther(
    paths.contest(contest.id),
    outcome.done === 1 ? 'Una riga importata.' : `${outcome.done} righe importate.`,
  );
}
