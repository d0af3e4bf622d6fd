import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type NextStep, nextStep, type Present, type Waiting } from './interaction.ts';

const begunAt = new Date('2026-03-10T10:00:00Z');
const before = new Date('2026-03-10T09:00:00Z');
const present: Present = { level: 1, reach: 2, authenticatedAt: before, identified: true };
const login = (...reasons: string[]): Waiting => ({ prompt: { name: 'login', reasons }, begunAt, level: 1 });

describe('who wants to enter a service', () => {
  const cases: readonly [what: string, Waiting, Present, NextStep][] = [
    ['goes on once signed in', login('no_session'), present, 'go-on'],
    ['proves again when the service asks for a login now', login('login_prompt'), present, 'prove-again'],
    [
      'goes on when they have proved it since',
      login('login_prompt'),
      { ...present, authenticatedAt: begunAt },
      'go-on',
    ],
    ['proves again when the proof is too old for it', login('max_age'), present, 'prove-again'],
    ['adds a second proof where level 2 is asked', { ...login('level'), level: 2 }, present, 'raise-level'],
    ['has enough with more than was asked', { ...login('level'), level: 2 }, { ...present, level: 3 }, 'go-on'],
    ['cannot add a card to a password', { ...login('level'), level: 3 }, { ...present, level: 2 }, 'cannot-raise'],
    [
      'adds a card where one came in with a digital identity',
      { ...login('level'), level: 3 },
      { ...present, reach: 3 },
      'raise-level',
    ],
    [
      'is identified first where the fiscal code is passed',
      login('identity'),
      { ...present, identified: false },
      'identify',
    ],
    ['is told when the service awaits somebody else', login('id_token_hint'), present, 'other-person'],
    ['is asked what may be passed', { ...login(), prompt: { name: 'consent', reasons: [] } }, present, 'consent'],
  ];
  for (const [what, waiting, who, step] of cases) it(what, () => assert.equal(nextStep(waiting, who), step));
});
