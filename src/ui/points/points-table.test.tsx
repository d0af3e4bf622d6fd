import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderToString } from 'preact-render-to-string';
import { PlaceLine } from './place-line.tsx';
import { PointsBar } from './points-bar.tsx';
import { PointsTable } from './points-table.tsx';

test('the total of the table is the sum of the lines one sees, reductions included', () => {
  const line = { declared: 'Titolo', rule: 'Regola' };
  const lines = [2650, 400, -150].map((points) => ({ ...line, points }));
  assert.match(renderToString(<PointsTable caption="Punti" lines={lines} />), /Totale<\/th><td[^>]*>29,00<\/td>/);
});

test('the bar says in words all that it draws, and leaves out what is worth nothing', () => {
  const parts = [
    { label: 'Servizio', points: 4800 },
    { label: 'Titolo', points: 2650 },
    { label: 'Altro', points: 0 },
  ];
  const html = renderToString(<PointsBar id="b" title="Il servizio conta di più" parts={parts} />);
  assert.match(html, /<desc id="b-desc">Servizio: 48,00; Titolo: 26,50\. Totale: 74,50<\/desc>/);
  assert.equal(html.match(/<rect/g)?.length, 2);
  assert.doesNotMatch(html, /Altro/);
});

test('with no points there is no drawing, only the total', () => {
  const html = renderToString(<PointsBar id="b" title="Nessun punto" parts={[]} />);
  assert.doesNotMatch(html, /<svg/);
  assert.match(html, /0,00/);
});

test('a place in line is said in words as it is drawn, also where nobody got in', () => {
  const some = renderToString(<PlaceLine id="l" position={8} size={30} reached={6} />);
  assert.match(some, /<title[^>]*>La tua posizione è 8 su 30; l’ultimo ammesso è in posizione 6<\/title>/);
  const none = renderToString(<PlaceLine id="l" position={1} size={1} reached={0} />);
  assert.doesNotMatch(none, /<line/);
  assert.match(none, /<li>Nessuno ha avuto questi posti/);
});
