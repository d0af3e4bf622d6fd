import { canonicalJson } from '../../kernel/canonical-json.ts';
import { isAnswered } from '../../kernel/scope.ts';
import type { Answers, Context } from './answers.ts';
import { isPerson } from './composed.ts';
import type { Definition } from './definition-schema.ts';
import { displayValue } from './display.ts';
import { own, valuesOf } from './records.ts';
import { visibleAnswers } from './visibility.ts';

/** Names in braces of a title that tells applications apart. */
export const TITLE_NAMES = /\{([^{}]*)\}/g;

/**
 * The title of an application: the procedure's, and where one person may have several what tells this one from the
 * others, as far as it was answered. Codes stand as they are: the registry is not asked for a title.
 */
export function applicationTitle(definition: Definition, answers: Answers): string {
  const { several, title } = definition;
  if (several === undefined) return title;
  const seen = visibleAnswers(definition, answers);
  const parts = [...several.title.matchAll(TITLE_NAMES)].map(([, name = '']) => partOf(definition, seen, name));
  if (!parts.some((part) => part !== '')) return title;
  let next = 0;
  const own = several.title.replaceAll(TITLE_NAMES, () => parts[next++] || '…');
  return `${title} – ${own}`;
}

/**
 * What a filing is the only one for, as one text; nothing when there may be any number, or an answer is missing. Two
 * spellings of one thing (capital letters, spaces) are the same thing.
 */
export function subjectOf(definition: Definition, answers: Answers): string | undefined {
  const names = definition.several?.one_for;
  if (names === undefined) return undefined;
  const seen = visibleAnswers(definition, answers);
  const values = names.map((name) => valueAt(seen, name));
  if (!values.every(isAnswered)) return undefined;
  return canonicalJson({ procedure: definition.id, subject: values.map(subjectPart) });
}

function subjectPart(value: unknown): unknown {
  if (isPerson(value)) return value.fiscal_code;
  return typeof value === 'string' ? value.replaceAll(/\s+/g, '').toUpperCase() : value;
}

function partOf(definition: Definition, seen: Answers, name: string): string {
  const [section = '', id = ''] = name.split('.');
  const field = definition.sections.find((each) => each.id === section)?.fields.find((each) => each.id === id);
  const value = valueAt(seen, name);
  if (field === undefined || !isAnswered(value)) return '';
  return isPerson(value) ? `${value.name} ${value.surname}` : displayValue(field, value, CODES);
}

function valueAt(seen: Answers, name: string): unknown {
  const [section = '', id = ''] = name.split('.');
  return own(valuesOf(seen, section), id);
}

const unknown = () => undefined;

/** A registry that names nothing. */
const CODES: Context = {
  today: '2000-01-01' as Context['today'],
  profile: {},
  school: unknown,
  teachingClass: unknown,
  province: unknown,
  region: unknown,
  district: unknown,
  municipality: unknown,
  country: unknown,
};
