import type { Definition } from '../../../engines/procedure/index.ts';
import type { PackFault } from '../yaml-store.ts';
import { documentDigest, type PublishedDocument } from './document.ts';
import { readDocument } from './read-document.ts';

/** What schools decided, by the code of the school. */
export type Documents = ReadonlyMap<string, PublishedDocument>;

/**
 * The documents of schools that stand in the folder of a procedure (`schools/VDIC80100L.yaml`): those its examples and
 * the test environment live with. A release holds none of them: each is published on its own, by its school.
 */
export function documentsIn(
  files: Readonly<Record<string, string>>,
  definition: Definition,
): { readonly documents: Documents; readonly faults: readonly PackFault[] } {
  const read = schoolFiles(files).map((file) => ({ file, reading: readDocument(file, files[file] ?? '', definition) }));
  const faults = read.flatMap(({ file, reading }) => {
    if ('faults' in reading) return reading.faults;
    const named = file === `schools/${reading.document.school}.yaml`;
    return named ? [] : [{ file, message: `il file si chiama come la scuola: ${reading.document.school}.yaml` }];
  });
  const documents = read.flatMap(({ reading }) => ('document' in reading ? [reading.document] : []));
  return {
    documents: new Map(documents.map((each) => [each.school, { ...each, digest: documentDigest(each) }])),
    faults,
  };
}

export function schoolFiles(files: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(files)
    .filter((path) => /^schools\/[^/]+\.ya?ml$/.test(path))
    .sort();
}
