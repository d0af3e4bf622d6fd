import type { Posted, Typed, Value } from './answers.ts';
import { checkValue } from './check-value.ts';
import { allTexts, cleanLine, cleanText, firstText, hasUnstorable, typedText, typedTexts } from './clean-text.ts';
import { readContact } from './contact-value.ts';
import { type Field, type FieldOf, isWritten } from './field.ts';
import { fieldInputs } from './inputs.ts';
import { isYes, type Outcome } from './outcome.ts';
import { readPreferences } from './preferences.ts';
import { readAct, readMark, readPayment, readPeriod, readPerson } from './read-composed.ts';
import { readDate } from './read-date.ts';
import { parseNumber } from './read-number.ts';
import { own } from './records.ts';
import { cited, unreadable, unstorable, type Wrong } from './wrong.ts';

/** What came of reading one field. No value and no gap: left blank. */
export interface Reading {
  readonly value?: Value;
  /** What was typed, by posted name, to be shown again. */
  readonly typed: Typed;
  readonly gap?: { readonly code: string; readonly message: string; readonly input?: string };
}

/** Kinds that hold several answers, posted under one name. */
const LISTED: ReadonlySet<Field['kind']> = new Set(['multi_enum', 'ranked_enum', 'schools', 'preferences']);

/** Longest list of codes worth splitting: beyond it nobody is choosing schools. */
const LIST_MAX = 5000;

/**
 * Reads one field from what was posted: the whole body, or just this field's raw value.
 * Never throws, whatever arrives; says in Italian what is wrong and how to put it right, by its norm or that `ofSection`.
 * Files, what has a `source` and what is worked out are not posted: nothing comes back for them.
 */
export function readField(field: Field, posted: unknown, ofSection?: string): Reading {
  if (!isWritten(field)) return { typed: {} };
  const body = asPosted(field, posted);
  const typed = typedFrom(field, body);
  const outcome = fieldInputs(field).some((name) => isUnstorableLine(field, own(body, name)))
    ? { wrong: unstorable(field.label) }
    : readOutcome(field, body);
  if (outcome === undefined) return { typed };
  // A list with a line still to be finished is kept as it is: what it lacks is told by the gaps of the application.
  const kept = field.kind === 'preferences' && 'value' in outcome;
  const wrong = 'wrong' in outcome ? outcome.wrong : kept ? undefined : checkValue(field, outcome.value);
  if (wrong === undefined && 'value' in outcome) return { value: outcome.value, typed };
  return wrong === undefined ? { typed } : { typed, gap: asGap(field, wrong, ofSection) };
}

function asPosted(field: Field, posted: unknown): Posted {
  if (posted !== null && typeof posted === 'object' && !Array.isArray(posted)) return posted as Posted;
  return { [field.id]: posted };
}

function asGap(field: Field, wrong: Wrong, ofSection: string | undefined): NonNullable<Reading['gap']> {
  const input = wrong.part === undefined ? fieldInputs(field)[0] : `${field.id}.${wrong.part}`;
  const { message } = cited(wrong, field.norm, ofSection);
  return { code: wrong.code, message, ...(input === undefined ? {} : { input }) };
}

function typedFrom(field: Field, body: Posted): Typed {
  const typed: Record<string, string | readonly string[]> = {};
  for (const name of new Set([field.id, ...fieldInputs(field)])) {
    const raw = own(body, name);
    if (raw === undefined || raw === null) continue;
    if (LISTED.has(field.kind)) Object.assign(typed, typedTexts(name, raw));
    else typed[name] = typedText(raw);
  }
  return typed;
}

function isUnstorableLine(field: Field, raw: unknown): boolean {
  return field.kind !== 'schools' && allTexts(raw).some(hasUnstorable);
}

function readOutcome(field: Field, body: Posted): Outcome {
  const raw = own(body, field.id);
  const line = () => cleanLine(firstText(raw).slice(0, LIST_MAX * 20));
  switch (field.kind) {
    case 'text':
      return textOutcome(cleanLine(firstText(raw)));
    case 'textarea':
      return textOutcome(cleanText(firstText(raw)));
    case 'integer':
    case 'decimal':
    case 'money':
      return readNumber(field, line());
    case 'boolean':
      return readBoolean(field, line());
    case 'declaration':
      return isYes(line()) ? { value: true } : undefined;
    case 'date':
      return readDate(field, body);
    case 'multi_enum':
      return listOutcome(allTexts(raw).map(cleanLine));
    case 'ranked_enum':
      return listOutcome(allTexts(raw).map(cleanLine), { twice: true });
    case 'preferences':
      return readPreferences(field, allTexts(raw));
    case 'mark':
      return readMark(field, body);
    case 'school_year':
      return textOutcome(readSchoolYear(line()));
    case 'act':
      return readAct(field, body);
    case 'period':
      return readPeriod(field, body);
    case 'person':
      return readPerson(field, body);
    case 'payment':
      return readPayment(field, body);
    case 'fiscal_code':
    case 'email':
    case 'phone':
    case 'iban':
      return textOutcome(readContact(field, line()));
    case 'schools':
      return listOutcome(
        allTexts(raw).flatMap((text) =>
          text
            .slice(0, LIST_MAX)
            .toUpperCase()
            .split(/[\s,;]+/u),
        ),
      );
    case 'teaching_class':
      return textOutcome(readTeachingClass(line()));
    case 'enum':
      return textOutcome(line());
    default:
      return textOutcome(line().toUpperCase());
  }
}

function textOutcome(text: string): Outcome {
  return text === '' ? undefined : { value: text };
}

/** An order in which something stands twice is not put right in silence: the person says which place was meant. */
function listOutcome(texts: readonly string[], { twice = false } = {}): Outcome {
  const written = texts.filter((text) => text !== '');
  const given = twice ? written : [...new Set(written)];
  return given.length === 0 ? undefined : { value: given };
}

function readNumber(field: FieldOf<'integer' | 'decimal' | 'money'>, text: string): Outcome {
  if (text === '') return undefined;
  const decimals = field.kind === 'integer' ? 0 : field.kind === 'money' ? 2 : field.decimals;
  const value = parseNumber(text, decimals);
  return value === undefined ? { wrong: unreadable(field) } : { value };
}

/** A tick box not ticked says no, unless the question demands an answer (then it is asked as yes or no). */
function readBoolean(field: Field, text: string): Outcome {
  if (text === '') return field.required ? undefined : { value: false };
  if (isYes(text)) return { value: true };
  return /^(no|false|0|off)$/i.test(text) ? { value: false } : { wrong: unreadable(field) };
}

/** "2024/25", "2024/2025", "2024-25", "2024 2025" → "2024/25". */
function readSchoolYear(text: string): string {
  const match = /^(\d{4})\s*[/ -]\s*(?:\d{2})?(\d{2})$/.exec(text);
  return match === null ? text : `${match[1]}/${match[2]}`;
}

/** "a12", "A 12", "a-12" → "A-12". */
function readTeachingClass(text: string): string {
  const upper = text.toUpperCase();
  const match = /^([AB])[\s-]*(\d{1,2})$/.exec(upper);
  return match === null ? upper : `${match[1]}-${(match[2] ?? '').padStart(2, '0')}`;
}
