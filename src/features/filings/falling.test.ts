import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ChainedFiling, fallingWith, fallingWords } from './falling.ts';

const filing = (id: string, procedureId: string, ...needs: string[]): ChainedFiling => ({
  id,
  procedureId,
  title: `Domanda ${id}`,
  registerNumber: `000000${id}/2026`,
  prerequisites: needs.map((procedure) => ({ procedure, message: `Prima ${procedure}.` })),
});
const own = filing('1', 'elenco');
const ids = (others: readonly ChainedFiling[]) => fallingWith(own, others).map(({ id }) => id);

test('what needs a withdrawn filing falls, and what needs that falls with it', () => {
  assert.deepEqual(ids([filing('4', 'nomina', 'scelta'), filing('2', 'scelta', 'elenco'), filing('3', 'altra')]), [
    '2',
    '4',
  ]);
});

test('nothing falls while another valid filing of the same procedure remains', () => {
  assert.deepEqual(ids([filing('2', 'scelta', 'elenco'), filing('5', 'elenco')]), []);
  assert.deepEqual(ids([filing('4', 'nomina', 'scelta'), filing('2', 'scelta', 'elenco'), filing('6', 'scelta')]), [
    '2',
  ]);
});

test('two that need each other are told once', () => {
  assert.deepEqual(ids([filing('2', 'a', 'elenco', 'b'), filing('3', 'b', 'a')]), ['2', '3']);
});

test('it is told by title and number; of nothing there are no words', () => {
  const falling = fallingWith(own, [filing('2', 'scelta', 'elenco')]);
  assert.equal(
    fallingWords(falling),
    'Senza questa non ha più effetto la domanda «Domanda 2» (protocollo 0000002/2026).',
  );
  assert.equal(fallingWords([]), undefined);
});
