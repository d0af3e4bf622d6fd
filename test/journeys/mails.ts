import assert from 'node:assert/strict';
import type { CaughtMail } from '../portal.ts';

/** whoever reads mails as plain text reads the same words. */
export function mailsSayTheSame(mails: readonly CaughtMail[]): void {
  assert.ok(mails.length > 0);
  for (const { subject, text, html } of mails) {
    assert.equal(plain(textOfHtml(html)), plain(text), subject);
    assert.match(html, /<html lang="it">/, subject);
    assert.doesNotMatch(html, /<img|<script|https?:\/\/(?!127\.0\.0\.1)/, `${subject} asks something of somebody else`);
  }
}

function textOfHtml(html: string): string {
  const letters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" };
  return html
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(#?\w+);/g, (all, name: string) => letters[name] ?? all);
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
