import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHasher } from './hashing.ts';
import { createStrength } from './hashing-strength.ts';
import { blindName, newToken, readableSecret, seal, tokenDigest, unseal } from './hashing-tokens.ts';

const light = { memoryKiB: 1024, passes: 1 };

test('a secret is recognised by its hash, another is not, and without a hash nothing is', async () => {
  const hasher = createHasher(light);
  const hash = await hasher.hashSecret('cavallo batteria graffetta');
  assert.match(hash, /^\$argon2id\$v=19\$m=1024,t=1,p=1\$/);
  assert.equal(await hasher.verifySecret(hash, 'cavallo batteria graffetta'), true);
  assert.equal(await hasher.verifySecret(hash, 'cavallo batteria'), false);
  assert.equal(await hasher.verifySecret(undefined, 'cavallo'), false);
});

test('a hash of other parameters still verifies and asks to be made again', async () => {
  const old = await createHasher(light).hashSecret('x');
  const today = createHasher({ memoryKiB: 2048, passes: 1 });
  assert.equal(await today.verifySecret(old, 'x'), true);
  assert.equal(today.needsRehash(old), true);
  assert.equal(createHasher(light).needsRehash(old), false);
});

test('over the limit of those waiting the answer is busy, and the others are all served', async () => {
  const hasher = createHasher({ ...light, atOnce: 1, queue: 2 });
  const hash = await hasher.hashSecret('x');
  const answers = await Promise.all(Array.from({ length: 6 }, () => hasher.verifySecret(hash, 'x')));
  assert.deepEqual(answers, [true, true, true, 'busy', 'busy', 'busy']);
  assert.equal(await hasher.verifySecret(hash, 'x'), true);
});

test('half of the waiting places are for who has been sent away once, and a place kept is one taken', async () => {
  const hasher = createHasher({ ...light, atOnce: 1, queue: 4 });
  const hash = await hasher.hashSecret('x');
  const ask = (asker: 'new' | 'waited') => hasher.verifySecret(hash, 'x', asker);
  const newcomers = [ask('new'), ask('new'), ask('new'), ask('new')];
  assert.equal(hasher.reserve('new'), undefined);
  const patient = [ask('waited'), ask('waited'), ask('waited')];
  assert.deepEqual(await Promise.all(newcomers), [true, true, true, 'busy']);
  assert.deepEqual(await Promise.all(patient), [true, true, 'busy']);
  const [place, other] = [hasher.reserve('new'), hasher.reserve('new')];
  assert.deepEqual([hasher.reserve('new') === undefined, hasher.reserve('new')], [false, undefined]);
  assert.equal(await place?.verify(hash, 'x'), true);
  other?.release();
  other?.release();
  assert.deepEqual(
    [1, 2, 3].map(() => hasher.reserve('new') === undefined),
    [false, false, true],
  );
});

test('what is sealed opens only with the same secret, purpose and owner, and unchanged', () => {
  const sealed = seal('secret', 'form', 'anna', 'però €');
  assert.equal(unseal('secret', 'form', 'anna', sealed), 'però €');
  assert.equal(unseal('secret', 'form', 'bruno', sealed), undefined);
  assert.equal(unseal('secret', 'other', 'anna', sealed), undefined);
  assert.equal(unseal('other', 'form', 'anna', sealed), undefined);
  for (const at of [0, 15, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    assert.equal(unseal('secret', 'form', 'anna', changed), undefined);
  }
  assert.equal(unseal('secret', 'form', 'anna', Buffer.alloc(3)), undefined);
  assert.notDeepEqual(seal('secret', 'form', 'anna', 'x'), seal('secret', 'form', 'anna', 'x'));
});

test('tokens, names and readable secrets are what they say', () => {
  assert.match(newToken(), /^[A-Za-z0-9_-]{43}$/);
  assert.equal(tokenDigest('x').length, 32);
  assert.notEqual(blindName('secret', 'a', 'bc'), blindName('secret', 'ab', 'c'));
  assert.match(readableSecret(4), /^([2-9B-DF-HJKMNP-TV-XZ]{4}-){3}[2-9B-DF-HJKMNP-TV-XZ]{4}$/);
});

test('common passwords are known and long unusual ones are hard to guess', () => {
  const strength = createStrength();
  assert.equal(strength.isCommon('Password'), true);
  assert.ok(strength.judge('aaaaaaaaaaaaaaa', []).guessesLog10 < 6);
  assert.ok(strength.judge('graffetta celeste in mansarda', []).guessesLog10 > 14);
  const guesses = (known: readonly string[]) => strength.judge('bernardini2026!', known).guessesLog10;
  assert.ok(guesses(['bernardini']) < guesses([]));
});
