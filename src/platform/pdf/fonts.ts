import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { home } from '../home.ts';

const titillium = join(home, 'node_modules/bootstrap-italia/dist/fonts/Titillium_Web');
const dejavu = join(home, 'node_modules/dejavu-fonts-ttf/ttf');

/** Of DejaVu only what stands in for Titillium where that has no letter. */
const wanted = /^titillium-web-.*(?:regular|italic|600|700)\.ttf$|^DejaVuSans(?:-Bold|-Oblique|-BoldOblique)?\.ttf$/;

const isBundled = import.meta.filename.endsWith('.js');

/** Folders with the fonts of documents: those of the build, or those of the packages when running from source. */
export function fontFolders(): string[] {
  return isBundled ? [join(import.meta.dirname, 'fonts')] : [titillium, dejavu];
}

/** Copies the fonts into the build: the package with Titillium is not there in production. */
export function copyFonts(target: string): void {
  mkdirSync(target, { recursive: true });
  for (const folder of [titillium, dejavu]) {
    for (const file of readdirSync(folder).filter((name) => wanted.test(name))) {
      copyFileSync(join(folder, file), join(target, file));
    }
  }
}
