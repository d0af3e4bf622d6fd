import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sourceWords } from './source-words.ts';

it('two pages of the same site are told apart, and what is no link is told whole', () => {
  const [one, two] = ['https://www.sito.it/uno', 'https://sito.it/due'];
  assert.deepEqual(sourceWords([one, 'http://www.vecchio.it/a/b.html', two, 'L. 241/1990 art. 2']), [
    { words: 'sito.it', href: one },
    { words: 'vecchio.it/a/b.html' },
    { words: 'sito.it (2)', href: two },
    { words: 'L. 241/1990 art. 2' },
  ]);
});
