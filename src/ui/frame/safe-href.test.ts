import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeHref } from './safe-href.ts';

test('paths of the portal, web pages, mails and telephones are followed', () => {
  for (const href of ['/istanze/1', '/', '#nome', '?pagina=2', 'https://esempio.it/a', 'mailto:a@b.it', 'tel:+3906']) {
    assert.equal(safeHref(href), href);
  }
});

test('an address that would run a script or leave unseen leads nowhere', () => {
  const hostile = [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    '//altrove.it',
    '/\\altrove.it',
    '/\t/altrove.it',
    'file:///etc/passwd',
    '',
  ];
  for (const href of hostile) assert.equal(safeHref(href), '#', JSON.stringify(href));
});
