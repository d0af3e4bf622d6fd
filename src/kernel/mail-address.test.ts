import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMailAddress } from './mail-address.ts';

test('an address is read as people write it, and nothing can leave it', () => {
  const good: readonly [typed: string, read: string][] = [
    [' anna.rossi@Scuola.Istruzione.IT ', 'anna.rossi@scuola.istruzione.it'],
    ['anna@xn--citt-4qa.it', 'anna@xn--citt-4qa.it'],
    ["o'neil+x@example.co.uk", "o'neil+x@example.co.uk"],
  ];
  for (const [typed, email] of good) assert.deepEqual(readMailAddress(typed), { ok: true, email });
  const bad = [
    '',
    '@example.it',
    'anna@',
    'anna@example',
    'anna@exa mple.it',
    'an na@example.it',
    'a..b@example.it',
    '.a@example.it',
    'a@-x.it',
    'a@b.1',
    'anna@example.it\r\nBcc: x@example.it',
    '"a b"@example.it',
    'è@example.it',
    `${'a'.repeat(65)}@example.it`,
    `a@${'b.'.repeat(130)}it`,
    '<a@example.it>',
    'a@b.it,c@d.it',
    'аnna@example.it',
    'anna@exаmple.it',
    'anna@città.it',
    'anna＠example.it',
    'anna@example。it',
    '\u202eanna@example.it',
    'anna@exam\u200dple.it',
    'anna@example.it\0',
    'anna@[127.0.0.1]',
  ];
  for (const typed of bad) assert.equal(readMailAddress(typed).ok, false, JSON.stringify(typed));
  const start = performance.now();
  for (const hostile of ['a'.repeat(50_000), '@'.repeat(50_000), `a@${'a.'.repeat(25_000)}`]) readMailAddress(hostile);
  assert.ok(performance.now() - start < 100);
});
