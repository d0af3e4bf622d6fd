import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRegistrar, type Entry } from './registrar.ts';

/** A register that answers when told to, and remembers what was written together. */
function notebook(options: { lanes?: number; largest?: number; spoiled?: string; gone?: boolean } = {}) {
  const batches: string[][] = [];
  const gates: (() => void)[] = [];
  const registrar = createRegistrar<Entry, string>({
    lanes: options.lanes ?? 1,
    largest: options.largest ?? 100,
    hopeless: () => options.gone ?? false,
    write: async (batch) => {
      batches.push(batch.map(({ id }) => id));
      await new Promise<void>((open) => gates.push(open));
      if (options.gone || batch.some(({ id }) => id === options.spoiled)) throw new Error('refused by the database');
      return batch.map(({ id }) => `n. ${id}`);
    },
  });
  const open = async () => {
    gates.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const add = (id: string, register = 'MI/2026', key = id) => registrar.register({ id, key, register });
  return { add, open, batches };
}

test('a lone filing leaves at once; those that come while it is in flight leave together', async () => {
  const { add, open, batches } = notebook();
  const all = ['a', 'b', 'c'].map((id) => add(id));
  assert.deepEqual(batches, [['a']]);
  await open();
  assert.deepEqual(batches, [['a'], ['b', 'c']]);
  await open();
  assert.deepEqual(await Promise.all(all), ['n. a', 'n. b', 'n. c']);
});

test('a batch never grows beyond the largest', async () => {
  const { add, open, batches } = notebook({ largest: 2 });
  const all = ['a', 'b', 'c', 'd'].map((id) => add(id));
  for (const _ of all) await open();
  assert.deepEqual(batches, [['a'], ['b', 'c'], ['d']]);
});

test('when one filing spoils the batch, each is tried alone and only that one fails', async () => {
  const { add, open, batches } = notebook({ spoiled: 'c' });
  const all = ['a', 'b', 'c', 'd'].map((id) => add(id));
  const settled = Promise.allSettled(all);
  for (let turn = 0; turn < 6; turn += 1) await open();
  const statuses = (await settled).map(({ status }) => status);
  assert.deepEqual(statuses, ['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  assert.deepEqual(batches, [['a'], ['b', 'c', 'd'], ['b'], ['c'], ['c'], ['d']]);
});

test('when nothing can be written everybody is told at once, and the next filing is tried again', async () => {
  const { add, open, batches } = notebook({ gone: true });
  const settled = Promise.allSettled(['a', 'b', 'c'].map((id) => add(id)));
  await open();
  await open();
  assert.ok((await settled).every(({ status }) => status === 'rejected'));
  void add('d').catch(() => undefined);
  assert.deepEqual(batches, [['a'], ['b', 'c'], ['d']]);
});

test('the same filing sent fifty times is written once', async () => {
  const { add, open, batches } = notebook();
  const all = Array.from({ length: 50 }, () => add('a'));
  await open();
  assert.equal(new Set(await Promise.all(all)).size, 1);
  assert.deepEqual(batches, [['a']]);
});

test('two filings of the same application are never in the same batch', async () => {
  const { add, open, batches } = notebook();
  const all = [add('first', 'MI/2026', 'application'), add('second', 'MI/2026', 'application'), add('other')];
  for (const _ of all) await open();
  await Promise.all(all);
  assert.deepEqual(batches, [['first'], ['other'], ['second']]);
});

test('registers of different lanes do not wait for each other', () => {
  const { add, batches } = notebook({ lanes: 4 });
  for (const register of ['MI/2026', 'NA/2026', 'RM/2026', 'TO/2026', 'AO/2026']) void add(register, register);
  assert.ok(batches.length > 1 && batches.every((batch) => batch.length === 1));
});
