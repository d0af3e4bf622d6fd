import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import type { Candidate } from './contest.ts';
import { compareConvocations, compareResults } from './import-changes.ts';
import { readConvocations, readResults } from './import-file.ts';

const MAX = 10_000;
const faultsOf = (reading: object) =>
  'faults' in reading ? (reading.faults as { line: number; message: string }[]) : [];

describe('a file of results', () => {
  it('is read with commas or semicolons, points with comma or dot, and who did not come', () => {
    const rows = [
      { line: 2, number: 1, fiscalCode: '', points: 7850 },
      { line: 3, number: 2, fiscalCode: '', points: null },
      { line: 4, number: 3, fiscalCode: '', points: 10_000 },
    ];
    assert.deepEqual(readResults('numero;punteggio\r\n1;78,5\r\n2;assente\r\n3;100\r\n', MAX), { rows });
    assert.deepEqual(readResults('\uFEFFNumero,Punteggio\n1,78.50\n2,Assente\n3,"100"', MAX), { rows });
  });

  it('tells every row that is wrong with its line, and keeps none of the others', () => {
    const text = 'numero,punteggio\n1,78\nx,80\n3,settanta\n4,100.01\n1,60\n5\n6,-3\n';
    assert.deepEqual(
      faultsOf(readResults(text, MAX)).map(({ line, message }) => `${line}: ${message}`),
      [
        '3: «x» non è un numero di candidato',
        '4: «settanta» non è un punteggio: scrivi per esempio 78 oppure 78,50, o «assente»',
        '5: 100.01 supera il massimo di 100,00',
        '6: il candidato 1 c’è già alla riga 2',
        '7: le celle sono 1, le colonne 2',
        '8: «-3» non è un punteggio: scrivi per esempio 78 oppure 78,50, o «assente»',
      ],
    );
  });
});

const refused: readonly [story: string, text: string, says: string][] = [
  ['nothing at all', '', 'non ha righe'],
  ['names of columns alone', 'numero,punteggio\n', 'non ha righe'],
  ['a column that is missing', 'numero,voto\n1,2\n', 'manca la colonna «punteggio»'],
  ['a column nobody asked for', 'numero,punteggio,telefono\n1,2,3\n', '«telefono» non serve qui'],
  ['a column given twice', 'numero,punteggio,numero\n1,2,3\n', 'c’è due volte'],
  ['quotes that do not close', 'numero,punteggio\n"1,2\n', 'non si chiudono'],
];
for (const [story, text, says] of refused) {
  test(`${story} is no file of results`, () =>
    assert.match(JSON.stringify(faultsOf(readResults(text, MAX))), new RegExp(says)));
}

test('whatever text comes, reading it answers rows or faults, each with a line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (noise) => {
      for (const reading of [readResults(noise, MAX), readConvocations(`numero,giorno,ora,sede\n${noise}`)]) {
        if ('faults' in reading)
          assert.ok(reading.faults.length > 0 && reading.faults.every(({ line = 0 }) => line > 0));
        else assert.ok(reading.rows.length > 0);
      }
    }),
  );
});

const candidate = (number: number, changes: Partial<Candidate> = {}): Candidate => ({
  ...{
    id: `c${number}`,
    number,
    accountId: 'a',
    applicationId: 'b',
    item: '',
    filingId: 'f',
    name: 'Anna',
    surname: 'Rossi',
  },
  ...{ fiscalCode: 'RSSNNA80A41F205X', gone: false, ...changes },
});
const standing = {
  trialTitle: 'Prova orale',
  candidates: [candidate(1), candidate(2), candidate(3, { gone: true }), candidate(4)],
  called: new Set(['c1', 'c2', 'c3']),
  now: new Date('2026-04-01T10:00:00Z'),
};

describe('a file of convocations', () => {
  const head = 'numero,giorno,ora,sede,indirizzo,aula,posto,codice_fiscale\n';
  const compared = (text: string) => {
    const reading = readConvocations(head + text);
    return 'faults' in reading ? reading : compareConvocations(reading.rows, { ...standing, known: new Map() });
  };

  it('calls candidates for a day, an hour and a place, by the clock of Rome', () => {
    const found = compared('1,20/04/2026,9:30,IC Volta,via Po 3,12,4,\n2,2026-04-20,14.00,IC Volta,,,,\n');
    assert.ok('changes' in found);
    assert.deepEqual(
      found.changes.map(({ kind, after }) => `${kind}: ${after}`),
      [
        'new: lunedì 20 aprile 2026, ore 09:30:00 – IC Volta, via Po 3, aula 12, posto 4',
        'new: lunedì 20 aprile 2026, ore 14:00:00 – IC Volta',
      ],
    );
  });

  const wrong: readonly [row: string, says: RegExp][] = [
    ['9,20/04/2026,9:30,IC Volta,,,,', /non c’è un candidato 9/],
    ['1,20/04/2026,9:30,IC Volta,,,,VRDMRC80A01F205X', /codice fiscale non è quello del candidato 1/],
    ['3,20/04/2026,9:30,IC Volta,,,,', /ha ritirato la domanda/],
    ['4,20/04/2026,9:30,IC Volta,,,,', /non è ammesso alla prova «Prova orale»/],
    ['1,30/02/2026,9:30,IC Volta,,,,', /non è un giorno/],
    ['1,20/04/26,9:30,IC Volta,,,,', /non è un giorno/],
    ['1,20/04/2026,25:00,IC Volta,,,,', /non è un’ora/],
    ['1,31/03/2026,9:30,IC Volta,,,,', /è già passato/],
    ['1,20/04/2026,9:30,,,,,', /manca la sede/],
  ];
  for (const [row, says] of wrong) {
    it(`is refused with its line: ${row}`, () => {
      const [fault] = faultsOf(compared(`2,20/04/2026,9:30,IC Volta,,,,\n${row}\n`));
      assert.equal(fault?.line, 3);
      assert.match(fault?.message ?? '', says);
    });
  }
});

test('what a second file changes is told apart from what it repeats, and from whom it leaves out', () => {
  const reading = readResults('numero,punteggio\n1,78\n', MAX);
  assert.ok('rows' in reading);
  const again = (points: number | null) =>
    compareResults(reading.rows, { ...standing, called: new Set(['c1', 'c2']), known: new Map([['c1', { points }]]) });
  const kinds = [7800, 7000, null].map((points) => {
    const found = again(points);
    return 'changes' in found ? found.changes.map(({ kind, before }) => `${kind} ${before}`) : [];
  });
  assert.deepEqual(kinds, [['same 78,00'], ['changed 70,00'], ['changed assente']]);
  const found = again(null);
  assert.deepEqual('absent' in found && found.absent.map(({ number }) => number), [2]);
});
