import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from './log.ts';

function linesOf(write: (log: ReturnType<typeof createLog>) => void): string[] {
  const lines: string[] = [];
  const destination = { write: (line: string) => lines.push(line) };
  write(createLog({ program: 'test', level: 'info', destination: destination as never }));
  return lines;
}

test('secrets are struck out wherever they stand', () => {
  const canary = 'canary-7f3a';
  const inside = { password: canary, personalCode: canary, token: canary, cookie: canary, fiscalCode: canary };
  const [line = ''] = linesOf((log) => log.info({ ...inside, body: inside, request: { body: inside } }, 'entered'));
  assert.equal(line.includes(canary), false, line);
});

test('an error of the database shows its code and not the row it quotes', () => {
  const error = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (email)=(anna@x.it) exists' });
  const [line = ''] = linesOf((log) => log.error({ err: error }, 'failed'));
  assert.match(line, /23505/);
  assert.equal(line.includes('anna@x.it'), false, line);
});

test('no value can forge a second line', () => {
  const lines = linesOf((log) => log.info({ username: 'eve\r\n{"level":"info"}\u001b[2J' }, 'line\nbreak'));
  assert.equal(lines.length, 1);
  assert.equal(lines[0]?.trimEnd().includes('\n'), false);
  assert.equal(JSON.parse(lines[0] ?? '').username, 'eve\r\n{"level":"info"}\u001b[2J');
});
