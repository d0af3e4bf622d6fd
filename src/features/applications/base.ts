import type { Field } from '../../engines/procedure/index.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { FieldState } from './record-state.ts';

/** The draft a form was drawn from, as far as a save must find it unchanged to be written without reading it first. */
export interface BaseHead {
  readonly releaseDigest: string;
  readonly edition: number;
  /** Version of the section. */
  readonly version: number;
}

/**
 * What a form was shown with, carried by the form itself: for each field asked, a mark of the value it had. When the
 * form comes back, the marks tell which answers the person changed and which another device did.
 */
export interface Base {
  readonly head: BaseHead | undefined;
  readonly marks: ReadonlyMap<string, string>;
}

const LONGEST = 8000;

/** The mark of a form for its hidden field `base`. No head when it does not show all that is stored. */
export function baseOf(
  head: BaseHead | undefined,
  fields: readonly Field[],
  stateOf: (field: Field) => FieldState,
): string {
  const marks = fields.map((field) => `${field.id}.${fieldMark(field, stateOf(field))}`);
  const first = head === undefined ? [] : [`${head.releaseDigest}.${head.edition}.${head.version}`];
  return [...first, ...marks].join('~');
}

/** Reads a mark that came back; what is not one of ours leads to an empty base. */
export function readBase(text: unknown): Base {
  if (typeof text !== 'string') return { head: undefined, marks: new Map() };
  const parts = text.slice(0, LONGEST).split('~');
  const marks = parts.map((part) => /^([a-z][a-z0-9_]*)\.([0-9a-z]+)$/.exec(part)).filter((match) => match !== null);
  return { head: readHead(parts[0] ?? ''), marks: new Map(marks.map(([, field = '', mark = '']) => [field, mark])) };
}

function readHead(text: string): BaseHead | undefined {
  const [, releaseDigest, edition, version] = /^([0-9a-f]{64})\.(\d{1,9})\.(\d{1,9})$/.exec(text) ?? [];
  if (releaseDigest === undefined) return undefined;
  return { releaseDigest, edition: Number(edition), version: Number(version) };
}

/** A short text that two different states of a field practically never share. */
export function fieldMark(field: Field, state: FieldState): string {
  // A box left unticked and a box never shown are the same answer.
  const value = field.kind === 'boolean' && !field.required && state.value === false ? undefined : state.value;
  return mark(canonicalJson([value ?? null, state.typed ?? null]));
}

/** 64 bits by two multiplicative hashes; tells apart, protects nothing: the draft is the person's own. */
function mark(text: string): string {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 2_654_435_761);
    two = Math.imul(two ^ unit, 1_597_334_677);
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(two ^ (two >>> 13), 3_266_489_909);
  two = Math.imul(two ^ (two >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909);
  return (two >>> 0).toString(36) + (one >>> 0).toString(36);
}
