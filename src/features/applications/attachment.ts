import type { FieldOf } from '../../engines/procedure/index.ts';
import { checkFile } from '../../engines/procedure/index.ts';

/** Longest name kept; longer ones lose their middle, never their extension. */
const NAME_MAX = 200;

/** Direction marks and other invisible signs make a name look like another ("fdp.exe"). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]/gu;

/** The name a file is kept under: what the person sees of it, without path, never empty. */
export function fileName(given: string): string {
  const name = given.toWellFormed().normalize('NFC').replaceAll(INVISIBLE, '').split(/[/\\]/).at(-1)?.trim() ?? '';
  const plain = /^\.*$/.test(name) ? 'documento.pdf' : name;
  const characters = [...plain];
  if (characters.length <= NAME_MAX) return plain;
  return `${characters.slice(0, NAME_MAX - 30).join('')}…${characters.slice(-29).join('')}`;
}

export interface ReceivedFile {
  readonly filename: string;
  readonly bytes: Uint8Array;
  /** It was cut at the limit while it came in. */
  readonly truncated: boolean;
}

/** What is wrong with a file that arrived, in the words shown at its field; undefined when it can be kept. */
export function fileWrong(field: FieldOf<'file'>, received: ReceivedFile | undefined): string | undefined {
  if (received === undefined) return `Scegli un file per «${field.label}», poi premi «Allega il file».`;
  const bytes = received.truncated ? field.max_bytes + 1 : received.bytes.length;
  const name = fileName(received.filename);
  const wrong = checkFile(field, { name, media_type: mediaType(received), bytes });
  return wrong?.message;
}

/** The type by what the file is and by how it is called, which must agree: a name alone proves nothing. */
export function mediaType({ filename, bytes }: Pick<ReceivedFile, 'filename' | 'bytes'>): string {
  const isPdf = PDF.every((byte, index) => bytes[index] === byte);
  return isPdf && /\.pdf$/i.test(fileName(filename)) ? 'application/pdf' : 'application/octet-stream';
}

/** "%PDF-" */
const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];
