import type { Preference } from './answers.ts';
import type { Attribute, FieldOf } from './field.ts';
import { own } from './records.ts';

/** The lists of preferences of a stored value, whatever it holds. */
export function preferencesIn(value: unknown): readonly Preference[] {
  return Array.isArray(value) ? value.filter(isPreference) : [];
}

/** Each line as one text, the way pages post it: `school:TOIS01200X;contracts=annual,june`. */
export function preferenceTexts(value: unknown): readonly string[] {
  return preferencesIn(value).map(preferenceText);
}

/** One line as a text; the same preference always gives the same one. */
export function preferenceText({ target, code, ...attributes }: Preference): string {
  const told = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `;${name}=${[value].flat().map(String).map(encodeURIComponent).join(',')}`);
  return `${target}:${code}${told.sort().join('')}`;
}

/** What stands before the attributes: `school:TOIS01200X`. */
export function targetText({ target, code }: Pick<Preference, 'target' | 'code'>): string {
  return `${target}:${code}`;
}

/** Reads one line posted by a page; nothing when it is none. Attributes the question does not ask for are left out. */
export function readPreference(field: FieldOf<'preferences'>, text: string): Preference | undefined {
  const [head = '', ...told] = text.slice(0, 2000).split(';');
  const [, target, code] = /^([a-z]+):(.+)$/.exec(head.trim()) ?? [];
  if (target === undefined || code === undefined) return undefined;
  const written = new Map(told.map((each) => [each.split('=')[0] ?? '', each.slice(each.indexOf('=') + 1)]));
  const read: Record<string, Preference[string]> = {};
  for (const attribute of field.attributes) {
    const value = attributeValue(attribute, written.get(attribute.id));
    if (value !== undefined) read[attribute.id] = value;
  }
  return { target: target as Preference['target'], code: target === 'option' ? code : code.toUpperCase(), ...read };
}

function attributeValue({ kind }: Attribute, text: string | undefined): Preference[string] | undefined {
  const given = (text ?? '').split(',').map(decoded).filter(Boolean);
  if (given.length === 0) return undefined;
  if (kind === 'multi_enum' || kind === 'ranked_enum') return given;
  const [first = ''] = given;
  if (kind === 'boolean') return first === 'true' || first === 'si';
  if (kind === 'integer') return /^-?\d{1,9}$/.test(first) ? Number(first) : first;
  return first;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isPreference(value: unknown): value is Preference {
  return typeof own(value, 'target') === 'string' && typeof own(value, 'code') === 'string';
}
