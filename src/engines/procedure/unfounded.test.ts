import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionOf, smallSource } from './small-procedure.ts';
import { unfounded } from './unfounded.ts';

type Source = Record<string, unknown>;

const schools = { id: 'schools', kind: 'schools', label: 'Scuole', max: 20 };
const form: Source = { id: 'where', kind: 'form', title: 'Dove', fields: [schools] };
const window = { ...smallSource.windows[0], norm: 'OM 1/2026' };
const check = { id: 'few', check: 'must', section: 'where', holds: 'size(schools) < 5', message: 'Troppe.' };
const base: Source = {
  ...smallSource,
  office: { by: 'fixed', kind: 'ministry', code: 'URP', name: 'Ufficio' },
  windows: [window],
  sections: [{ ...form, norm: 'OM 1/2026' }],
};
const places = (source: Source) => unfounded(definitionOf({ ...base, ...source })).map(({ path }) => path);
const list = { id: 'many', kind: 'list', title: 'Voci', item_name: 'voce', item_title: '{text}' };
const text = { id: 'text', kind: 'text', label: 'Testo' };
const file = { id: 'file', kind: 'file', label: 'File', accept: ['application/pdf'], max_bytes: 10 };
const years = { id: 'years', kind: 'integer', label: 'Anni', max: 40 };

const cases: readonly [story: string, source: Source, expected: readonly string[]][] = [
  ['a pack that says them all lacks none', {}, []],
  ['a window says the act that sets it', { windows: smallSource.windows }, ['windows.0']],
  ['what must be filed before', { prerequisites: [{ procedure: 'es-e', message: 'Prima.' }] }, ['prerequisites.0']],
  ['what may not stand beside', { parallel: { group: 'g', rank: 1, together: false, rule: 'Una.' } }, ['parallel']],
  ['what may stand beside refuses nothing', { parallel: { group: 'g', rank: 1, rule: 'Vale la prima.' } }, []],
  ['a limit without norm in a section without', { sections: [form] }, ['sections.0.fields.0']],
  ['a limit with its own', { sections: [{ ...form, fields: [{ ...schools, norm: 'OM 1/2026' }] }] }, []],
  ['a check rests on its section', { checks: [check] }, []],
  [
    'a check without either',
    { sections: [{ ...form, fields: [{ ...schools, norm: 'OM' }] }], checks: [check] },
    ['checks.0'],
  ],
  [
    'a warning refuses nothing',
    { sections: [{ ...form, fields: [{ ...schools, norm: 'OM' }] }], checks: [{ ...check, severity: 'warning' }] },
    [],
  ],
  ['a list with a limit of its own', { sections: [{ ...list, max: 3, fields: [text] }] }, ['sections.0']],
  [
    'bounds, files and lists without limits may have none',
    { sections: [{ ...list, fields: [text, file, years] }] },
    [],
  ],
];
for (const [story, source, expected] of cases) {
  test(story, () => assert.deepEqual(places(source), expected));
}
