import type { Database, Db } from '../../../platform/db/database.ts';
import type { PackFiles } from '../pack-files.ts';
import type { Pack } from '../release.ts';
import { currentRelease, procedureWindow } from '../store.ts';
import { documentDigest, type PublishedDocument } from './document.ts';
import { documentsIn, schoolFiles } from './documents-in.ts';
import { readDocument } from './read-document.ts';
import { publishDocument } from './store.ts';

interface Act {
  readonly by: string;
  readonly at: Date;
  /** Who does it for a school, which publishes its own criteria and no other's. */
  readonly actor?: { readonly accountId: string; readonly office: string };
}

export type PublishOutcome =
  | { readonly published: readonly PublishedDocument[] }
  /** Why, a line for each reason. */
  | { readonly refused: readonly string[] };

/**
 * Publishes what schools wrote. Families choose knowing the criteria, and who has filed was judged by them: from the
 * opening on nothing changes.
 */
export async function publishTexts(
  database: Database,
  procedureId: string,
  texts: readonly { readonly file: string; readonly text: string }[],
  { by, at, actor }: Act,
): Promise<PublishOutcome> {
  return database.transaction(async (tx) => {
    const release = await currentRelease(tx, procedureId);
    if (release === undefined) return { refused: [`${procedureId}: nessuna procedura pubblicata con questo nome`] };
    const window = await procedureWindow(tx, release, at);
    if (window !== undefined && window.phase !== 'future') return { refused: [`${procedureId}: ${OPENED}`] };
    const read = texts.map(({ file, text }) => ({ text, reading: readDocument(file, text, release.definition) }));
    const faults = read.flatMap(({ reading }) => ('faults' in reading ? reading.faults : []));
    if (faults.length > 0) {
      return { refused: faults.map((each) => `${each.file}:${each.line ?? 1}:${each.column ?? 1}: ${each.message}`) };
    }
    const published: PublishedDocument[] = [];
    for (const { text, reading } of read) {
      if (!('document' in reading)) continue;
      const { school } = reading.document;
      if (actor !== undefined && school !== actor.office) throw new Error(`${actor.office} publishes for ${school}`);
      await publishDocument(tx, reading.document, { source: text, by, at, actor });
      published.push({ ...reading.document, digest: documentDigest(reading.document) });
    }
    return { published };
  });
}

const OPENED = 'le domande si sono già aperte: i criteri delle scuole non si cambiano più';

/** The documents in the folder of a procedure, for the environment of trial: whatever its windows. */
export async function publishSchools(db: Db, { definition }: Pack, files: PackFiles, { by, at }: Act): Promise<void> {
  const { documents } = documentsIn(files, definition);
  for (const file of schoolFiles(files)) {
    const document = [...documents.values()].find(({ school }) => file === `schools/${school}.yaml`);
    if (document === undefined) continue;
    const { digest: _, ...written } = document;
    await publishDocument(db, written, { source: files[file] ?? '', by, at });
  }
}
