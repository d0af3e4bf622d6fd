import { canonicalJson } from '../../kernel/canonical-json.ts';

/**
 * The canonical binary file: eight letters, version, length of the header, the header as canonical JSON, then each
 * section as raw little-endian integers, everything padded to eight bytes, last the SHA-256 of all that is before.
 * Integers only: the same content has the same bytes on every machine.
 */
export const MAGIC = 'POLISASG';
export const CONTAINER_VERSION = 1;
const digestBytes = 32;

export type Section = Uint8Array | Uint16Array | Uint32Array | Int32Array;
export type Sections = Readonly<Record<string, Section>>;

export interface Container {
  readonly header: Readonly<Record<string, unknown>>;
  readonly sections: Sections;
}

const kinds = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array } as const;
type Kind = keyof typeof kinds;

function kindOf(section: Section): Kind {
  if (section instanceof Uint8Array) return 'u8';
  if (section instanceof Uint16Array) return 'u16';
  return section instanceof Int32Array ? 'i32' : 'u32';
}

/** Everything but the digest, in pieces to be written and hashed one after another. */
export function containerParts({ header, sections }: Container): Uint8Array[] {
  const table = Object.entries(sections).map(([name, section]) => ({
    name,
    kind: kindOf(section),
    length: section.length,
  }));
  const text = new TextEncoder().encode(canonicalJson({ ...header, sections: table }));
  const start = new Uint8Array(16);
  start.set(new TextEncoder().encode(MAGIC));
  new DataView(start.buffer).setUint32(8, CONTAINER_VERSION, true);
  new DataView(start.buffer).setUint32(12, text.length, true);
  const parts = [start, text, padding(16 + text.length)];
  for (const section of Object.values(sections)) {
    parts.push(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), padding(section.byteLength));
  }
  return parts.filter((part) => part.length > 0);
}

function padding(length: number): Uint8Array {
  return new Uint8Array((8 - (length % 8)) % 8);
}

/** Why a file cannot be read; in Italian, for the person at the keyboard. */
export class UnreadableFile extends Error {}

export function isContainer(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.slice(0, 8)) === MAGIC;
}

/** The part the digest is about, and the digest the file carries. */
export function digestedPart(bytes: Uint8Array): { readonly body: Uint8Array; readonly digest: Uint8Array } {
  if (bytes.length < 16 + digestBytes) throw new UnreadableFile('il file è tronco');
  const end = bytes.length - digestBytes;
  return { body: bytes.subarray(0, end), digest: bytes.subarray(end) };
}

/** Reads the sections as views of the bytes: nothing is copied. Whether the digest is right is checked by the caller. */
export function readContainer(bytes: Uint8Array): Container {
  if (!isContainer(bytes)) throw new UnreadableFile('non è un file di assegnazione di Polis');
  const { body } = digestedPart(bytes);
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const version = view.getUint32(8, true);
  if (version !== CONTAINER_VERSION) {
    throw new UnreadableFile(`versione ${version}: si legge solo la ${CONTAINER_VERSION}`);
  }
  const headerEnd = 16 + view.getUint32(12, true);
  if (headerEnd > body.length) throw new UnreadableFile('il file è tronco: la testata non è intera');
  const header = parsedHeader(new TextDecoder().decode(body.slice(16, headerEnd)));
  const sections: Record<string, Section> = {};
  let at = headerEnd + padding(headerEnd).length;
  for (const { name, kind, length } of header.sections) {
    const Kind = kinds[kind];
    const bytesLong = length * Kind.BYTES_PER_ELEMENT;
    if (at + bytesLong > body.length) throw new UnreadableFile(`il file è tronco: manca una parte di «${name}»`);
    sections[name] = new Kind(body.buffer as ArrayBuffer, body.byteOffset + at, length);
    at += bytesLong + padding(bytesLong).length;
  }
  if (at !== body.length) throw new UnreadableFile('il file ha byte in più del dichiarato');
  const { sections: _, ...rest } = header;
  return { header: rest, sections };
}

interface Header {
  readonly sections: readonly { readonly name: string; readonly kind: Kind; readonly length: number }[];
}

function parsedHeader(text: string): Header & Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnreadableFile('la testata non si legge');
  }
  const sections = (value as { sections?: unknown } | null)?.sections;
  const sound =
    Array.isArray(sections) &&
    sections.every(
      (each) =>
        typeof each === 'object' &&
        typeof each.name === 'string' &&
        Object.hasOwn(kinds, String(each.kind)) &&
        Number.isSafeInteger(each.length) &&
        each.length >= 0,
    );
  if (!sound) throw new UnreadableFile('la testata non si legge');
  return value as Header & Record<string, unknown>;
}
