import type { Field, Posted, Section, Typed } from '../../engines/procedure/index.ts';
import { isWritten } from '../../engines/procedure/index.ts';
import type { Base } from './base.ts';
import { typedOfField } from './record-state.ts';

/** The questions a form asked: those its mark names; without a mark, those it answers. */
export function askedFields(section: Section, base: Base, posted: Posted): readonly Field[] {
  const open = section.fields.filter(isWritten);
  if (base.marks.size > 0) return open.filter((field) => base.marks.has(field.id));
  return open.filter((field) => typedOfField(textsOf(posted), field) !== undefined);
}

/** The words sent for a field, to be kept and shown again. */
export function wordsOf(field: Field, posted: Posted): Typed {
  return typedOfField(textsOf(posted), field) ?? { [field.id]: '' };
}

/** The texts among what was posted; other shapes cannot come from a form. */
function textsOf(posted: Posted): Typed {
  const texts = Object.entries(posted).flatMap(([name, value]): [string, string | readonly string[]][] => {
    if (typeof value === 'string') return [[name, storable(value)]];
    return Array.isArray(value) ? [[name, value.filter((each) => typeof each === 'string').map(storable)]] : [];
  });
  return Object.fromEntries(texts);
}

function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd');
}
