import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EnablementState } from '../../platform/http/index.ts';
import {
  afterMove,
  BETWEEN_MAILS_MS,
  type Move,
  mayDeclare,
  mayMail,
  pendingStep,
  requestFromHere,
} from './enablement.ts';

const states: readonly EnablementState[] = ['none', 'requested', 'code-confirmed', 'identified', 'active', 'revoked'];
const table: Readonly<Record<Move, readonly (EnablementState | undefined)[]>> = {
  request: ['requested', 'requested', 'requested', undefined, undefined, 'requested'],
  regenerate: [undefined, undefined, undefined, undefined, 'requested', undefined],
  vary: [undefined, undefined, undefined, undefined, 'requested', undefined],
  withdraw: [undefined, 'active', 'active', undefined, undefined, undefined],
  'confirm-code': [undefined, 'code-confirmed', undefined, undefined, undefined, undefined],
  identify: [undefined, undefined, 'identified', undefined, undefined, undefined],
  accept: [undefined, 'identified', 'identified', undefined, undefined, undefined],
  refuse: [undefined, undefined, 'none', undefined, undefined, undefined],
  'choose-code': [undefined, undefined, undefined, 'active', undefined, undefined],
  revoke: [undefined, 'revoked', 'revoked', 'revoked', 'revoked', undefined],
};

for (const [move, expected] of Object.entries(table)) {
  test(`${move} leads from each state only where the life cycle says`, () => {
    assert.deepEqual(
      states.map((state) => afterMove(state, move as Move)),
      expected,
    );
  });
}

test('nobody becomes active without having been identified, or having been active before', () => {
  const moves = (Object.keys(table) as Move[]).filter((move) => move !== 'withdraw');
  const before = states.filter((state) => moves.some((move) => afterMove(state, move) === 'active'));
  assert.deepEqual(before, ['identified']);
  assert.equal(afterMove('code-confirmed', 'identify'), 'identified');
});

test('a request says why it is made, and who is active must say it before declaring anything', () => {
  assert.equal(mayDeclare('active', false), false);
  assert.equal(mayDeclare('active', true), true);
  assert.equal(mayDeclare('identified', true), false);
  assert.equal(mayDeclare('revoked', false), true);
  assert.deepEqual(requestFromHere('none', undefined, false), { move: 'request', purpose: 'first' });
  assert.deepEqual(requestFromHere('none', 'regeneration', false), { move: 'request', purpose: 'regeneration' });
  assert.deepEqual(requestFromHere('revoked', 'first', false), { move: 'request', purpose: 'return' });
  assert.deepEqual(requestFromHere('active', 'first', false), { move: 'regenerate', purpose: 'regeneration' });
  assert.deepEqual(requestFromHere('active', 'first', true), { move: 'vary', purpose: 'variation' });
  assert.deepEqual(requestFromHere('requested', 'first', true), { move: 'request', purpose: 'variation' });
});

test('whatever happens to a forgotten code, nobody signs before a new identification', () => {
  const after = (['regenerate', 'vary', 'revoke'] as const).map((move) => afterMove('active', move));
  assert.deepEqual(after, ['requested', 'requested', 'revoked']);
});

test('entry resumes at the step that is pending', () => {
  assert.equal(pendingStep('none'), '/abilitazione/dati');
  assert.equal(pendingStep('none', true), '/abilitazione/riepilogo');
  assert.equal(pendingStep('requested'), '/abilitazione/codice-temporaneo');
  assert.equal(pendingStep('code-confirmed'), '/abilitazione/attesa');
  assert.equal(pendingStep('identified'), '/abilitazione/codice-personale');
  assert.equal(pendingStep('active'), '/area');
});

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 16, 8, minutes));

test('the temporary code is mailed again after two minutes, five times a day', () => {
  assert.deepEqual(mayMail([], at(0)), { ok: true });
  assert.deepEqual(mayMail([at(0)], at(1)), { ok: true });
  assert.deepEqual(mayMail([at(0)], at(1), BETWEEN_MAILS_MS), { ok: false, from: at(2) });
  assert.deepEqual(mayMail([at(0)], at(2), BETWEEN_MAILS_MS), { ok: true });
  const five = [0, 10, 20, 30, 40].map(at);
  assert.deepEqual(mayMail(five, at(60)), { ok: false, from: at(24 * 60) });
  assert.deepEqual(mayMail(five, at(24 * 60)), { ok: true });
});
