import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const shape = z.object({
  css: z.string(),
  js: z.string(),
  sprite: z.string(),
  mark: z.string(),
  fonts: z.array(z.string()),
});

/** Addresses of the built assets, each named after its content so that a browser may keep it for ever. */
export type AssetManifest = Readonly<z.infer<typeof shape>>;

export const manifestFile = 'manifest.json';

/** Where the server offers the folder of built assets. */
export const assetsPath = '/assets/';

/** Reads what `buildAssets` wrote to `outDir`; throws when it has not run there. */
export async function readAssets(outDir: string): Promise<AssetManifest> {
  return shape.parse(JSON.parse(await readFile(join(outDir, manifestFile), 'utf8')));
}
