import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { gaps, visibleAnswers } from '../../../engines/procedure/index.ts';
import { home } from '../../../platform/home.ts';
import { exampleWorld } from '../example-world.ts';
import { readPack } from '../pack-store.ts';
import { pictureOf } from './picture.ts';
import { rehearse } from './rehearse.ts';
import { reportOf } from './report.ts';

const read = readPack(join(home, 'procedures/gps-2026-28'));
const pack = 'faults' in read ? assert.fail('the pack has faults') : read.pack;
const rehearsal = rehearse(pack, 300, 7);

test('most invented people get to the end, with applications the portal would take', () => {
  assert.ok(rehearsal.complete.length > 200, String(rehearsal.complete.length));
  for (const { answers } of rehearsal.complete.slice(0, 50)) {
    assert.deepEqual(
      gaps(pack.definition, answers, exampleWorld()).filter((gap) => gap.severity === 'error'),
      [],
    );
    assert.ok(Object.keys(visibleAnswers(pack.definition, answers)).length > 3);
  }
});

test('the same seed invents the same people, another seed others', () => {
  assert.deepEqual(rehearse(pack, 20, 7).complete, rehearse(pack, 20, 7).complete);
  assert.notDeepEqual(rehearse(pack, 20, 7).complete, rehearse(pack, 20, 8).complete);
});

test('a question nobody can reach, and points nobody gets, are pointed at', () => {
  const [first] = pack.definition.sections;
  assert.ok(first);
  const never = { not: { all: [] } };
  const hidden = { id: 'unreachable', kind: 'boolean', label: 'Mai vista', required: false, when: never } as never;
  const definition = { ...pack.definition, sections: [{ ...first, fields: [...first.fields, hidden] }] as never };
  const report = reportOf(
    { ...pack, definition, scoring: null },
    rehearse({ ...pack, definition, scoring: null }, 20, 1),
    {
      picture: undefined,
      scratch: undefined,
    },
  );
  assert.match(report, /unreachable \(«Mai vista»\)/);
  const few = reportOf(pack, rehearse(pack, 5, 1), { picture: undefined, scratch: undefined });
  assert.match(few, /## Voci che non hanno dato punti a nessuno\n\n- /);
});

test('rankings say what decides, and the picture draws every score', () => {
  assert.ok(rehearsal.rankings.some(({ people, decided }) => people > 1 && decided.of('points') > 0));
  const drawn = pictureOf('Prova & <punti>', [0, 100, 200, 200]);
  assert.equal(drawn.match(/<rect/g)?.length, 36);
  assert.match(drawn, /Prova &amp; &lt;punti&gt;/);
});
