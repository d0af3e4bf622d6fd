import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frame } from '../frame/frame.ts';
import { renderPage } from '../frame/render-page.ts';
import { galleryPage } from './gallery-page.tsx';

const frame: Frame = {
  installation: { name: 'Polis', administration: 'Ufficio di prova', testEnvironment: true, release: '0.1.0' },
  assets: { css: '/assets/a.css', js: '/assets/a.js', sprite: '/assets/i.svg', fonts: [] },
};
const html = renderPage(galleryPage(frame));

/** Values of an attribute wherever it stands. */
const all = (attribute: string) =>
  [...html.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, value]) => value ?? '');
const ids = all('id');
const words = (values: readonly string[]) => values.flatMap((value) => value.split(' '));

test('no id stands twice on a page with every component', () => {
  assert.deepEqual(ids, [...new Set(ids)]);
});

test('every label, description and relation leads to an element of the page', () => {
  const targets = words([
    ...all('for'),
    ...all('aria-describedby'),
    ...all('aria-labelledby'),
    ...all('aria-controls'),
  ]);
  assert.deepEqual(
    targets.filter((target) => !ids.includes(target)),
    [],
  );
});

test('every control has a label, or the legend that names it', () => {
  const controls = html.match(/<(?:input|select|textarea)\b[^>]*>/g) ?? [];
  const labelled = new Set(all('for'));
  const nameless = controls.filter((control) => {
    const id = / id="([^"]*)"/.exec(control)?.[1] ?? '';
    return !control.includes('type="hidden"') && !control.includes('aria-labelledby') && !labelled.has(id);
  });
  assert.ok(controls.length > 30);
  assert.deepEqual(nameless, []);
});

test('each error of the summary leads to its field and says what the field says, in the order of the page', () => {
  const summary = /<div class="error-summary".*?<\/ul>/s.exec(html)?.[0] ?? '';
  const links = [...summary.matchAll(/<a href="#([^"]*)">([^<]*)<\/a>/g)];
  assert.equal(links.length, 3);
  let last = 0;
  for (const [, field = '', message = ''] of links) {
    const beside = html.indexOf(`id="${field}-error"`);
    assert.ok(beside > last, field);
    assert.ok(
      html.slice(beside).startsWith(`id="${field}-error"`) && html.slice(beside, beside + 400).includes(message),
    );
    assert.ok(ids.includes(field), field);
    last = beside;
  }
});

test('the title says that there are errors, the heading stands once, the language is Italian', () => {
  assert.match(html, /<title>Errore: Galleria dei componenti – Polis<\/title>/);
  assert.equal(html.match(/<h1/g)?.length, 1);
  assert.match(html, /^<!DOCTYPE html>\n<html lang="it">/);
});

test('landmarks stand once', () => {
  for (const landmark of ['<main', '<footer', '<header']) assert.equal(html.split(landmark).length, 2, landmark);
});

test('nothing on a page needs an inline script or style', () => {
  assert.doesNotMatch(html, / style=| on[a-z]+="|<style|<script(?! type="module" src=)/);
});

test('what surrounds the content weighs less than six kilobytes', () => {
  const content = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  assert.ok(html.length - content.length < 6000);
});
