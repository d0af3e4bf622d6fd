import type { Answer, AnswerWithCookies, FieldError, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, file, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { unzip } from '../../platform/unzip.ts';
import { zip } from '../../platform/zip.ts';
import { renderPage } from '../../ui/index.ts';
import { currentRelease, currentReleases, sourceOf, YAML_LIMITS } from '../procedures/index.ts';
import type { AuthoringDeps } from './deps.ts';
import { judge } from './judgement.ts';
import { HOME, paths } from './paths.ts';
import { openRequests, requestsOf } from './publication-store.ts';
import { FilePage } from './views/file-page.tsx';
import { ListPage } from './views/list-page.tsx';
import { ProcedurePage } from './views/procedure-page.tsx';
import { UploadPage } from './views/upload-page.tsx';
import { asKept, type Files, inOrder, isPackFile, PACK_LIMITS, type Working } from './working.ts';
import { editor, lookOf, onWorking } from './working-routes.tsx';
import { allWorkings, beginWorking, editsOf, saveWorking, workingOf } from './working-store.ts';

const ONE = `${HOME}/procedure/:procedure`;
const ARCHIVE_BYTES = 2 * 1024 * 1024;

/** The list of packs, the page of one, its files one by one and all together. */
export function packRoutes(deps: AuthoringDeps): Route[] {
  const begin = signedIn((exchange) => beginFromRelease(deps, exchange));
  const back = signedIn(async ({ params }) => seeOther(paths.procedure(params['procedure'] ?? '')));
  return [
    { method: 'GET', path: HOME, policy: editor, handle: signedIn((exchange) => list(deps, exchange)) },
    { method: 'GET', path: ONE, policy: editor, handle: signedIn((exchange) => overview(deps, exchange)) },
    { method: 'GET', path: `${ONE}/copia`, policy: editor, handle: back },
    { method: 'POST', path: `${ONE}/copia`, policy: editor, handle: begin },
    { method: 'GET', path: `${ONE}/file`, policy: editor, handle: onWorking(deps, (x, it) => showFile(deps, x, it)) },
    {
      method: 'POST',
      path: `${ONE}/file`,
      policy: editor,
      upload: YAML_LIMITS.characters,
      handle: onWorking(deps, (x, it) => saveFile(deps, x, it)),
    },
    { method: 'GET', path: `${ONE}/archivio`, policy: editor, handle: onWorking(deps, download) },
    {
      method: 'GET',
      path: `${ONE}/carica`,
      policy: editor,
      handle: onWorking(deps, async (x, it) => upload(deps, x, it)),
    },
    {
      method: 'POST',
      path: `${ONE}/carica`,
      policy: editor,
      upload: ARCHIVE_BYTES,
      handle: onWorking(deps, (x, it) => replace(deps, x, it)),
    },
    { method: 'GET', path: `${HOME}/nuova`, policy: editor, handle: signedIn(async (x) => upload(deps, x, undefined)) },
    {
      method: 'POST',
      path: `${HOME}/nuova`,
      policy: editor,
      upload: ARCHIVE_BYTES,
      handle: signedIn((exchange) => beginFromArchive(deps, exchange)),
    },
  ];
}

async function list(deps: AuthoringDeps, exchange: SignedIn): Promise<Answer> {
  const { database } = deps;
  const [releases, workings, requests] = await Promise.all([
    currentReleases(database),
    allWorkings(database),
    openRequests(database),
  ]);
  const ids = [...new Set([...releases.map((each) => each.procedureId), ...workings.map((each) => each.procedureId)])];
  const rows = ids.sort().map((id) => ({
    id,
    release: releases.find(({ procedureId }) => procedureId === id),
    working: workings.find(({ procedureId }) => procedureId === id),
    asked: requests.some(({ procedureId }) => procedureId === id),
  }));
  return page(renderPage(<ListPage look={lookOf(deps, exchange)} rows={rows} />));
}

async function overview(deps: AuthoringDeps, exchange: SignedIn): Promise<Answer> {
  const { database } = deps;
  const id = exchange.params['procedure'] ?? '';
  const [release, working] = await Promise.all([currentRelease(database, id), workingOf(database, id)]);
  if (release === undefined && working === undefined) return absent();
  const [edits, requests, source] = await Promise.all([
    editsOf(database, id),
    requestsOf(database, id),
    release && sourceOf(database, release.digest),
  ]);
  const look = lookOf(deps, exchange);
  const has = source !== undefined;
  return page(renderPage(<ProcedurePage {...{ look, id, release, working, edits, requests }} hasSource={has} />));
}

async function beginFromRelease(deps: AuthoringDeps, exchange: SignedIn): Promise<Answer> {
  const { database } = deps;
  const id = exchange.params['procedure'] ?? '';
  const release = await currentRelease(database, id);
  const files = release && (await sourceOf(database, release.digest));
  if (release === undefined) return absent();
  if (files === undefined)
    return seeOther(`${HOME}/nuova`, 'Di questa versione non abbiamo i file: carica la cartella della procedura.');
  const edit = { accountId: exchange.visitor.accountId, now: exchange.arrivedAt };
  const begun = await beginWorking(database, id, files, edit);
  return seeOther(paths.procedure(id), begun ? 'La copia di lavoro è pronta.' : 'La copia di lavoro c’era già.');
}

async function showFile(deps: AuthoringDeps, exchange: SignedIn, working: Working): Promise<Answer> {
  const name = exchange.query['nome'] ?? 'procedure.yaml';
  const isNew = !Object.hasOwn(working.files, name);
  if (!isPackFile(name)) return absent();
  const line = Number(exchange.query['riga']);
  const look = lookOf(deps, exchange);
  const text = isNew ? '' : (working.files[name] ?? '');
  const shown = { look, working, name, isNew, text, line: Number.isSafeInteger(line) && line > 0 ? line : undefined };
  return page(renderPage(<FilePage {...shown} />));
}

/** The text as it came: longer than any other field of the portal. */
function postedText({ form }: SignedIn): string {
  const text = Object.hasOwn(form.posted, 'text') ? form.posted['text'] : '';
  return typeof text === 'string' ? asKept(text.toWellFormed().replaceAll('\u0000', '')) : '';
}

async function saveFile(deps: AuthoringDeps, exchange: SignedIn, working: Working): Promise<Answer> {
  const { form, visitor, arrivedAt } = exchange;
  const asked = form.text('nome') || 'procedure.yaml';
  const name = isPackFile(asked) ? asked : 'procedure.yaml';
  const text = postedText(exchange);
  const shown = { working, name, isNew: !Object.hasOwn(working.files, name), text, line: undefined };
  const faults = sentWrongly(exchange, text, name === asked);
  if (faults.length > 0) return page(renderPage(<FilePage {...shown} look={lookOf(deps, exchange, faults)} />), 422);
  const change = {
    procedureId: working.procedureId,
    base: Number(form.text('base')) || 0,
    files: { [name]: text || null },
  };
  if ((working.files[name] ?? '') !== text) {
    const saved = await saveWorking(deps.database, change, { accountId: visitor.accountId, now: arrivedAt });
    if (saved !== 'saved') {
      const message = `Intanto ${working.editor} ha salvato un’altra versione. Il tuo testo è ancora qui e non è salvato: confrontalo con quello salvato, poi salva di nuovo.`;
      return page(
        renderPage(<FilePage {...shown} stored look={lookOf(deps, exchange, [{ field: 'text', message }])} />),
        409,
      );
    }
  }
  if (form.text('vai') === 'controllo') return seeOther(paths.check(working.procedureId));
  const after = await workingOf(deps.database, working.procedureId);
  return seeOther(paths.file(working.procedureId, name), `Salvato. ${after === undefined ? '' : judgedWords(after)}`);
}

/** A file is only written, or taken away, by a form that came whole. */
function sentWrongly({ form }: SignedIn, text: string, named: boolean): FieldError[] {
  const refuse = (message: string) => [{ field: 'text', message }];
  if (!form.has('text')) return refuse('Il testo non è arrivato: il file è rimasto com’era. Riprova.');
  if (!named) return refuse('Questo nome non è di un file di una procedura: non è stato salvato niente.');
  if (text.length > YAML_LIMITS.characters) {
    return refuse(`Il testo è troppo lungo: al massimo ${YAML_LIMITS.characters} caratteri.`);
  }
  const own = ['nome', 'base', 'vai'];
  const faults = [...form.single('text', ...own), ...form.faults.filter(({ field }) => own.includes(field))];
  return faults.slice(0, 1).flatMap(({ message }) => refuse(message));
}

function judgedWords(working: Working): string {
  const judgement = judge(working);
  if (!('faults' in judgement)) return 'Nessun errore.';
  const count = judgement.faults.length;
  return count === 1
    ? 'C’è un errore: guardalo con «Controlla».'
    : `Ci sono ${count} errori: guardali con «Controlla».`;
}

async function download(_exchange: SignedIn, { procedureId, files }: Working): Promise<AnswerWithCookies> {
  const entries = inOrder(files).map((name) => ({ name, bytes: Buffer.from(files[name] ?? '') }));
  return file(zip(entries), 'application/zip', `${procedureId}.zip`);
}

function upload(
  deps: AuthoringDeps,
  exchange: SignedIn,
  working: Working | undefined,
  faults: readonly FieldError[] = [],
) {
  const html = renderPage(<UploadPage look={lookOf(deps, exchange, faults)} working={working} />);
  return page(html, faults.length > 0 ? 422 : 200);
}

async function replace(deps: AuthoringDeps, exchange: SignedIn, working: Working): Promise<Answer> {
  const read = readArchive(exchange);
  if ('refused' in read) return upload(deps, exchange, working, [{ field: 'archive', message: read.refused }]);
  const gone = Object.keys(working.files).filter((path) => !Object.hasOwn(read.files, path));
  const files = { ...read.files, ...Object.fromEntries(gone.map((path) => [path, null])) };
  const base = Number(exchange.form.text('base')) || 0;
  const edit = { accountId: exchange.visitor.accountId, now: exchange.arrivedAt };
  const saved = await saveWorking(deps.database, { procedureId: working.procedureId, base, files }, edit);
  if (saved === 'saved') return seeOther(paths.check(working.procedureId), 'I file sono nella copia di lavoro.');
  const message = `Intanto ${working.editor} ha salvato un’altra versione: scaricala, confrontala con la tua e carica di nuovo.`;
  return upload(deps, exchange, working, [{ field: 'archive', message }]);
}

async function beginFromArchive(deps: AuthoringDeps, exchange: SignedIn): Promise<Answer> {
  const read = readArchive(exchange);
  const refuse = (message: string) => upload(deps, exchange, undefined, [{ field: 'archive', message }]);
  if ('refused' in read) return refuse(read.refused);
  const [, id = ''] =
    /^id:\s*['"]?([a-z0-9][a-z0-9-]{0,80})['"]?\s*(?:#.*)?$/m.exec(read.files['procedure.yaml'] ?? '') ?? [];
  if (id === '') return refuse('In procedure.yaml manca il nome della procedura (id:).');
  const edit = { accountId: exchange.visitor.accountId, now: exchange.arrivedAt };
  const begun = await beginWorking(deps.database, id, read.files, edit);
  if (!begun) return refuse(`La procedura «${id}» ha già una copia di lavoro: carica i file dalla sua pagina.`);
  return seeOther(paths.check(id), 'La copia di lavoro è pronta.');
}

/** The files of the archive that was sent, wherever in it the folder of the pack is. */
function readArchive({ files: [sent] }: SignedIn): { readonly files: Files } | { readonly refused: string } {
  if (sent === undefined) return { refused: 'Scegli un archivio ZIP con i file della procedura.' };
  if (sent.truncated) return { refused: 'L’archivio è troppo grande.' };
  const read = unzip(Buffer.from(sent.bytes), PACK_LIMITS);
  if ('refused' in read) return { refused: read.refused };
  const top = [...read.keys()].find((path) => /^(?:[^/]+\/)?procedure\.yaml$/.test(path));
  if (top === undefined) return { refused: 'Nell’archivio manca procedure.yaml.' };
  const folder = top.slice(0, -'procedure.yaml'.length);
  const files: Record<string, string> = {};
  for (const [path, bytes] of read) {
    const name = path.startsWith(folder) ? path.slice(folder.length) : path;
    if (!isPackFile(name)) return { refused: `«${path.slice(0, 100)}» non è un file di una procedura.` };
    try {
      files[name] = asKept(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      return { refused: `«${name}» non è un testo UTF-8.` };
    }
    if (files[name]?.includes('\u0000')) return { refused: `«${name}» non è un testo.` };
  }
  return { files };
}
