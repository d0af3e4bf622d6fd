import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { reduceKit } from './kit-styles.ts';
import { type AssetManifest, assetsPath, manifestFile } from './manifest.ts';
import { kitFolder, root, viewSources } from './sources.ts';
import { reduceSprite } from './sprite.ts';

interface BuildRequest {
  readonly outDir: string;
  /** Readable output with source maps instead of the smallest. */
  readonly development: boolean;
}

/** Weights worth fetching before the style sheet asks for them: running text and headings. */
const preloaded = /(?:regular|700)-[^-]+\.woff2$/;

/**
 * Builds style sheet, script, fonts and icons into `outDir` under names made of their content, each compressed
 * beside it, and writes the manifest last: a server that reads it finds every file. Needs the development packages.
 */
export async function buildAssets({ outDir, development }: BuildRequest): Promise<AssetManifest> {
  await mkdir(outDir, { recursive: true });
  const sources = await viewSources();
  const files = await bundle(outDir, development, await reduceKit(sources));
  const sprite = await writeDrawing(outDir, 'icons', await reduceSprite(sources));
  const mark = await writeDrawing(outDir, 'mark', await readFile(join(root, 'src/ui/styles/mark.svg'), 'utf8'));
  const manifest: AssetManifest = {
    css: only(files, '.css'),
    js: only(files, '.js'),
    sprite,
    mark,
    fonts: files.filter((name) => preloaded.test(name)).map(address),
  };
  await Promise.all([...files, basename(sprite), basename(mark)].map((name) => compress(join(outDir, name))));
  await writeWhole(join(outDir, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function bundle(outDir: string, development: boolean, kit: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [
      { in: 'src/ui/styles/main.css', out: 'polis' },
      { in: 'src/ui/islands/main.ts', out: 'polis' },
    ],
    outdir: outDir,
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file' },
    plugins: [kitPlugin(kit)],
    bundle: true,
    format: 'esm',
    target: ['chrome109', 'firefox115', 'safari15.6'],
    minify: !development,
    sourcemap: development,
    metafile: true,
    logLevel: 'warning',
  });
  return Object.keys(metafile.outputs).map((path) => basename(path));
}

/** `@import "bootstrap-italia"` is the reduced kit, and its fonts are found by their file name. */
function kitPlugin(kit: string): Plugin {
  return {
    name: 'bootstrap-italia',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^bootstrap-italia$/ }, () => ({ path: 'bootstrap-italia', namespace: 'kit' }));
      onLoad({ filter: /.*/, namespace: 'kit' }, () => ({ contents: kit, loader: 'css' }));
      onResolve({ filter: /\.woff2$/ }, ({ path }) => ({
        path: join(kitFolder, 'fonts/Titillium_Web', basename(path)),
      }));
    },
  };
}

/** Writes a drawing under a name made of its content, as the bundler does for the rest. */
async function writeDrawing(outDir: string, stem: string, text: string): Promise<string> {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase();
  const name = `${stem}-${hash}.svg`;
  await writeWhole(join(outDir, name), text);
  return address(name);
}

function only(files: readonly string[], extension: string): string {
  const name = files.find((file) => file.endsWith(extension));
  if (name === undefined) throw new Error(`no ${extension} file was built`);
  return address(name);
}

function address(name: string): string {
  return `${assetsPath}${name}`;
}

/** `.gz` and `.br` beside each text, so that the server never compresses them again. */
async function compress(path: string): Promise<void> {
  if (!/\.(?:css|js|svg)$/.test(path)) return;
  const text = await readFile(path);
  const brotli = promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  await Promise.all([
    writeWhole(`${path}.gz`, await promisify(gzip)(text, { level: 9 })),
    writeWhole(`${path}.br`, await brotli),
  ]);
}

/** Two builds at once never leave half a file behind. */
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, content);
  await rename(draft, path);
}
