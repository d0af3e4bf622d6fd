import assert from 'node:assert/strict';
import { crc32, inflateRawSync } from 'node:zlib';

/** The files of an archive, read as any program would: from the directory at its end, each checked against its sum. */
export function filesIn(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  assert.ok(end >= 0, 'no end of directory');
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  const files = new Map<string, Buffer>();
  for (let index = 0; index < count; index += 1) {
    assert.equal(archive.readUInt32LE(at), 0x02014b50);
    const [sum, packed, size] = [16, 20, 24].map((place) => archive.readUInt32LE(at + place));
    const nameLength = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    const name = archive.subarray(at + 46, at + 46 + nameLength).toString();
    assert.equal(archive.subarray(local + 30, local + 30 + nameLength).toString(), name);
    const from = local + 30 + nameLength;
    const bytes = inflateRawSync(archive.subarray(from, from + (packed ?? 0)));
    assert.deepEqual([bytes.length, crc32(bytes)], [size, sum], name);
    files.set(name, bytes);
    at += 46 + nameLength;
  }
  return files;
}
