import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder Polis lives in (the one with package.json), whether this file runs from `src` or bundled in `dist`. */
export const home = folderWith('package.json', import.meta.dirname);

function folderWith(file: string, folder: string): string {
  if (existsSync(join(folder, file))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no ${file} above ${import.meta.dirname}`);
  return folderWith(file, parent);
}
