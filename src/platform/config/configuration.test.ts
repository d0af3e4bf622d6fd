import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ConfigurationError, forgetRunning, readConfiguration, rememberRunning } from './index.ts';

const stateDir = mkdtempSync(join(tmpdir(), 'polis-config-'));
after(() => rmSync(stateDir, { recursive: true }));

const development = {
  POLIS_STATE_DIR: stateDir,
  DATABASE_URL: 'postgresql://polis_app:x@127.0.0.1/polis',
  SMTP_URL: 'smtp://127.0.0.1:2525',
};
const production = {
  ...development,
  POLIS_ENV: 'production',
  POLIS_SECRET: 's'.repeat(32),
  PUBLIC_URL: 'https://istanze.example',
};

const refused: readonly [name: string, change: Record<string, string | undefined>, says: RegExp, base?: object][] = [
  ['a port that is no number', { PORT: 'ottanta' }, /^wrong configuration: PORT must be a whole number/],
  ['a port out of range', { PORT: '70000' }, /PORT must be a whole number from 1 to 65535/],
  ['a misspelt setting', { POLIS_SECRETT: 'x' }, /POLIS_SECRETT is not a setting of Polis/],
  ['another kind of database', { DATABASE_URL: 'mysql://x/y' }, /DATABASE_URL must be a postgres/],
  ['an environment nobody knows', { POLIS_ENV: 'staging' }, /POLIS_ENV must be development or production/],
  ['a short secret', { POLIS_SECRET: 'short' }, /POLIS_SECRET must be at least 32 bytes long/],
  ['a sender with a line break', { MAIL_FROM: 'Polis <a@b.it>\r\nBcc: x@y.it' }, /MAIL_FROM must be a mail address/],
  ['no mail server in production', { SMTP_URL: undefined }, /SMTP_URL must be set in production/, production],
  ['no secret in production', { POLIS_SECRET: '' }, /POLIS_SECRET must be set in production/, production],
  ['no database in production', { DATABASE_URL: undefined }, /DATABASE_URL must be set in production/, production],
  [
    'CIE by halves',
    { CIE_OIDC_PROVIDER: 'https://oidc.example' },
    /CIE_OIDC_TRUST_ANCHOR must be set with the other CIE_OIDC_ settings/,
  ],
  [
    'CIE over plain http in production',
    {
      CIE_OIDC_PROVIDER: 'http://oidc.example',
      CIE_OIDC_TRUST_ANCHOR: 'https://ta.example',
      CIE_OIDC_TRUST_ANCHOR_KEYS_FILE: 'keys.json',
      CIE_OIDC_CONTACT: 'pec@example.it',
    },
    /CIE_OIDC_PROVIDER must start with https/,
    production,
  ],
  [
    'plain http in production',
    { PUBLIC_URL: 'http://istanze.example' },
    /PUBLIC_URL must start with https/,
    production,
  ],
];

for (const [name, change, says, base] of refused) {
  test(`${name} is refused with one line that names it`, () => {
    assert.throws(
      () => readConfiguration({ ...development, ...base, ...change }),
      (error) => error instanceof ConfigurationError && says.test(error.message) && !error.message.includes('\n'),
    );
  });
}

test('all problems are told at once and no value is shown', () => {
  const secret = 'not-32-bytes-canary';
  assert.throws(
    () => readConfiguration({ ...development, PORT: 'x', POLIS_SECRET: secret }),
    (error) =>
      error instanceof Error &&
      /PORT .*POLIS_SECRET|POLIS_SECRET .*PORT/.test(error.message) &&
      !error.message.includes(secret),
  );
});

test('development keeps one secret of its own', () => {
  const first = readConfiguration(development).secret;
  assert.equal(Buffer.byteLength(first) >= 32, true);
  assert.equal(readConfiguration(development).secret, first);
});

test('production takes what is set and drops the slash at the end of the address', () => {
  const configuration = readConfiguration({ ...production, PUBLIC_URL: 'https://istanze.example/' });
  assert.equal(configuration.publicUrl, 'https://istanze.example');
  assert.equal(configuration.sessionIdleMinutes, 30);
});

test('what bin/start brought up stands in for what is not set, while it runs', () => {
  const environment = { DATABASE_URL: development.DATABASE_URL, SMTP_URL: development.SMTP_URL };
  rememberRunning(stateDir, { pid: process.pid, url: 'http://127.0.0.1:8080', environment });
  assert.equal(readConfiguration({ POLIS_STATE_DIR: stateDir }).databaseUrl, development.DATABASE_URL);
  forgetRunning(stateDir);
  assert.throws(() => readConfiguration({ POLIS_STATE_DIR: stateDir }), /DATABASE_URL is not set and bin\/start/);
});
