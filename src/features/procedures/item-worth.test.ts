import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { packIn } from '../../../test/procedure-portal.ts';
import { home } from '../../platform/home.ts';
import { itemWorths } from './item-worth.ts';

function worthsOf(pack: string, table: string) {
  const found = packIn(join(home, 'procedures', pack)).scoring?.tables[table];
  assert.ok(found);
  return new Map(itemWorths(found).map(({ item, words, most }) => [item.id, { words, most }]));
}

it('tells what one title of each item gives at most, and what grows with time by its rate', () => {
  const gps = worthsOf('gps-2026-28', 'A/3');
  assert.deepEqual(gps.get('A.1'), { words: 'fino a 12,00', most: 1200 });
  assert.deepEqual(gps.get('B.7'), { words: '14,00 ciascuno', most: 1400 });
  assert.deepEqual(gps.get('C.1'), { words: '2,00 per ogni mese', most: undefined });
});

it('finds words for every item of every table of the catalogue', () => {
  for (const pack of ['ata-terza-fascia-2024', 'mobilita-docenti-2026', 'gae-2026', 'concorso-docenti-2025']) {
    const tables = packIn(join(home, 'procedures', pack)).scoring?.tables ?? {};
    const all = Object.values(tables).flatMap((table) => itemWorths(table));
    assert.ok(all.length > 0);
    for (const { item, words, most } of all) {
      assert.doesNotMatch(words, /NaN|undefined|Infinity/, item.id);
      assert.ok(most === undefined || most > 0, item.id);
    }
  }
});
