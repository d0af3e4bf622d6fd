import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildAssets } from '../platform/assets/build-assets.ts';
import { home } from '../platform/home.ts';
import { copyFonts } from '../platform/pdf/fonts.ts';

/** Where the built programs, assets and fonts go. */
export const distFolder = join(home, 'dist');

const programs = {
  server: 'src/apps/server.ts',
  worker: 'src/apps/worker.ts',
  cli: 'src/apps/cli.ts',
  'mail-catcher': 'src/apps/mail-catcher.ts',
  'reference-client': 'src/apps/reference-client.ts',
  'development-idp': 'src/apps/development-idp.ts',
  'press-process': 'src/platform/pdf/press-process.ts',
  'hashing-thread': 'src/platform/hashing-thread.ts',
};

/** Makes everything in `dist`: the programs as one file each, which start ten times faster than the sources. */
export async function buildAll(development: boolean): Promise<void> {
  await Promise.all([
    build({
      absWorkingDir: home,
      entryPoints: Object.fromEntries(Object.entries(programs).filter(([, source]) => existsSync(join(home, source)))),
      outdir: distFolder,
      bundle: true,
      packages: 'external',
      platform: 'node',
      target: 'node24',
      format: 'esm',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      sourcemap: true,
      logLevel: 'warning',
    }),
    buildAssets({ outDir: join(distFolder, 'assets'), development }),
    Promise.resolve(copyFonts(join(distFolder, 'fonts'))),
  ]);
}
