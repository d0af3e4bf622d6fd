import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Answers } from '../../engines/procedure/index.ts';
import { exampleWorld } from '../procedures/example-world.ts';
import { packFiles, readPackFiles } from '../procedures/index.ts';
import { rankingPoints } from './points.ts';

const ROOT = join(import.meta.dirname, '../../../procedures');

function pointsIn(procedure: string, answers: object) {
  const read = readPackFiles(packFiles(join(ROOT, procedure)));
  assert.ok('pack' in read && read.pack.scoring !== null);
  return rankingPoints(read.pack.scoring, read.pack.definition, { answers: answers as Answers }, exampleWorld());
}

const post = { grade: 'upper', teaching_class: 'A-12', tenure: 'school', province: 'VD', school: 'VDIS00100C' };
const family = { reunion: 'spouse', reunion_municipality: 'H501', care: 'none' };

test('points that count for some preferences only are told apart, with the place in words', () => {
  const [ranking] = pointsIn('mobilita-docenti-2026', {
    who: { contract: 'permanent' },
    post: { ...post, wanted_posts: ['common'], surplus: 'no' },
    service: { role_years: 12 },
    family,
  });
  assert.equal(ranking?.title, 'Trasferimento');
  assert.equal(ranking?.total, 7200);
  assert.ok(ranking.rows.every(({ points }) => points <= 7200));
  const [rome, ...others] = ranking.elsewhere;
  assert.deepEqual(others, []);
  assert.equal(rome?.where, 'nel comune di Roma');
  assert.equal(rome?.total, 7800);
  assert.deepEqual(
    rome?.rows.map(({ points, rule }) => [points, rule]),
    [[600, '6,00 punti per ciascun titolo']],
  );
});

test('where no place is named nothing is told apart', () => {
  const [ranking] = pointsIn('mobilita-docenti-2026', {
    post: { ...post, wanted_posts: ['common'], surplus: 'no' },
    service: { role_years: 12 },
    family: { reunion: 'none', care: 'none' },
  });
  assert.deepEqual(ranking?.elsewhere, []);
});

test('what has no title of its own is called by its label, once', () => {
  const [ranking] = pointsIn('mobilita-docenti-2026', {
    post: { ...post, wanted_posts: ['common'], surplus: 'no' },
    service: { role_years: 12, continuity_years: 8 },
  });
  const row = ranking?.rows.find(({ declared }) => declared === 'Anni di seguito nella scuola di titolarità');
  assert.deepEqual(
    [row?.points, row?.quantity, row?.rule],
    [4000, '8 anni', '4,00 punti per ogni anno fino a 3, poi 5,00 fino a 5, poi 6,00'],
  );
});
