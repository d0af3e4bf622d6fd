import assert from 'node:assert/strict';
import { it } from 'node:test';
import { acronymsIn, textsIn } from './acronyms.ts';

it('short names are found where they stand as words, and nowhere else', () => {
  const texts = textsIn({
    norm: 'D.lgs 297/1994 art. 554; OM 21/2009',
    list: [{ why: 'L. 124/1999 (CCNI 2025-28).' }],
  });
  const found = acronymsIn(texts).map(({ short }) => short);
  assert.deepEqual(found, ['CCNI', 'D.lgs', 'L.', 'OM']);
  assert.deepEqual(acronymsIn(['Roma, L.go Garibaldi 1, COMUNE, ADMIN']), []);
});
