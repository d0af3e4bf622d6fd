import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sessionWords } from './session-words.ts';

const NOW = Date.parse('2026-03-10T14:39:00Z');
const minutes = (count: number) => NOW + count * 60_000;

test('before a session ends it is said how long there is, by the clock of Rome, what is kept and what to do', () => {
  assert.equal(
    sessionWords.idle(NOW, minutes(3), true),
    'Non usi il portale da un po’: tra 3 minuti, alle 15:42 ti chiediamo di accedere di nuovo. Le risposte salvate restano.',
  );
  assert.equal(
    sessionWords.last(NOW, minutes(1), false),
    'Finisce tra 1 minuto, alle 15:40 e non si può prolungare. Quello che hai già inviato resta. Se stai scrivendo in questa pagina, inviala adesso. Poi accedi di nuovo e continui da qui.',
  );
  assert.match(sessionWords.last(NOW, NOW + 40_000, true), /tra meno di un minuto, alle 15:39 .*Finisci la frase/);
});

test('where nothing is saved by itself, nothing is called saved', () => {
  for (const words of [sessionWords.idle(NOW, minutes(3), false), sessionWords.over(false)]) {
    assert.doesNotMatch(words, /salvat/);
  }
});
