import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { releaseDiff } from './release-diff.ts';
import { smallSource } from './small-procedure.ts';

/** A table as the engine of scores keeps it: points in hundredths. */
const scoring = {
  tables: {
    'A/3': {
      title: 'Prova',
      sections: [
        {
          id: 'B',
          title: 'Altri titoli',
          cap: 3000,
          items: [{ id: 'B.1', label: 'Dottorato', rule: { kind: 'each', points: 1200 } }],
        },
      ],
    },
  },
};
const texts = [{ title: 'Guida', markdown: 'Prima riga\nSeconda riga' }];
const before = { definition: smallSource, scoring, texts };

function changed(change: (copy: typeof before) => void) {
  const copy = structuredClone(before);
  change(copy);
  return releaseDiff(before, copy);
}

describe('the changes between two releases', () => {
  it('are none when nothing changed', () => assert.deepEqual(releaseDiff(before, structuredClone(before)), []));

  it('tell a field added, taken away, made required', () => {
    const [added, required, removed] = changed(({ definition: { sections } }) => {
      const fields = sections[0]?.fields as unknown as Record<string, unknown>[];
      fields.splice(1, 0, { id: 'island', kind: 'boolean', label: 'Isola', required: false });
      Object.assign(fields[3] ?? {}, { required: true });
      fields.pop();
    });
    assert.deepEqual(added, {
      kind: 'added',
      where: 'Sezione «Luogo»',
      what: 'domanda «Isola»',
      after: 'tipo: boolean; testo: Isola',
    });
    assert.deepEqual(
      [required?.where, required?.what, required?.after],
      ['Sezione «Luogo»', 'domanda «Trasferito»: obbligatoria', 'sì'],
    );
    assert.deepEqual([removed?.kind, removed?.what], ['removed', 'domanda «Perché»']);
  });

  it('tell a condition as it is written, with the formula in it', () => {
    const item = { id: 'C.1', label: 'Servizio', when: { all: [{ field: 'type', is: 'x' }] as unknown[] } };
    const of = (when: unknown) => ({ ...before, scoring: { items: [{ ...item, when }] } });
    const formula = {
      kind: 'binary',
      op: '>',
      left: { kind: 'call', name: 'size', args: [{ kind: 'name', name: 'langs' }] },
      right: { kind: 'literal', value: 1 },
    };
    const [change, ...others] = releaseDiff(
      of({ field: 'type', in: ['x', 'y'] }),
      of({ all: [{ field: 'type', is: 'x' }, { formula }] }),
    );
    assert.deepEqual(others, []);
    assert.deepEqual([change?.before, change?.after], ['type in ["x", "y"]', 'type == "x" && size(langs) > 1']);
    // A tree that no text gives is not taken for the one that its text gives.
    assert.notDeepEqual(releaseDiff(of({ field: 'type', is: 'x' }), of({ all: [{ field: 'type', is: 'x' }] })), []);
  });

  it('tell the points of an item and the cap of a section as the act writes them', () => {
    const changes = changed(({ scoring: { tables } }) => {
      const [section] = tables['A/3'].sections;
      Object.assign(section ?? {}, { cap: 2000 });
      Object.assign(section?.items[0]?.rule ?? {}, { points: 1400 });
    });
    assert.deepEqual(changes, [
      {
        kind: 'changed',
        where: 'Tabella «Prova»',
        what: 'sezione «Altri titoli»: tetto',
        before: '30,00',
        after: '20,00',
      },
      {
        kind: 'changed',
        where: 'Tabella «Prova»',
        what: 'sezione «Altri titoli»: voce «Dottorato»: regola: punti',
        before: '12,00',
        after: '14,00',
      },
    ]);
  });

  it('tell a window in the hours of Rome', () => {
    const [change] = changed(({ definition: { windows } }) => {
      Object.assign(windows[0] ?? {}, { closes: '2026-03-20T23:59' });
    });
    assert.equal(change?.where, 'Finestra «Presentazione»');
    assert.match(change?.before ?? '', /16 marzo 2026, ore 23:59:00/);
    assert.match(change?.after ?? '', /20 marzo 2026, ore 23:59:00/);
  });

  it('tell only the lines of a guide that changed', () => {
    const [change] = changed((copy) => {
      copy.texts = [{ title: 'Guida', markdown: 'Prima riga\nAltra riga' }];
    });
    assert.deepEqual(change, {
      kind: 'changed',
      where: 'Testo «Guida»',
      what: 'righe cambiate',
      before: 'Seconda riga',
      after: 'Altra riga',
    });
  });

  it('call what has no word of its own as the file does', () => {
    const [change] = changed((copy) => Object.assign(copy.definition, { future_word: 'x' }));
    assert.deepEqual(change, { kind: 'added', where: 'Procedura', what: 'future_word', after: 'x' });
  });
});
