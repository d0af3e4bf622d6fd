import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { assignmentTrial } from '../../../test/assignment-trial.ts';

const { at, json, polis } = assignmentTrial();

describe('a run of mobility', () => {
  const records = [
    { record: 'head', format: 'polis-assignment', version: 1, title: '', mechanism: 'mobility', seed: 'x' },
    { record: 'ranking', code: 'A022', scan: 1 },
    ...['RMA', 'RMB'].map((code) => ({
      record: 'school',
      code,
      municipality: 'Roma',
      district: 'distretto',
      province: 'RM',
    })),
    { record: 'seat', code: 'a', school: 'RMA', ranking: 'A022', seats: 1 },
    ...[900, 500].map((points, at) => ({
      record: 'person',
      code: `p${at}`,
      entries: [{ ranking: 'A022', points }],
      preferences: [{ to: 'RMA' }],
      tenure: { school: 'RMB', ranking: 'A022' },
    })),
    { record: 'end', records: 7 },
  ];

  it('is explained with the points that were missing, and compared with one seat more', async () => {
    writeFileSync(at('mobility.jsonl'), records.map((record) => JSON.stringify(record)).join('\n'));
    await polis('run', at('mobility.jsonl'), at('mobility.out'));
    assert.equal((await polis('verify', at('mobility.jsonl'), at('mobility.out'))).code, 0);
    const { out } = await polis('explain', at('mobility.jsonl'), 'p1', '--what-if');
    assert.match(out, /servivano 9,01 punti in A022: ne hai 5,00, ne mancano 4,01/);
    const { differences } = await json('diff', at('mobility.jsonl'), '--seat', 'a', '--add', '1');
    assert.deepEqual(differences, [{ person: 'p1', after: 'RMA (A022)' }]);
  });
});
