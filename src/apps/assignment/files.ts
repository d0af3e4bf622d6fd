import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import {
  type Container,
  canonicalLines,
  containerParts,
  type Document,
  digestedPart,
  type Fault,
  isContainer,
  type MarketFile,
  readContainer,
  readDocument,
  readMarket,
  UnreadableFile,
} from '../../engines/assignment/index.ts';

/** What the command was asked to read, whichever of the two canonical forms it is in. */
export type Input =
  | { readonly form: 'document'; readonly document: Document; readonly digest: string }
  | { readonly form: 'market'; readonly file: MarketFile; readonly digest: string };

/** A file that is refused, with every record at fault. Nothing has been written. */
export class Refused extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => `${fault.where}: ${fault.what}`).join('\n'));
    this.faults = faults;
  }
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The lot of a person: the seed committed before, and their code. */
export function lotOf(seed: string, code: string): string {
  return sha256(`${seed}\n${code}`);
}

/** Reads an input, checks it whole and gives its digest: that of its canonical bytes, whatever order it came in. */
export function readInput(path: string, shared = false): Input {
  const bytes = readBytes(path, shared);
  if (isContainer(bytes)) {
    const file = readMarket(readVerified(path, bytes));
    return { form: 'market', file, digest: hex(digestedPart(bytes).digest) };
  }
  const read = readDocument(linesOf(bytes));
  if ('faults' in read) throw new Refused(read.faults);
  return { form: 'document', document: read.document, digest: digestOf(read.document) };
}

export function digestOf(document: Document): string {
  const hash = createHash('sha256');
  for (const line of canonicalLines(document)) hash.update(line);
  return hash.digest('hex');
}

/** A container whose digest is the one it carries. */
export function readVerified(path: string, bytes: Uint8Array = readBytes(path)): Container {
  if (!isContainer(bytes)) throw new UnreadableFile(`${path}: non è un file di assegnazione di Polis`);
  const { body, digest } = digestedPart(bytes);
  if (createHash('sha256').update(body).digest('hex') !== hex(digest)) {
    throw new UnreadableFile(`${path}: l’impronta non corrisponde: il file è tronco o è stato cambiato`);
  }
  return readContainer(bytes);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** Into memory that workers can share, if asked for. */
function readBytes(path: string, shared = false): Uint8Array {
  if (!shared) {
    const content = readFileSync(path);
    // Sections are read in place: they need a start at a multiple of eight.
    return content.byteOffset % 8 === 0 ? content : new Uint8Array(content);
  }
  const size = statSync(path).size;
  const bytes = new Uint8Array(new SharedArrayBuffer(size));
  const file = openSync(path, 'r');
  try {
    for (let at = 0; at < size; ) {
      const read = readSync(file, bytes, at, Math.min(size - at, 1 << 30), at);
      if (read === 0) throw new UnreadableFile(`${path}: il file è tronco`);
      at += read;
    }
  } finally {
    closeSync(file);
  }
  return bytes;
}

function* linesOf(bytes: Uint8Array): Iterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from);
    const to = end === -1 ? bytes.length : end;
    try {
      yield decoder.decode(bytes.subarray(from, to));
    } catch {
      throw new UnreadableFile(`il testo non è UTF-8 dal byte ${from}`);
    }
    from = to + 1;
  }
}

/** Writes a container with its digest; answers the digest. */
export function writeContainer(path: string, container: Container): string {
  const hash = createHash('sha256');
  const parts = containerParts(container);
  for (const part of parts) hash.update(part);
  const digest = hash.digest();
  writeWhole(path, [...parts, digest]);
  return digest.toString('hex');
}

/** Under its name a file is whole or is not there: written beside, made durable, then renamed. */
export function writeWhole(path: string, parts: Iterable<Uint8Array | string>): void {
  const beside = `${path}.${process.pid}.part`;
  try {
    const file = openSync(beside, 'w', 0o600);
    try {
      for (const part of parts) writeAll(file, typeof part === 'string' ? Buffer.from(part) : part);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
    const folder = openSync(dirname(path), 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch (error) {
    removeIfThere(beside);
    throw new UnreadableFile(`${path}: non scritto (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, Math.min(bytes.length - at, 1 << 26));
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was never made.
  }
}
