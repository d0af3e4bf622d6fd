import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from '../src/platform/home.ts';

/** Says whether anything has changed in these folders of the checkout, tests aside, or in the packages it uses. */
export function digestOfSources(...folders: readonly string[]): string {
  const digest = createHash('sha256').update(readFileSync(join(home, 'package-lock.json')));
  const files = folders
    .flatMap((folder) => readdirSync(join(home, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) digest.update(file).update(readFileSync(file));
  return digest.digest('hex');
}
