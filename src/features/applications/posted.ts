import type { Field, Gap, Posted, Section, Typed } from '../../engines/procedure/index.ts';
import { postedPreferences } from './posted-preferences.ts';

const DATE = [
  ['date.day', 'day'],
  ['date.month', 'month'],
  ['date.year', 'year'],
] as const;

/** Names the pages give to parts of a composed field, where the engine of procedures calls them otherwise. */
const RENAMED: { readonly [kind in Field['kind']]?: readonly (readonly [page: string, engine: string])[] } = {
  mark: [['honours', 'lode']],
  act: DATE,
  payment: DATE,
};

/**
 * A posted form in the words of the engine. Of a list of schools it also carries out what the buttons ask: the code
 * chosen in `<field>.add` joins the list, the one named by `togli` (`<field>:<code>`) leaves it, and the one named by
 * `rimetti` comes back.
 */
export function enginePosted(section: Section, posted: Posted): Posted {
  const read: Record<string, unknown> = Object.assign(Object.create(null), posted);
  for (const field of section.fields) {
    for (const [page, engine] of RENAMED[field.kind] ?? []) {
      const given = own(posted, `${field.id}.${page}`);
      if (given !== undefined) read[`${field.id}.${engine}`] = given;
    }
    if (field.kind === 'schools') read[field.id] = schoolCodes(field.id, posted);
    if (field.kind === 'preferences') read[field.id] = postedPreferences(field, posted);
  }
  return { ...read };
}

function schoolCodes(id: string, posted: Posted): readonly string[] {
  const texts = (name: string) => [own(posted, name)].flat().filter((each) => typeof each === 'string');
  const named = (button: string) =>
    texts(button)
      .filter((each) => each.startsWith(`${id}:`))
      .map((each) => each.slice(id.length + 1));
  const away = named('togli');
  const all = [...texts(id), ...texts(`${id}.add`), ...named('rimetti')];
  return all.filter((code) => code !== '' && !away.includes(code));
}

/** The first box of a composed field carries the field's own name. */
const FIRST_BOX: { readonly [kind in Field['kind']]?: string } = {
  date: 'day',
  mark: 'value',
  act: 'authority',
  person: 'surname',
  payment: 'notice',
};

/** The id, on the page, of the box an error points at: the first box of a field carries the field's own name. */
export function anchorOf(gap: Pick<Gap, 'field' | 'input'>, field: Field | undefined): string {
  if (field === undefined) return 'main';
  const part = gap.input?.slice(field.id.length + 1) ?? '';
  if (field.kind === 'period') return `${field.id}.${part.startsWith('to') ? 'to' : 'from'}`;
  if (part === '' || part === FIRST_BOX[field.kind]) {
    return field.kind === 'schools' || field.kind === 'preferences' ? `${field.id}.add` : field.id;
  }
  const renamed = RENAMED[field.kind]?.find(([, engine]) => engine === part)?.[0] ?? part;
  return `${field.id}.${renamed === 'date.day' ? 'date' : renamed}`;
}

/** One text of what stands in a field, by its posted name in the words of the engine. */
export function typedText(typed: Typed, name: string): string {
  const value = own(typed, name);
  return typeof value === 'string' ? value : Array.isArray(value) ? String(value[0] ?? '') : '';
}

export function typedTexts(typed: Typed, name: string): readonly string[] {
  const value = own(typed, name);
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string');
  return typeof value === 'string' && value !== '' ? [value] : [];
}

const LISTED: ReadonlySet<Field['kind']> = new Set(['multi_enum', 'ranked_enum', 'schools', 'preferences']);

/** The fields that came more than once though they hold one answer, whatever the engine made of them. */
export function doubledFields(section: Section, posted: Posted): readonly Field[] {
  return section.fields.filter((field) => {
    if (LISTED.has(field.kind)) return false;
    const names = Object.keys(posted).filter((name) => name === field.id || name.startsWith(`${field.id}.`));
    return names.some((name) => Array.isArray(own(posted, name)));
  });
}

function own(from: object, name: string): unknown {
  return Object.hasOwn(from, name) ? (from as Record<string, unknown>)[name] : undefined;
}
