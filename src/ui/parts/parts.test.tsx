import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderToString } from 'preact-render-to-string';
import { Answer } from './answer.tsx';
import { DraftBanner } from './draft-banner.tsx';
import { Instant, Remaining } from './instant.tsx';
import { SummaryList } from './summary-list.tsx';
import { Table } from './table.tsx';
import { TaskList } from './task-list.tsx';

const text = (html: string) => html.replace(/<[^>]*>/g, '');

test('a section not available yet is no link and says why', () => {
  const html = renderToString(
    <TaskList tasks={[{ label: 'Scuole', href: '/s', state: 'unavailable', note: 'Prima i titoli' }]} />,
  );
  assert.doesNotMatch(html, /<a /);
  assert.match(text(html), /Scuole.*Prima i titoli.*Non ancora disponibile/);
});

test('each change link says what it changes, and a missing answer is "Non indicato"', () => {
  const html = renderToString(<SummaryList rows={[{ label: 'Telefono', value: '', change: '/r' }]} />);
  assert.match(text(html), /Telefono.*Non indicato.*Modifica Telefono/);
});

test('what was listed keeps its own numbers: nothing is numbered twice, or where no order counts', () => {
  const html = renderToString(<Answer value={'1. Liceo Torricella\n2. Comune di Borgo Valdoro'} />);
  assert.equal(html.match(/<li>/g)?.length, 2);
  assert.doesNotMatch(html, /<ol/);
  assert.equal(renderToString(<Answer value="Sì" text="Dichiaro il vero." />), 'Sì<p>«Dichiaro il vero.»</p>');
});

test('a draft says that it is not filed and what is missing', () => {
  const html = text(renderToString(<DraftBanner missing={['Titoli', 'Scuole']} replaces />));
  assert.match(html, /NON ANCORA INOLTRATA/);
  assert.match(html, /resta valida/);
  assert.match(html, /Manca ancora: Titoli, Scuole\./);
});

test('an instant is told in Italian and carries the exact time', () => {
  const html = renderToString(<Instant at={new Date('2026-03-16T22:59:59Z')} />);
  assert.equal(html, '<time datetime="2026-03-16T22:59:59.000Z">lunedì 16 marzo 2026, ore 23:59:59</time>');
});

test('the time left never goes below zero', () => {
  const until = new Date(1000);
  assert.match(renderToString(<Remaining until={until} now={new Date(500)} />), /data-remaining="500"/);
  assert.equal(
    renderToString(<Remaining until={until} now={new Date(1000)} />),
    '<span data-remaining="0">tempo scaduto</span>',
  );
});

test('a table names rows and columns, and says when it is empty', () => {
  const columns = [
    { label: 'Nome', cell: (row: string) => row, heading: true },
    { label: 'Numero', cell: () => '1', figures: true },
  ];
  const html = renderToString(<Table caption="Domande" columns={columns} rows={['Anna']} />);
  assert.match(html, /<caption>Domande<\/caption>/);
  assert.match(html, /<th scope="row">Anna<\/th><td class="figures" data-label="Numero">1<\/td>/);
  assert.equal(
    renderToString(<Table caption="Domande" columns={columns} rows={[]} empty="Nessuna" />),
    '<p class="table-empty">Nessuna</p>',
  );
});
