import type { Field } from '../../engines/procedure/index.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { FieldState } from './record-state.ts';

/**
 * What a form was shown with, carried by the form itself: for each field asked, a mark of the value it had. When the
 * form comes back, the marks tell which answers the person changed and which another device did.
 */
export type Base = ReadonlyMap<string, string>;

const LONGEST = 8000;

/** The mark of a form shown now, for its hidden field `base`. */
export function baseOf(fields: readonly Field[], stateOf: (field: Field) => FieldState): string {
  return fields.map((field) => `${field.id}.${fieldMark(field, stateOf(field))}`).join('~');
}

/** Reads a mark that came back; what is not one of ours leads to an empty base. */
export function readBase(text: string): Base {
  const pairs = text.slice(0, LONGEST).matchAll(/([a-z][a-z0-9_]*)\.([0-9a-z]+)/g);
  return new Map([...pairs].map(([, field = '', mark = '']) => [field, mark]));
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
