import { crc32, inflateRawSync } from 'node:zlib';

export interface UnzipLimits {
  readonly files: number;
  /** Of everything together, once unpacked. */
  readonly bytes: number;
}

const DIRECTORY_LINE = 0x02014b50;
const LOCAL_FILE = 0x04034b50;
const [STORED, DEFLATED] = [0, 8];

/**
 * The files of a ZIP archive somebody sent, by their path; or why it is refused, in Italian. Read from the directory at
 * its end (PKWARE 6.3.9), without Zip64 or encryption. Nothing is unpacked beyond the limits, whatever sizes it claims.
 */
export function unzip(
  archive: Buffer,
  limits: UnzipLimits,
): ReadonlyMap<string, Buffer> | { readonly refused: string } {
  try {
    return filesOf(archive, limits);
  } catch (error) {
    // Offsets that lead out of the archive, data that does not unpack.
    if (error instanceof Refused) return { refused: error.message };
    return { refused: 'L’archivio è rovinato, o non è un archivio ZIP.' };
  }
}

class Refused extends Error {}

function filesOf(archive: Buffer, limits: UnzipLimits): ReadonlyMap<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Refused('Il file non è un archivio ZIP.');
  const count = archive.readUInt16LE(end + 10);
  if (count > limits.files) throw new Refused(`L’archivio ha più di ${limits.files} file.`);
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  let left = limits.bytes;
  for (let index = 0; index < count; index += 1) {
    const entry = entryAt(archive, at);
    at = entry.next;
    if (entry.name.endsWith('/')) continue;
    if (files.has(entry.name)) throw new Refused(`L’archivio ha due volte il file ${entry.name}.`);
    const bytes = unpacked(archive, entry, left);
    left -= bytes.length;
    files.set(entry.name, bytes);
  }
  return files;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly sum: number;
  readonly packed: number;
  readonly offset: number;
  readonly next: number;
}

function entryAt(archive: Buffer, at: number): Entry {
  if (archive.readUInt32LE(at) !== DIRECTORY_LINE) throw new Refused('L’indice dell’archivio è rovinato.');
  const [flags, method] = [archive.readUInt16LE(at + 8), archive.readUInt16LE(at + 10)];
  if ((flags & 1) !== 0) throw new Refused('L’archivio è cifrato.');
  if (method !== STORED && method !== DEFLATED)
    throw new Refused('L’archivio è compresso in un modo che non leggiamo.');
  const [name, extra, comment] = [28, 30, 32].map((place) => archive.readUInt16LE(at + place)) as [
    number,
    number,
    number,
  ];
  return {
    name: archive.subarray(at + 46, at + 46 + name).toString('utf8'),
    method,
    sum: archive.readUInt32LE(at + 16),
    packed: archive.readUInt32LE(at + 20),
    offset: archive.readUInt32LE(at + 42),
    next: at + 46 + name + extra + comment,
  };
}

function unpacked(archive: Buffer, { name, method, sum, packed, offset }: Entry, left: number): Buffer {
  if (archive.readUInt32LE(offset) !== LOCAL_FILE) throw new Refused('L’archivio è rovinato.');
  const from = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  const data = archive.subarray(from, from + packed);
  if (data.length < packed || (method === STORED && packed > left))
    throw new Refused('L’archivio è troppo grande o rovinato.');
  const bytes = method === STORED ? data : inflateRawSync(data, { maxOutputLength: Math.max(1, left) });
  if (bytes.length > left) throw new Refused('L’archivio è troppo grande.');
  if (crc32(bytes) !== sum) throw new Refused(`Il file ${name} nell’archivio è rovinato.`);
  return bytes;
}
