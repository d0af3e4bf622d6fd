import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import {
  type Answers,
  gaps,
  journey,
  readDefinition,
  type Step,
  visibleAnswers,
} from '../src/engines/procedure/index.ts';
import { type PositionScore, readScoringPack, scorePositions } from '../src/engines/scoring/index.ts';
import { pointsOf } from '../src/kernel/points.ts';
import { smallWorld } from './small-world.ts';

/** Every procedure is read with the real engines, and its examples come out as they say. */
const ROOT = join(import.meta.dirname, '..', 'procedures');

interface Expected {
  readonly gaps?: readonly Record<string, unknown>[];
  readonly warnings?: readonly Record<string, unknown>[];
  readonly journey?: Readonly<Record<string, string>>;
  readonly positions?: Readonly<Record<string, ExpectedPosition>>;
}

interface ExpectedPosition {
  readonly table?: string;
  readonly total?: number;
  readonly without_proviso?: number;
  readonly lines?: readonly { readonly item: string; readonly points: number; readonly quantity?: string }[];
  /** How many lines give no points for a reason, and words those reasons contain. */
  readonly discarded?: number;
  readonly reasons?: readonly string[];
  readonly capped?: number;
}

interface Example {
  readonly title: string;
  readonly answers: Record<string, unknown>;
  readonly expect: Expected;
}

const packs = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());

test('there is at least one procedure', () => assert.ok(packs.length > 0));

for (const { name } of packs) {
  const folder = join(ROOT, name);
  const read = readDefinition(parse(readFileSync(join(folder, 'procedure.yaml'), 'utf8')));
  const scoring = join(folder, 'scoring.yaml');
  const pack = existsSync(scoring) ? readScoringPack(parse(readFileSync(scoring, 'utf8'))) : undefined;

  test(`${name}: the definition has no faults`, () => {
    assert.deepEqual(read.ok ? [] : read.faults, []);
    assert.deepEqual(pack === undefined || pack.ok ? [] : pack.faults, []);
  });

  test(`${name}: its guides are there`, () => {
    assert.ok(read.ok);
    for (const guide of read.definition.guides) assert.ok(existsSync(join(folder, guide.file)), guide.file);
  });

  const examples = readdirSync(join(folder, 'examples')).filter((file) => file.endsWith('.yaml'));
  test(`${name}: it has examples`, () => assert.ok(examples.length > 0));

  for (const file of examples) {
    const { cases } = parse(readFileSync(join(folder, 'examples', file), 'utf8')) as { cases: readonly Example[] };
    for (const example of cases) {
      test(`${name}/${file}: ${example.title}`, () => {
        assert.ok(read.ok);
        const answers = withIds(example.answers);
        const { expect } = example;
        const context = smallWorld();
        checkGaps(gaps(read.definition, answers, context), expect);
        for (const [section, state] of Object.entries(expect.journey ?? {})) {
          const found: Step | undefined = journey(read.definition, answers, context).find(
            (each) => each.section === section,
          );
          assert.equal(found?.state, state, `journey: ${section}`);
        }
        if (expect.positions === undefined) return;
        assert.ok(pack?.ok);
        const scores = scorePositions(pack.pack, visibleAnswers(read.definition, answers), context);
        for (const [key, expected] of Object.entries(expect.positions)) checkPosition(key, scores, expected);
      });
    }
  }
}

/** Examples may leave out the ids of items: `rankings-1`, `titles-2`… */
function withIds(answers: Record<string, unknown>): Answers {
  const entries = Object.entries(answers).map(([section, saved]) => {
    if (!Array.isArray(saved)) return [section, saved] as const;
    return [section, saved.map((item, index) => ({ id: `${section}-${index + 1}`, ...item }))] as const;
  });
  return Object.fromEntries(entries) as Answers;
}

function checkGaps(found: ReturnType<typeof gaps>, expect: Expected): void {
  const of = (severity: string) =>
    found
      .filter((gap) => gap.severity === severity)
      .map(({ section, item, field, code }) => JSON.stringify([section, item ?? null, field ?? null, code]));
  const wanted = (list: readonly Record<string, unknown>[]) =>
    list.map((gap) => JSON.stringify([gap['section'], gap['item'] ?? null, gap['field'] ?? null, gap['code']]));
  if (expect.gaps !== undefined) assert.deepEqual(of('error').toSorted(), wanted(expect.gaps).toSorted());
  if (expect.warnings !== undefined) assert.deepEqual(of('warning').toSorted(), wanted(expect.warnings).toSorted());
}

function checkPosition(key: string, scores: readonly PositionScore[], expected: ExpectedPosition): void {
  const found: { table?: string; score?: PositionScore['score'] } | undefined = scores.find(
    (each) => each.position.key === key,
  );
  const score = found?.score;
  assert.ok(score, `no score for ${key}`);
  if (expected.table !== undefined) assert.equal(found?.table, expected.table);
  if (expected.total !== undefined) assert.equal(score.total, pointsOf(expected.total), `${key}: total`);
  if (expected.without_proviso !== undefined) assert.equal(score.withoutProviso, pointsOf(expected.without_proviso));
  const sum = score.lines.reduce((total, line) => total + line.points, 0);
  assert.equal(sum, score.total, `${key}: the lines add up`);
  const discarded = score.lines.filter((line) => line.discarded !== undefined);
  if (expected.discarded !== undefined) assert.equal(discarded.length, expected.discarded, `${key}: discarded`);
  for (const words of expected.reasons ?? [])
    assert.ok(
      discarded.some((line) => line.discarded?.includes(words)),
      words,
    );
  if (expected.capped !== undefined)
    assert.equal(score.lines.filter((line) => line.capped !== undefined).length, expected.capped);
  for (const wanted of expected.lines ?? []) {
    const line = score.lines.find(
      (each) =>
        each.item === wanted.item &&
        each.points === pointsOf(wanted.points) &&
        (wanted.quantity === undefined || each.quantity === wanted.quantity),
    );
    assert.ok(line, `${key}: no line ${JSON.stringify(wanted)} in ${JSON.stringify(score.lines)}`);
  }
}
