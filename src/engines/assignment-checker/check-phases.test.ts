import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { nameCommissions } from '../assignment/commissions.ts';
import { canonicalLines, documentOf } from '../assignment/document.ts';
import { meritOf } from '../assignment/merit.ts';
import { runMobility } from '../assignment/mobility.ts';
import { commissionsContainer, mobilityContainer } from '../assignment/outcome-file.ts';
import { randomFrom } from '../assignment/random.ts';
import { checkCommissions, type PublishedNamings } from './check-commissions.ts';
import { checkMobility } from './check-mobility.ts';
import type { PublishedMoves } from './mobility-steps.ts';
import { recordsOf } from './records.ts';

const lot = (seed: string, code: string) => createHash('sha256').update(`${seed}\n${code}`).digest('hex');

/** Three provinces of nested areas, two rankings, people with posts who ask for schools and areas. */
function randomWorld(seed: number, mechanism: string, parameters: object) {
  const random = randomFrom(seed);
  const codes = Array.from({ length: 12 }, (_, index) => `S${String(index).padStart(2, '0')}`);
  const areasOf = (index: number) => ({
    municipality: `C${index >> 1}`,
    district: `D${index >> 2}`,
    province: `P${Math.floor(index / 4)}`,
  });
  const places = [...codes, 'C0', 'C1', 'C2', 'C3', 'D0', 'D1', 'D2', 'P0', 'P1', 'P2'];
  const pick = (from: readonly string[]) => from[random.below(from.length)] as string;
  const read = documentOf([
    { record: 'head', format: 'polis-assignment', version: 1, title: '', mechanism, seed: 'x', parameters },
    ...codes.map((code, index) => ({ record: 'school', code, ...areasOf(index), region: index < 8 ? 'R1' : 'R2' })),
    ...['A', 'B'].map((code, scan) => ({ record: 'ranking', code, scan, role: seed % 2 === 0 ? code : 'one' })),
    ...codes.flatMap((code) =>
      ['A', 'B'].map((of) => ({
        record: 'seat',
        code: `${code}${of}`,
        school: code,
        ranking: of,
        seats: random.below(3),
      })),
    ),
    ...Array.from({ length: 24 }, (_, index) => ({
      record: 'person',
      code: `p${index}`,
      entries: ['A', 'B']
        .filter((_, which) => which === index % 2 || random.below(4) === 0)
        .map((ranking) => ({ ranking, tier: random.below(3), points: random.below(20), keys: [random.below(4)] })),
      preferences: [...new Set(Array.from({ length: 5 }, () => pick(places)))].map((to) => ({
        to,
        ...(random.below(5) === 0 && { points: random.below(30) }),
      })),
      ...(random.below(6) > 0 && { tenure: { school: pick(codes), ranking: pick(['A', 'B']) } }),
      transferFirst: random.below(3) === 0,
      exOfficio: [pick(places), pick(places)],
      precluded: [pick(places)],
    })),
  ]);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return { document: read.document, records: recordsOf(canonicalLines(read.document)), random };
}

describe('the checker over mobility', () => {
  for (const vacated of [['municipal', 'provincial'], [], ['municipal', 'provincial', 'third']]) {
    it(`finds nothing against three hundred runs (seats that can be had in the phase: ${vacated})`, () => {
      for (let seed = 1; seed <= 300; seed++) {
        const { document, records } = randomWorld(seed, 'mobility', { mobility: { vacated } });
        const moves = mobilityContainer(runMobility(document, lot), '').sections as unknown as PublishedMoves;
        assert.deepEqual(checkMobility(records, moves, lot), [], `seed ${seed}`);
      }
    });
  }

  it('catches every move that is taken away or given to another school', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const { document, records } = randomWorld(seed, 'mobility', {});
      const moves = mobilityContainer(runMobility(document, lot), '').sections as unknown as PublishedMoves;
      // Who asks for their own school and gets it loses nothing by not moving.
      const person = moves.school.findIndex(
        (each, index) => each >= 0 && records.schools[each]?.code !== records.persons[index]?.tenure?.school,
      );
      if (person === -1) continue;
      const without = (column: Int32Array) => column.with(person, -1);
      const taken = {
        ...moves,
        school: without(moves.school),
        ranking: without(moves.ranking),
        line: without(moves.line),
        phase: without(moves.phase),
      };
      assert.ok(checkMobility(records, taken, lot).length > 0, `seed ${seed}: taken away`);
    }
  });
});

describe('the checker over passages that prevail', () => {
  const columns = ['gaveWayPerson', 'gaveWaySchool', 'gaveWayRanking', 'gaveWayLine', 'gaveWayPhase'] as const;

  it('wants the transfers that gave way, and only such as may', () => {
    let seen = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const { document, records } = randomWorld(seed, 'mobility', {});
      const moves = mobilityContainer(runMobility(document, lot), '').sections as unknown as PublishedMoves;
      if (moves.gaveWayPerson.length === 0) continue;
      seen++;
      const waiting = { ...records.head.parameters.mobility, passages: 'wait' };
      const head = { ...records.head, parameters: { ...records.head.parameters, mobility: waiting } };
      assert.ok(checkMobility({ ...records, head }, moves, lot).length > 0, `seed ${seed}: no right to replace`);
      const other = { ...moves, gaveWaySchool: moves.gaveWaySchool.map((each) => (each + 1) % 12) };
      const twice = { ...moves };
      for (const column of columns) twice[column] = Int32Array.from([...moves[column], ...moves[column]]);
      assert.ok(checkMobility(records, twice, lot).length > 0, `seed ${seed}: moved twice in one phase`);
      if (moves.gaveWayLine.every((line, row) => isSchool(records, moves.gaveWayPerson[row] as number, line))) {
        assert.ok(checkMobility(records, other, lot).length > 0, `seed ${seed}: another school`);
      }
    }
    assert.ok(seen >= 20, `${seen} runs with a passage that prevailed`);
  });
});

/** Whether the preference names one school, so that another school was not asked for. */
function isSchool(records: ReturnType<typeof recordsOf>, person: number, line: number): boolean {
  return records.schools.some(({ code }) => code === records.persons[person]?.preferences[line]?.to);
}

describe('the checker over commissions', () => {
  it('names the same people as the engine in three hundred runs, and sees any change', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const { document, records, random } = randomWorld(seed, 'commissions', {});
      const ordered = meritOf(document, lot);
      if ('faults' in ordered) throw new Error('tie');
      const container = commissionsContainer(document, nameCommissions(document, ordered.merit), '');
      const published = container.sections as unknown as PublishedNamings;
      assert.deepEqual(checkCommissions(records, published, lot), [], `seed ${seed}`);
      const at = random.below(published.seat.length);
      const other = { ...published, seat: published.seat.with(at, (published.seat[at] as number) === -1 ? 0 : -1) };
      assert.ok(checkCommissions(records, other, lot).length > 0, `seed ${seed}`);
    }
  });
});
