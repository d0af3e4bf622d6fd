import { glob, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '../../..');

/** The folder of the kit's built files. */
export const kitFolder = join(dirname(createRequire(import.meta.url).resolve('bootstrap-italia/package.json')), 'dist');

const views = ['src/ui/**/*.{ts,tsx}', 'src/features/**/views/**/*.tsx'];

/** The text of every file that may name a class or an icon. */
export async function viewSources(): Promise<string[]> {
  const texts: string[] = [];
  for await (const path of glob(views, { cwd: root })) {
    if (!path.includes('.test.')) texts.push(await readFile(join(root, path), 'utf8'));
  }
  return texts;
}
