import { civilDate, fullYear, parseCivilDate } from '../../kernel/civil-date.ts';
import type { Posted, Typed, Value } from './answers.ts';
import { checkValue, unreadable, unstorable, type Wrong } from './check-value.ts';
import { allTexts, cleanLine, cleanText, firstText, hasUnstorable, typedText, typedTexts } from './clean-text.ts';
import type { Field, FieldOf } from './field.ts';
import { fieldInputs } from './inputs.ts';
import { own } from './records.ts';

/** What came of reading one field. No value and no gap: left blank. */
export interface Reading {
  readonly value?: Value;
  /** What was typed, by posted name, to be shown again. */
  readonly typed: Typed;
  readonly gap?: { readonly code: string; readonly message: string; readonly input?: string };
}

/** What a reader makes of the texts: a value, something wrong, or nothing (blank). */
type Outcome = { readonly value: Value } | { readonly wrong: Wrong } | undefined;

/** Longest list of codes worth splitting: beyond it nobody is choosing schools. */
const LIST_MAX = 5000;

/**
 * Reads one field from what was posted: the whole body, or just this field's raw value.
 * Never throws, whatever arrives; says in Italian what is wrong and how to put it right.
 * Fields of kind `file` and those with a `source` are not posted: nothing comes back for them.
 */
export function readField(field: Field, posted: unknown): Reading {
  if (field.kind === 'file' || field.source !== undefined) return { typed: {} };
  const body = asPosted(field, posted);
  const typed = typedFrom(field, body);
  const outcome = fieldInputs(field).some((name) => isUnstorableLine(field, own(body, name)))
    ? { wrong: unstorable(field.label) }
    : readOutcome(field, body);
  if (outcome === undefined) return { typed };
  const wrong = 'wrong' in outcome ? outcome.wrong : checkValue(field, outcome.value);
  if (wrong === undefined && 'value' in outcome) return { value: outcome.value, typed };
  return wrong === undefined ? { typed } : { typed, gap: asGap(field, wrong) };
}

function asPosted(field: Field, posted: unknown): Posted {
  if (posted !== null && typeof posted === 'object' && !Array.isArray(posted)) return posted as Posted;
  return { [field.id]: posted };
}

function asGap(field: Field, wrong: Wrong): NonNullable<Reading['gap']> {
  const input = wrong.part === undefined ? fieldInputs(field)[0] : `${field.id}.${wrong.part}`;
  return { code: wrong.code, message: wrong.message, ...(input === undefined ? {} : { input }) };
}

function typedFrom(field: Field, body: Posted): Typed {
  const typed: Record<string, string | readonly string[]> = {};
  for (const name of new Set([field.id, ...fieldInputs(field)])) {
    const raw = own(body, name);
    if (raw === undefined || raw === null) continue;
    if (field.kind === 'multi_enum' || field.kind === 'schools') Object.assign(typed, typedTexts(name, raw));
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
      return readNumber(field, line());
    case 'boolean':
      return readBoolean(field, line());
    case 'declaration':
      return isYes(line()) ? { value: true } : undefined;
    case 'date':
      return readDate(field, body);
    case 'multi_enum':
      return listOutcome(allTexts(raw).map(cleanLine));
    case 'mark':
      return readMark(field, body);
    case 'school_year':
      return textOutcome(readSchoolYear(line()));
    case 'act':
      return readAct(field, body);
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

function listOutcome(texts: readonly string[]): Outcome {
  const given = [...new Set(texts.filter((text) => text !== ''))];
  return given.length === 0 ? undefined : { value: given };
}

function readNumber(field: FieldOf<'integer' | 'decimal'>, text: string): Outcome {
  if (text === '') return undefined;
  const decimals = field.kind === 'integer' ? 0 : field.decimals;
  const value = parseNumber(text, decimals);
  return value === undefined ? { wrong: unreadable(field) } : { value };
}

/** "26,5" and "26.5"; no thousands separators, which people and programs read in two ways. */
function parseNumber(text: string, decimals: number): number | undefined {
  const match = /^([+-]?\d{1,12})(?:[.,](\d+))?$/.exec(text);
  if (match === null || (match[2]?.length ?? 0) > decimals) return undefined;
  return Number(`${match[1]}.${match[2] ?? 0}`) + 0;
}

/** A tick box not ticked says no, unless the question demands an answer (then it is asked as yes or no). */
function readBoolean(field: Field, text: string): Outcome {
  if (text === '') return field.required ? undefined : { value: false };
  if (isYes(text)) return { value: true };
  return /^(no|false|0|off)$/i.test(text) ? { value: false } : { wrong: unreadable(field) };
}

function isYes(text: string): boolean {
  return /^(s[iì]|true|1|on|yes)$/iu.test(text);
}

function readDate(field: Field, body: Posted): Outcome {
  const whole = cleanLine(firstText(own(body, field.id)).slice(0, 100));
  const parts = dateParts(field.id, body);
  if (whole === '' && parts.every((part) => part === '')) return undefined;
  const value = whole === '' ? dateFrom(parts) : parseCivilDate(whole);
  if (value !== undefined) return { value };
  return { wrong: parts.some((part) => part !== '') ? wrongDate(field, parts) : unreadable(field) };
}

function dateParts(id: string, body: Posted): readonly string[] {
  return ['day', 'month', 'year'].map((part) => cleanLine(firstText(own(body, `${id}.${part}`)).slice(0, 100)));
}

function dateFrom([day = '', month = '', year = '']: readonly string[]) {
  const readable = /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^(\d{2}|\d{4})$/.test(year);
  return readable ? civilDate(fullYear(year), Number(month), Number(day)) : undefined;
}

/** Points at the part that is missing or impossible. */
function wrongDate(field: Field, [day = '', month = '', year = '']: readonly string[]): Wrong {
  const dayWrong = !/^\d{1,2}$/.test(day) || Number(day) < 1 || Number(day) > 31;
  const monthWrong = !/^\d{1,2}$/.test(month) || Number(month) < 1 || Number(month) > 12;
  const yearWrong = !/^(\d{2}|\d{4})$/.test(year);
  const part = dayWrong ? 'day' : monthWrong ? 'month' : yearWrong ? 'year' : 'day';
  const names = { day: 'il giorno', month: 'il mese', year: "l'anno" };
  if (dayWrong || monthWrong || yearWrong) {
    return {
      code: 'unreadable',
      part,
      message: `«${field.label}»: controlla ${names[part]}. Una data si scrive, per esempio, 27 3 2007.`,
    };
  }
  return {
    code: 'unreadable',
    part,
    message: `«${field.label}»: questo giorno non esiste nel calendario. Controlla giorno, mese e anno.`,
  };
}

/** "105" with its base beside it; also "105/110", "110 e lode", "110L" as people write them. */
function readMark(field: FieldOf<'mark'>, body: Posted): Outcome {
  const part = (name: string) => cleanLine(firstText(own(body, `${field.id}.${name}`)).slice(0, 100));
  const written = part('value') || cleanLine(firstText(own(body, field.id)).slice(0, 100));
  const lode = isYes(part('lode'));
  if (written === '') return lode ? { wrong: { ...unreadable(field), part: 'value' } } : undefined;
  const match = /^([\d.,]+)\s*(?:\/\s*(\d+))?\s*(l|e lode|lode|cum laude)?$/i.exec(written);
  const value = parseNumber(match?.[1] ?? '', 2);
  const base = parseNumber(part('base') || (match?.[2] ?? ''), 0);
  if (value === undefined) return { wrong: { ...unreadable(field), part: 'value' } };
  return { value: { value, base: base ?? 0, lode: lode || match?.[3] !== undefined } };
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

function readAct(field: FieldOf<'act'>, body: Posted): Outcome {
  const [authority = '', number = ''] = ['authority', 'number'].map((part) =>
    cleanLine(firstText(own(body, `${field.id}.${part}`))),
  );
  const parts = dateParts(field.id, body);
  if ([authority, number, ...parts].every((part) => part === '')) return undefined;
  if (authority === '')
    return {
      wrong: { code: 'missing-part', part: 'authority', message: `«${field.label}»: scrivi chi ha emesso l'atto.` },
    };
  if (number === '')
    return {
      wrong: { code: 'missing-part', part: 'number', message: `«${field.label}»: scrivi il numero dell'atto.` },
    };
  const date = dateFrom(parts);
  return date === undefined ? { wrong: wrongDate(field, parts) } : { value: { authority, number, date } };
}
