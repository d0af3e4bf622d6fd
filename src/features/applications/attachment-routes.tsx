import { uuidv7 } from 'uuidv7';
import type { FieldOf, FileRef, Section } from '../../engines/procedure/index.ts';
import { sha256Hex } from '../../platform/digest.ts';
import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, file, seeOther } from '../../platform/http/index.ts';
import { actOf } from './act-routes.ts';
import type { Application } from './application.ts';
import { fileName, fileWrong, mediaType } from './attachment.ts';
import { attachmentCount, attachmentForPerson, saveAttachment } from './attachment-store.ts';
import type { ApplicationDeps } from './deps.ts';
import { withBack } from './item-routes.ts';
import type { Opened } from './opened.ts';
import { paths } from './opened.ts';
import { isId } from './opened-store.ts';
import { backOf, onApplication, onSection, ownApplication } from './opening-routes.ts';
import { showRecord } from './record-page-routes.tsx';
import { hasRecord, withFile } from './removal.ts';
import { changeSection, inTurn } from './section-store.ts';

/** Greatest size of an upload, whatever a definition asks: 2 MiB, cut while it streams in. */
const LARGEST = 2 * 1024 * 1024;
const SECTION = '/istanze/:application/sezioni/:section';
const CLOSED = 'Il file non è stato allegato: in questo momento le risposte non si possono modificare.';

/** Attaching, taking away and reading back the documents of an application. */
export function attachmentRoutes(deps: ApplicationDeps): Route[] {
  const places = [`${SECTION}/allegati/:field`, `${SECTION}/:item/allegati/:field`];
  return [
    ...places.flatMap((path): Route[] => [
      { method: 'POST', path, policy: ownApplication, upload: LARGEST, handle: onFileField(deps, attach) },
      { method: 'POST', path: `${path}/rimozione`, policy: ownApplication, handle: onFileField(deps, detach) },
    ]),
    {
      method: 'GET',
      path: '/istanze/:application/allegati/:attachment',
      policy: ownApplication,
      handle: download(deps),
    },
  ];
}

interface FilePlace {
  readonly exchange: SignedIn;
  readonly opened: Opened;
  readonly section: Section;
  readonly key: string;
  readonly field: FieldOf<'file'>;
}

function onFileField(
  deps: ApplicationDeps,
  handle: (deps: ApplicationDeps, place: FilePlace) => Promise<AnswerWithCookies>,
) {
  return onSection(deps, async (exchange, opened, section) => {
    const key = exchange.params['item'] ?? '';
    const field = section.fields.find((each) => each.id === exchange.params['field']);
    const mayStand = hasRecord(section, opened.application, key) || (section.kind === 'list' && isId(key));
    if (field?.kind !== 'file' || !mayStand) return absent();
    if (!opened.writable) return seeOther(paths.application(opened.application.id), CLOSED);
    return handle(deps, { exchange, opened, section, key, field });
  });
}

async function attach(deps: ApplicationDeps, place: FilePlace): Promise<AnswerWithCookies> {
  const { exchange, opened, section, key, field } = place;
  const received = exchange.files.find((each) => each.field === field.id);
  const wrong =
    fileWrong(field, received) ?? fullWrong(section, opened.application, key) ?? (await tooManyWrong(deps, opened));
  if (received === undefined || wrong !== undefined) {
    const errors = [{ field: field.id, message: wrong ?? '' }];
    return showRecord(deps, { exchange, opened, section, key, errors }, 422);
  }
  const name = fileName(received.filename);
  const ref: FileRef = {
    id: uuidv7(),
    name,
    media_type: mediaType(received),
    bytes: received.bytes.length,
    sha256: sha256Hex(received.bytes),
  };
  const stored = await storeFile(deps, place, ref, received.bytes);
  const here = withBack(paths.record(opened.application.id, section.id, key), backOf(exchange));
  return seeOther(
    here,
    stored ? `«${name}» è allegato.` : 'Il file non è stato allegato: la sezione è cambiata nel frattempo. Riprova.',
  );
}

/** Each file sent stays, so that it can be put back: beyond this many somebody is filling the disk. */
const FILES_MAX = 100;

async function tooManyWrong(deps: ApplicationDeps, opened: Opened): Promise<string | undefined> {
  const count = await attachmentCount(deps.database, opened.application.id);
  if (count < FILES_MAX) return undefined;
  return `Hai già inviato ${FILES_MAX} file per questa domanda: non se ne possono aggiungere altri. Chiedi aiuto all’assistenza.`;
}

/** An item made by its first file still needs room in the list. */
function fullWrong(section: Section, application: Application, key: string): string | undefined {
  if (section.kind !== 'list' || hasRecord(section, application, key)) return undefined;
  const items = application.answers[section.id];
  const full = Array.isArray(items) && items.length >= section.max;
  return full ? `In questa sezione puoi inserire al massimo ${section.max} voci.` : undefined;
}

async function storeFile(deps: ApplicationDeps, place: FilePlace, ref: FileRef, bytes: Uint8Array): Promise<boolean> {
  const { exchange, opened, section, key, field } = place;
  const act = actOf(exchange);
  const added = {
    id: ref.id,
    section: section.id,
    item: key,
    field: field.id,
    filename: ref.name,
    mediaType: ref.media_type,
    sha256: ref.sha256,
    bytes,
  };
  const about = { id: uuidv7(), title: field.label, at: exchange.arrivedAt.toISOString() };
  const stored = await inTurn(deps.database, opened.application, act, async (db, application) => {
    const { answers, removed = [] } = withFile(section, application, { key, field: field.id, file: ref }, about);
    const done = await saveAttachment(db, application, added, { answers, removed }, act);
    return done ? true : 'changed-meanwhile';
  });
  return stored === true;
}

async function detach(
  deps: ApplicationDeps,
  { exchange, opened, section, key, field }: FilePlace,
): Promise<AnswerWithCookies> {
  const about = { id: uuidv7(), title: field.label, at: exchange.arrivedAt.toISOString() };
  const act = actOf(exchange);
  const without = (now: Application) =>
    hasRecord(section, now, key) ? withFile(section, now, { key, field: field.id, file: undefined }, about) : undefined;
  await changeSection(deps.database, opened.application, without, act);
  const here = withBack(paths.record(opened.application.id, section.id, key), backOf(exchange));
  return seeOther(here, `Hai tolto il file di «${field.label}». Puoi rimetterlo.`);
}

function download(deps: ApplicationDeps) {
  return onApplication(deps, async (exchange, opened) => {
    const attachment = exchange.params['attachment'] ?? '';
    if (!isId(attachment)) return absent();
    const found = await attachmentForPerson(
      deps.database,
      attachment,
      opened.application.id,
      exchange.visitor.accountId,
    );
    return found === undefined ? absent() : file(found.bytes, found.mediaType, found.filename);
  });
}
