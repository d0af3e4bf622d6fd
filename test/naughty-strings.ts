import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { officialFolder } from './registry.ts';

/** The name of an element and of an attribute no page of ours has. */
export const MARK = 'q7x';

/** Out of every place a value may stand in: whichever is not closed in time, an element of this name appears. */
export const BREAKERS: readonly string[] = [
  `"><${MARK} ${MARK}="`,
  `'><${MARK} ${MARK}='`,
  `" ${MARK}="1`,
  `</textarea><${MARK}>`,
  `</title></script></style><${MARK}>`,
  `--><${MARK}>`,
  `<${MARK}/onload=alert(1)>`,
  `&lt;${MARK}&gt;&quot; ${MARK}=1`,
  `javascript:alert(document.cookie)//<${MARK}`,
];

export const CHARACTERS: readonly string[] = [
  'con\u0000zero',
  '\u202eodnoc lad\u2066\u200f',
  'zero\u200blarghezza\ufeff\u00ad',
  '𝒜𝓃𝓃𝒶 💩 𐐷 👩‍👩‍👧‍👦 🇮🇹',
  'Żółć e\u0301 a\u0300\u0301\u0302\u0303\u0304\u0305',
  'riga\r\nBcc: altri@example.com\r\n\r\ncorpo',
  '\u001b[31mrosso\u001b[0m\u0007\u0008',
  '   \t\u00a0\u2003 ',
  "'; drop table accounts; --",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is an attack on template engines
  '{{7*7}}${7*7}<%= 7*7 %>#{7*7}',
  '../../../../etc/passwd',
  "=cmd|' /C calc'!A0",
  '-1',
  '99999999999999999999999',
  '0x7fffffff',
  'NaN',
  '1e309',
  '[object Object]',
  '__proto__',
  'constructor',
];

/** Percent-escapes as they stand in a body: halves of characters, forbidden bytes, escapes cut short. */
export const RAW_VALUES: readonly string[] = [
  '%ED%A0%80',
  '%ED%A0%BD%ED%B2%A9',
  '%C0%AF%C0%AE',
  '%FF%FE%00',
  '%F4%90%80%80',
  '%',
  '%z1%u0041',
  'a%00%0d%0ab',
];

/** 10,000 is the longest text a form takes; a body ends at 256 KiB. */
export const LENGTHS: readonly number[] = [10_000, 10_001, 100_000];
export const TOO_LARGE = 300_000;

const file = join(officialFolder, 'naughty-strings/blns.json');
/** The Big List of Naughty Strings, where this machine has it. */
export const BIG_LIST: readonly string[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];

/** So many strings of the list, others for each `key`, and the same ones every time. */
export function sampled(list: readonly string[], key: string, count: number): string[] {
  if (list.length === 0) return [];
  const start = createHash('sha256').update(key).digest().readUInt32BE() % list.length;
  const step = Math.max(1, Math.floor(list.length / count));
  return Array.from(
    { length: Math.min(count, list.length) },
    (_, index) => list[(start + index * step) % list.length] ?? '',
  );
}

/** Addresses that lead elsewhere if they are followed without thought. */
export const ELSEWHERE: readonly string[] = [
  'https://evil.test/',
  '//evil.test/',
  '///evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  '/%5cevil.test',
  '/%2f%2fevil.test',
  '/\t/evil.test',
  '/\n/evil.test',
  'http:evil.test',
  'https:/evil.test',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '/area\r\nset-cookie: x=1',
  '/.evil.test/..//evil.test',
  '@evil.test',
  'portal.example.evil.test',
  '/@evil.test//',
];
