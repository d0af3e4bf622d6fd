import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { canonicalLines, readDocument } from '../assignment/document.ts';
import { generateRecords, smallProvince } from '../assignment/generate-document.ts';
import { outcomeContainer } from '../assignment/outcome-file.ts';
import { randomFrom } from '../assignment/random.ts';
import { runDocument } from '../assignment/run.ts';
import { checkDocument, type Published } from './check-document.ts';
import { recordsOf } from './records.ts';

const lot = (seed: string, code: string) => createHash('sha256').update(`${seed}\n${code}`).digest('hex');

function ran(shape: object) {
  const lines = [...generateRecords({ ...smallProvince, people: 50, seats: 25, schools: 8, ...shape })].map((each) =>
    JSON.stringify(each),
  );
  const read = readDocument(lines);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  const outcome = runDocument(read.document, lot);
  if ('faults' in outcome) throw new Error(JSON.stringify(outcome.faults));
  const records = recordsOf(canonicalLines(read.document));
  return { records, published: outcomeContainer(outcome, '').sections as unknown as Published };
}

describe('the checker over declared documents', () => {
  for (const mechanism of ['deferred-acceptance', 'serial-rescan', 'serial-forward']) {
    it(`finds nothing against a hundred provinces with reserves, L. 104 and part posts (${mechanism})`, () => {
      for (let seed = 1; seed <= 100; seed++) {
        const { records, published } = ran({ seed, mechanism, reserved: 25, precedence: 10, parts: 40 });
        assert.deepEqual(checkDocument(records, published, lot).violations, [], `seed ${seed}`);
      }
    });
  }

  it('catches a calling order, a cut-off, a seat, a reason or a right that was touched', () => {
    let [tried, caught] = [0, 0];
    for (let seed = 1; seed <= 60; seed++) {
      const { records, published } = ran({ seed, reserved: 25, precedence: 10, parts: 40 });
      const random = randomFrom(seed);
      const tampered: Partial<Published>[] = [
        { cutoffs: touched(published.cutoffs, random.below(published.cutoffs.length)) },
        { orderPerson: swapped(published) },
        { reasons: published.reasons.map((code) => (code === 1 ? 2 : code)) },
        { rights: touched(published.rights, random.below(published.rights.length)) },
        { seat: exchanged(published.seat) },
      ];
      for (const change of tampered) {
        if (
          JSON.stringify(Object.values(change)[0]) ===
          JSON.stringify(published[Object.keys(change)[0] as keyof Published])
        )
          continue;
        tried++;
        if (checkDocument(records, { ...published, ...change }, lot).violations.length > 0) caught++;
      }
    }
    assert.ok(tried >= 200);
    assert.equal(caught, tried);
  });
});

function touched<Column extends Uint32Array | Uint8Array>(column: Column, at: number): Column {
  const copy = column.slice() as Column;
  copy[at] = (copy[at] as number) + 1;
  return copy;
}

/** The first two of an order that governs a seat change places. */
function swapped({ orderPerson, orderStart, poolOrder }: Published): Uint32Array {
  const copy = orderPerson.slice();
  const begin = orderStart[poolOrder[0] as number] as number;
  if ((orderStart[(poolOrder[0] as number) + 1] as number) - begin < 2) return copy;
  copy[begin] = orderPerson[begin + 1] as number;
  copy[begin + 1] = orderPerson[begin] as number;
  return copy;
}

/** Two people of different seats change them. */
function exchanged(seat: Int32Array): Int32Array {
  const copy = seat.slice();
  const one = seat.findIndex((each) => each >= 0);
  const other = seat.findIndex((each) => each >= 0 && each !== seat[one]);
  if (one >= 0 && other >= 0) [copy[one], copy[other]] = [seat[other] as number, seat[one] as number];
  return copy;
}
