import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Area, Frame, Visitor } from './frame.ts';
import { Page } from './page.tsx';
import { renderPage } from './render-page.ts';

const frame: Frame = {
  installation: { name: 'Polis', administration: 'Ufficio di prova', testEnvironment: false, release: '1.2.3' },
  assets: { css: '/assets/a.css', js: '/assets/a.js', sprite: '/assets/i.svg', fonts: ['/assets/f.woff2'] },
};
const page = (visitor: Visitor | null, over: Partial<Frame['installation']> = {}) =>
  renderPage(
    <Page
      frame={{ ...frame, installation: { ...frame.installation, ...over } }}
      visitor={visitor}
      title="Recapiti – Domanda"
      heading="Recapiti"
    />,
  );

test('a stranger may sign in and register, and is not offered to leave', () => {
  const html = page(null);
  assert.match(html, /href="\/accesso"/);
  assert.match(html, /href="\/registrazione"/);
  assert.doesNotMatch(html, /\/uscita/);
});

test('one leaves by a form with the token of the session, never by a link', () => {
  const html = page({ name: 'Anna', area: 'person', csrf: 'abc' });
  assert.match(html, /<form method="post" action="\/uscita"><input type="hidden" name="csrf" value="abc"\/>/);
  assert.doesNotMatch(html, /href="\/uscita"/);
});

test('each role sees its own sections', () => {
  const cases: readonly [Area, string][] = [
    ['person', '/archivio'],
    ['desk', '/sportello'],
    ['office', '/ufficio'],
    ['administrator', '/amministrazione'],
    ['ministry', '/ministero'],
  ];
  for (const [area, href] of cases) {
    const html = page({ name: 'Anna', area, csrf: 'abc' });
    for (const [, other] of cases) assert.equal(html.includes(`href="${other}"`), other === href, `${area} ${other}`);
  }
});

test('every page carries accessibility, privacy, help and the release', () => {
  const html = page(null);
  for (const link of ['Dichiarazione di accessibilità', 'Privacy', 'Contatti e assistenza'])
    assert.ok(html.includes(link));
  assert.match(html, /versione 1\.2\.3/);
});

test('the test environment says so, and only the test environment', () => {
  assert.doesNotMatch(page(null), /Ambiente di prova/);
  assert.match(page(null, { testEnvironment: true }), /Ambiente di prova/);
});

test('the time one has before signing in again is written on the page, rounded down', () => {
  const html = page({ name: 'Anna', area: 'person', csrf: 'abc', idleSeconds: 1799 });
  assert.match(html, /data-idle-seconds="1799"/);
  assert.match(html, /per 29 minuti/);
  const last = page({ name: 'Anna', area: 'person', csrf: 'abc', idleSeconds: 240, leftSeconds: 240 });
  assert.match(last, /data-left-seconds="240"/);
  assert.match(last, /finisce tra 4 minuti e non si può prolungare/);
});
