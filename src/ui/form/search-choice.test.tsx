import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderToString } from 'preact-render-to-string';
import { KeptFields, KeptOnPage } from './kept.tsx';
import { SearchChoice } from './search-choice.tsx';

type Posted = Readonly<Record<string, string>>;

/** The radio that is ticked, and how it is called, after a form with these fields came back from a lost session. */
function shown(posted: Posted): { value: string; label: string } | undefined {
  const html = renderToString(
    <KeptOnPage.Provider value={{ path: '/modulo', posted }}>
      <KeptFields action="/modulo">
        <SearchChoice name="school" label="Scuola" searchHref="/scuole" chosen={{ value: 'A1', label: 'IC Volta' }} />
      </KeptFields>
    </KeptOnPage.Provider>,
  );
  const [, id, value] = /<input type="radio" id="([^"]+)" name="school" value="([^"]*)" checked/.exec(html) ?? [];
  const label = new RegExp(`<label for="${id}">([^<]*)</label>`).exec(html)?.[1];
  return value === undefined || label === undefined ? undefined : { value, label };
}

const cases: readonly [title: string, posted: Posted, expected: ReturnType<typeof shown>][] = [
  ['the one of before stays', { school: 'A1', 'school.query': '' }, { value: 'A1', label: 'IC Volta' }],
  [
    'another comes back by its words',
    { school: 'B2', 'school.label': 'IC Pascoli' },
    { value: 'B2', label: 'IC Pascoli' },
  ],
  [
    'without JavaScript as it was searched for',
    { school: 'B2', 'school.query': 'pasc' },
    { value: 'B2', label: 'pasc' },
  ],
  ['by its code where nothing else is known', { school: 'B2' }, { value: 'B2', label: 'B2' }],
  ['one taken away stays away', { school: '', 'school.label': '' }, undefined],
];
for (const [title, posted, expected] of cases) {
  test(`of a choice out of thousands, ${title}`, () => assert.deepEqual(shown(posted), expected));
}
