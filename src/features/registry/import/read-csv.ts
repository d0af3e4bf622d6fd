import { isUtf8 } from 'node:buffer';
import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { BrokenCsv, type CsvRecord, CsvSplitter } from '../../../kernel/csv.ts';

/** A file to be read, wherever it comes from: a path, an upload, a test. */
export interface RegistryFile {
  readonly name: string;
  open(): AsyncIterable<Uint8Array>;
}

export interface ReadSummary {
  readonly sha256: string;
  /** False when the last line has no end: the file may have been cut. */
  readonly endsWithNewline: boolean;
}

/** Known while decompressing, where lines are not. */
class BrokenGzip extends Error {}

const MAX_LINE = 65_536;
const BATCH = 5_000;
const NEWLINE = 10;

/**
 * Reads a CSV file, plain or gzip, UTF-8 with or without BOM, and hands its records over in batches, header included.
 * Memory stays flat. Throws {@link BrokenCsv} for what makes the rest meaningless: broken compression or encoding,
 * quotes that do not close. The number of columns is not checked here.
 */
export async function readCsv(file: RegistryFile, take: (batch: CsvRecord[]) => Promise<void>): Promise<ReadSummary> {
  const hash = createHash('sha256');
  const splitter = new CsvSplitter();
  let records: CsvRecord[] = [];
  let line = 1;
  let endsWithNewline = true;
  try {
    for await (const lines of wholeLines(decompressed(hashed(file.open(), hash)))) {
      endsWithNewline = lines[lines.length - 1] === NEWLINE;
      line = checkUtf8(lines, line);
      records = records.concat(splitter.push(Buffer.from(lines.buffer, lines.byteOffset, lines.length).toString()));
      if (records.length < BATCH) continue;
      await take(records);
      records = [];
    }
  } catch (error) {
    throw error instanceof BrokenGzip ? new BrokenCsv(line, error.message) : error;
  }
  records = records.concat(splitter.end());
  if (records.length > 0) await take(records);
  return { sha256: hash.digest('hex'), endsWithNewline };
}

async function* hashed(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Gzip is told by its first two bytes, not by the name of the file. */
async function* decompressed(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await firstBytes(bytes);
  const whole = chained(first, bytes);
  if (first[0] !== 0x1f || first[1] !== 0x8b) {
    yield* whole;
    return;
  }
  const gunzip = createGunzip({ chunkSize: 131_072 });
  const fed = pipeline(Readable.from(whole), gunzip).catch(() => undefined);
  try {
    yield* gunzip as AsyncIterable<Uint8Array>;
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    if (!code.startsWith('Z_')) throw error;
    throw new BrokenGzip('il file compresso è interrotto o danneggiato: scaricalo di nuovo');
  } finally {
    gunzip.destroy();
    await fed;
  }
}

async function firstBytes(bytes: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  let first: Uint8Array = new Uint8Array();
  while (first.length < 2) {
    const { value, done } = await bytes.next();
    if (done === true) break;
    first = Buffer.concat([first, value]);
  }
  return first;
}

async function* chained(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  yield* rest;
}

/** A newline is never part of another character, so what is cut there can be decoded by itself. */
async function* wholeLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of bytes) {
    const joined = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const end = joined.lastIndexOf(NEWLINE) + 1;
    rest = joined.subarray(end);
    if (end > 0) yield joined.subarray(0, end);
    if (rest.length > MAX_LINE) break;
  }
  if (rest.length > 0) yield rest;
}

/** Answers the number of the line after these; throws at the first that is not UTF-8. */
function checkUtf8(lines: Uint8Array, firstLine: number): number {
  const good = isUtf8(lines);
  let line = firstLine;
  for (let start = 0; start < lines.length; line++) {
    const newline = lines.indexOf(NEWLINE, start);
    const end = newline === -1 ? lines.length : newline + 1;
    if (!good && !isUtf8(lines.subarray(start, end))) {
      throw new BrokenCsv(line, 'il testo non è in UTF-8: salva il file con questa codifica');
    }
    start = end;
  }
  return line;
}
