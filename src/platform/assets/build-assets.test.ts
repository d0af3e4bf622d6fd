import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildAssets } from './build-assets.ts';
import { type AssetManifest, assetsPath, readAssets } from './manifest.ts';
import { root } from './sources.ts';

let outDir: string;
let built: AssetManifest;

before(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'polis-assets-'));
  built = await buildAssets({ outDir, development: false });
});

after(() => rm(outDir, { recursive: true }));

const textOf = (address: string) => readFile(join(outDir, basename(address)), 'utf8');

test('the manifest that is read is the one that was built, and its files are there', async () => {
  assert.deepEqual(await readAssets(outDir), built);
  const files = await readdir(outDir);
  for (const address of [built.css, built.js, built.sprite, built.mark, ...built.fonts]) {
    assert.ok(address.startsWith(assetsPath));
    assert.ok(files.includes(basename(address)), address);
    assert.match(address, /-[0-9A-Z]{8}\.[a-z0-9]+$/);
  }
});

test('style sheet and script are small enough for a slow line', async () => {
  assert.ok(gzipSync(await textOf(built.css)).length <= 40 * 1024);
  assert.ok(gzipSync(await textOf(built.js)).length <= 12 * 1024);
});

test('the style sheet asks only for our own files', async () => {
  const asked = [...(await textOf(built.css)).matchAll(/url\(["']?([^"')]*)/g)].map(([, address]) => address ?? '');
  const files = await readdir(outDir);
  assert.ok(asked.length > 0);
  assert.deepEqual(
    asked.filter((address) => !files.includes(basename(address))),
    [],
  );
  assert.deepEqual(
    asked.filter((address) => address.includes(':')),
    [],
  );
});

test('every icon that components may name is drawn', async () => {
  const sprite = await textOf(built.sprite);
  const names = (await readFile(join(root, 'src/ui/parts/icon.tsx'), 'utf8')).match(/(?<=')it-[a-z-]+(?=')/g) ?? [];
  assert.ok(names.length > 10);
  assert.deepEqual(
    names.filter((name) => !sprite.includes(`id="${name}"`)),
    [],
  );
});

test('the same sources give the same names', async () => {
  assert.deepEqual(await buildAssets({ outDir, development: false }), built);
});
