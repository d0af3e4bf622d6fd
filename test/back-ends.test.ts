import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { visibleAnswers } from '../src/engines/procedure/index.ts';
import {
  type Asking,
  compilePack,
  positionsOf,
  type ScoringPack,
  type Surroundings,
  scorePositions,
} from '../src/engines/scoring/index.ts';
import { exampleWorld } from '../src/features/procedures/example-world.ts';
import { packFiles, readPackFiles } from '../src/features/procedures/index.ts';
import { answersOf, type Random, randomAround, randomFrom } from './random-answers.ts';

/** The explaining back end and the compiled one give the same points, whatever people declare in whichever procedure. */
const ROOT = join(import.meta.dirname, '..', 'procedures');
const PEOPLE = 400;
const world = exampleWorld();

/** Every way of being valued: as it is, for a preference, and without what is declared with proviso. */
function expectedOf(pack: ScoringPack, answers: Record<string, unknown>, around: Surroundings) {
  return scorePositions(pack, answers, world, around).map(({ score }) => [score?.total, score?.withoutProviso]);
}

function certain(asking: Asking): Asking {
  return { ...asking, facts: asking.facts.filter(({ values }) => values['proviso'] !== true) };
}

for (const { name } of readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  const read = readPackFiles(packFiles(join(ROOT, name)));
  assert.ok('pack' in read, name);
  const { definition, scoring } = read.pack;
  if (scoring === null) continue;

  test(`${name}: ${PEOPLE} applications at random have the same points in both back ends`, () => {
    const random: Random = randomFrom(20_260_316);
    const given = answersOf(definition, scoring);
    const askings: Asking[] = [];
    const expected: (readonly (number | undefined)[])[] = [];
    for (let person = 0; person < PEOPLE; person += 1) {
      const answers = visibleAnswers(definition, given(random, 9));
      const { applicant, target } = randomAround(random);
      for (const around of [{ applicant }, { applicant, target }]) {
        askings.push(...positionsOf(scoring, answers, world, around));
        expected.push(...expectedOf(scoring, answers, around));
      }
    }
    const points = compilePack(scoring);
    assert.deepEqual(
      points(askings),
      expected.map(([total]) => total),
    );
    assert.deepEqual(
      points(askings.map(certain)),
      expected.map(([, without]) => without),
    );
    const totals = new Set(expected.flat().filter((total) => total !== undefined && total > 0));
    assert.ok(totals.size > 20, `only ${totals.size} different totals: the applications say too little`);
  });
}
