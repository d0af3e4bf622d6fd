import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** Path inside the archive, with `/`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const UTF8_NAMES = 0x0800;
const DEFLATE = 8;
/** 1 January 1980, the first date the format can write: contents decide, not when they were packed. */
const DATE = 0x0021;

/** A ZIP archive (PKWARE 6.3.9, without Zip64: up to 65,535 files and 4 GiB); the same entries give the same bytes. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const packed = deflateRawSync(bytes);
    const path = Buffer.from(name);
    const shared = header(path, bytes, packed);
    const local = Buffer.concat([signature(0x04034b50), shared, path, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([signature(0x02014b50), version(), shared, place, path]));
    parts.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  return Buffer.concat([...parts, index, end(entries.length, index.length, offset)]);
}

/** What the entry and its line in the directory have in common: version needed to sizes, and the length of the name. */
function header(path: Buffer, bytes: Uint8Array, packed: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(UTF8_NAMES, 2);
  fields.writeUInt16LE(DEFLATE, 4);
  fields.writeUInt16LE(DATE, 8);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(bytes.byteLength, 18);
  fields.writeUInt16LE(path.length, 22);
  return fields;
}

function signature(value: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32LE(value);
  return four;
}

function version(): Buffer {
  const two = Buffer.alloc(2);
  two.writeUInt16LE(20);
  return two;
}

function end(count: number, size: number, offset: number): Buffer {
  const last = Buffer.alloc(22);
  last.writeUInt32LE(0x06054b50, 0);
  last.writeUInt16LE(count, 8);
  last.writeUInt16LE(count, 10);
  last.writeUInt32LE(size, 12);
  last.writeUInt32LE(offset, 16);
  return last;
}
