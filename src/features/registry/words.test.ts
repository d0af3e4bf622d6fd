import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldName, indexWords, searchWords } from './words.ts';

test('accents, capitals, apostrophes and hyphens do not distinguish names', () => {
  const same: readonly (readonly [string, string])[] = [
    ["FORLI'-CESENA", 'Forlì-Cesena'],
    ['AGLIE’', 'Agliè'],
    ['Appiano sulla Strada del Vino/Eppan an der Weinstraße', 'appiano sulla strada del vino eppan an der weinstrasse'],
    ["L'AQUILA", 'l’aquila'],
  ];
  for (const [left, right] of same) assert.equal(foldName(left), foldName(right));
});

test('a name with an apostrophe is found with and without it', () => {
  assert.equal(indexWords(['L.CLASSICO "D\'ANNUNZIO"', null]), 'classico annunzio dannunzio');
});

test('words that half the schools have are neither kept nor searched', () => {
  assert.equal(indexWords(['Scuola primaria di Broni', 'Istituto Comprensivo 3']), 'primaria broni comprensivo 3');
  assert.equal(searchWords('scuola di'), '');
  assert.equal(searchWords('scuo broni'), "'broni':*");
});

test('whatever is typed, only letters and digits reach the query', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['Liceo  Volta', "'liceo':* & 'volta':*"],
    ["d'annunzio", "'annunzio':*"],
    ["xx' | !yy:* & (zz", "'xx':* & 'yy':* & 'zz':*"],
    ["'; drop table schools; --", "'drop':* & 'table':* & 'schools':*"],
    ['%_\\', ''],
    ['  ', ''],
    ['💥', ''],
    ['MIPS01000G', "'mips01000g':*"],
    ['a b c d', ''],
  ];
  for (const [typed, query] of cases) assert.equal(searchWords(typed), query, typed);
  assert.ok(searchWords('parola '.repeat(5000)).length < 400);
});
