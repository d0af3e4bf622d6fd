import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { RegistryFile } from './import/read-csv.ts';

/** The file itself, or the lists in a folder (not in the folders below). Undefined when there is nothing to read. */
export function filesAt(path: string): RegistryFile[] | undefined {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind?.isFile() === true) return [fileAt(path)];
  if (kind?.isDirectory() !== true) return undefined;
  const names = readdirSync(path).filter((name) => /\.csv(\.gz)?$/i.test(name));
  return names.length === 0 ? undefined : names.sort().map((name) => fileAt(join(path, name)));
}

function fileAt(path: string): RegistryFile {
  return { name: basename(path), open: () => createReadStream(path, { highWaterMark: 262_144 }) };
}
