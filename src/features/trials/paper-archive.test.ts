import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readPapers } from './paper-archive.ts';

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');
const faultsOf = (entries: Record<string, Buffer>) => {
  const reading = readPapers(new Map(Object.entries(entries)));
  return 'faults' in reading ? reading.faults : [];
};

test('each PDF belongs to the number it is called by, in whatever folder, and what a Mac adds is left out', () => {
  const entries = ['1.pdf', 'aula 4/012.PDF', '__MACOSX/aula 4/._012.PDF', 'aula 4/.DS_Store'];
  const reading = readPapers(new Map(entries.map((name) => [name, PDF])));
  const numbers = 'papers' in reading ? reading.papers.map(({ number, name }) => [number, name]) : reading.faults;
  assert.deepEqual(numbers, [
    [1, '1.pdf'],
    [12, '012.PDF'],
  ]);
});

test('every file that is wrong is named, with why', () => {
  const entries = {
    '1.pdf': PDF,
    'a/01.pdf': PDF,
    'rossi.pdf': PDF,
    '0.pdf': PDF,
    '2.pdf': Buffer.from('<html>'),
    '3.exe': PDF,
    '4.pdf': Buffer.concat([PDF, Buffer.alloc(2 * 1024 * 1024)]),
  };
  assert.deepEqual(faultsOf(entries), [
    '01.pdf: del candidato 1 c’è già 1.pdf',
    'rossi.pdf: il nome non è il numero di un candidato, per esempio 12.pdf',
    '0.pdf: il nome non è il numero di un candidato, per esempio 12.pdf',
    '2.pdf: non è un PDF',
    '3.exe: il nome non è il numero di un candidato, per esempio 12.pdf',
    '4.pdf: supera 2 MB',
  ]);
});

test('an archive without papers is refused', () => {
  assert.deepEqual(faultsOf({ '.DS_Store': PDF }), ['Nell’archivio non c’è nessun elaborato.']);
});

test('whatever files come, reading them answers papers or faults', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.uint8Array())), (files) => {
      const reading = readPapers(new Map(files.map(([name, bytes]) => [name, Buffer.from(bytes)])));
      assert.ok('papers' in reading ? reading.papers.length > 0 : reading.faults.every((fault) => fault !== ''));
    }),
  );
});
