import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type PackFiles, type PackReading, readPackFiles } from './pack-files.ts';

/** What a pack is made of; anything else in its folder is nobody's. */
const KINDS = /\.(ya?ml|md)$/;

/** Reads a folder of `procedures/` and checks it. */
export function readPack(folder: string): PackReading {
  return readPackFiles(packFiles(folder));
}

/** The texts in a folder, by their path in it. Links are not followed: a pack holds its own files. */
export function packFiles(folder: string): PackFiles {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => entry.isFile() && KINDS.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    paths.sort().map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
  );
}
