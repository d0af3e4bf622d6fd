import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { unzip } from './unzip.ts';
import { zip } from './zip.ts';

const limits = { files: 10, bytes: 10_000 };
const entry = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

describe('an archive somebody sent', () => {
  it('gives back the files that were packed', () => {
    const files = unzip(zip([entry('procedure.yaml', 'id: x'), entry('texts/guida.md', 'Perché')]), limits);
    assert.ok(files instanceof Map);
    assert.deepEqual(
      [...files].map(([name, bytes]) => [name, bytes.toString()]),
      [
        ['procedure.yaml', 'id: x'],
        ['texts/guida.md', 'Perché'],
      ],
    );
  });

  it('unpacks no more than the limit, however little it claims to hold', () => {
    const bomb = zip([entry('procedure.yaml', 'a'.repeat(5_000_000))]);
    assert.ok(bomb.length < 20_000);
    assert.ok('refused' in unzip(bomb, limits));
    assert.ok('refused' in unzip(zip(Array.from({ length: 3 }, (_, n) => entry(`${n}`, 'x'.repeat(5_000)))), limits));
  });

  it('is refused with too many files, twice the same one, or a byte changed', () => {
    assert.ok('refused' in unzip(zip(Array.from({ length: 11 }, (_, n) => entry(`${n}`, 'x'))), limits));
    assert.ok('refused' in unzip(zip([entry('a', '1'), entry('a', '2')]), limits));
    const broken = zip([entry('a', 'un testo abbastanza lungo da essere compresso')]);
    broken[40] = (broken[40] ?? 0) ^ 0xff;
    assert.ok('refused' in unzip(broken, limits));
  });

  it('never throws, whatever the bytes', () => {
    const good = zip([entry('a', 'x'.repeat(300)), entry('b', 'y')]);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 8 }), (changes) => {
        const archive = Buffer.from(good);
        for (const [place, byte] of changes) archive[place] = byte;
        const read = unzip(archive, limits);
        assert.ok(read instanceof Map || 'refused' in read);
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void unzip(Buffer.from(bytes), limits)));
  });
});
