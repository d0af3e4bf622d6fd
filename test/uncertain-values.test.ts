import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { packDigest, packFiles, type Release, readPackFiles } from '../src/features/procedures/index.ts';
import { sourceWords } from '../src/features/procedures/source-words.ts';
import { RulesPage } from '../src/features/procedures/views/rules-page.tsx';
import { TablePage } from '../src/features/procedures/views/table-page.tsx';
import { timedWindows } from '../src/features/procedures/window.ts';
import { type Frame, renderPage } from '../src/ui/index.ts';

const ROOT = join(import.meta.dirname, '..');
const PACKS = join(ROOT, 'procedures');
const frame: Frame = {
  installation: { name: 'Polis', administration: 'Prova', testEnvironment: true, release: '0' },
  assets: { css: '/a.css', js: '/a.js', sprite: '/a.svg', fonts: [] },
};
const now = new Date('2026-03-01T10:00:00Z');
const rows = [
  ...readFileSync(join(ROOT, 'docs/reference/uncertain-values.md'), 'utf8').matchAll(
    /^\| (.+) \| `(.+)` \| `(.+)` \| (.+) \|$/gm,
  ),
].map(([, what = '', file = '', path = '', sources = '']) => ({ what, file, path, sources: sources.split(', ') }));

describe('what the study of the procedures could not confirm', () => {
  it('is listed', () => assert.ok(rows.length >= 25, `${rows.length} rows`));
  for (const { what, file, path, sources } of rows) {
    it(`is marked, with every source: ${what} (${file})`, () => {
      const found = at(parse(readFileSync(join(PACKS, file), 'utf8')), path.split(' > '));
      const { uncertain } = (found ?? {}) as { uncertain?: { sources: readonly string[] } };
      assert.ok(uncertain, `${path} carries no mark`);
      const cited = uncertain.sources.map(nameOf);
      for (const source of sources) assert.ok(cited.includes(source), `${path}: ${source} is not cited`);
    });
  }
});

describe('the public rules of a procedure', () => {
  for (const name of readdirSync(PACKS)) {
    it(`tell every doubt of ${name}, with its reason and its sources`, () => {
      const read = readPackFiles(packFiles(join(PACKS, name)));
      assert.ok('pack' in read);
      const html = pagesOf({ ...read.pack, procedureId: name, digest: packDigest(read.pack), publishedAt: now });
      const doubts = doubtsIn(read.pack);
      assert.ok(doubts.length > 0);
      assert.ok(html.includes('Da verificare con l’atto'));
      const untold = doubts.filter(({ why, sources }) => !html.includes(`${why}. Fonti: ${told(sources)}.`));
      assert.deepEqual(untold, []);
    });
  }
});

/** The rules and every table, as plain words. */
function pagesOf(release: Release): string {
  const { definition, scoring: pack } = release;
  const windows = timedWindows(release, [], now);
  const entry = { release, windows, publications: 1 };
  const tables = Object.entries(pack?.tables ?? {}).map(([id, table]) =>
    pack === null ? '' : renderPage(TablePage({ frame, visitor: null, release, pack, id, table })),
  );
  assert.ok(definition);
  return [renderPage(RulesPage({ frame, visitor: null, entry, now, unfolded: false })), ...tables]
    .join('\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function told(sources: readonly string[]): string {
  return sourceWords(sources)
    .map(({ words }) => words)
    .join(', ');
}

interface Doubt {
  readonly why: string;
  readonly sources: readonly string[];
}

/** Whose page an address is, as it is shown. */
function nameOf(source: string): string {
  return /^https?:\/\/(?:www\.)?([^/]+)/.exec(source)?.[1] ?? source;
}

/** Every mark in a pack, wherever it stands. */
function doubtsIn(value: unknown): readonly Doubt[] {
  if (value === null || typeof value !== 'object') return [];
  const own = 'uncertain' in value && value.uncertain !== undefined ? [value.uncertain as Doubt] : [];
  return [...own, ...Object.values(value).flatMap(doubtsIn)];
}

/** What stands at a path; an item of a list by its id, its event or its place. */
function at(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined || value === null || typeof value !== 'object') return value;
  if (!Array.isArray(value)) return at((value as Record<string, unknown>)[step], rest);
  const named = value.find((each) => each?.id === step || each?.event === step);
  return at(named ?? value[Number(step)], rest);
}
