import { parseCivilDate } from '../../kernel/civil-date.ts';
import type { FileRef } from './answers.ts';
import { hasUnstorable, lengthOf } from './clean-text.ts';
import type { Field, FieldOf } from './field.ts';
import { isAct, isMark, typedNumber } from './inputs.ts';

/** What is wrong with an answer, for the person: a stable code and how to put it right. */
export interface Wrong {
  readonly code: string;
  readonly message: string;
  /** The part of a composed field to point at: `month`. */
  readonly part?: string;
}

/** Longest name, number of act or other one-line part. */
const PART_MAX = 200;

/** What is wrong with a value for its field, if anything. Never throws, whatever a stored draft holds. */
export function checkValue(field: Field, value: unknown): Wrong | undefined {
  switch (field.kind) {
    case 'text':
      return checkText(field, value) ?? checkPattern(field, value);
    case 'textarea':
      return checkText(field, value);
    case 'integer':
    case 'decimal':
      return checkNumber(field, value);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : unreadable(field);
    case 'declaration':
      return value === true ? undefined : unreadable(field);
    case 'date':
      return checkDate(field, value);
    case 'enum':
      return checkOption(field, value);
    case 'multi_enum':
      return checkOptions(field, value);
    case 'mark':
      return checkMark(field, value);
    case 'school_year':
      return checkSchoolYear(field, value);
    case 'act':
      return checkAct(field, value);
    case 'schools':
      return checkSchools(field, value);
    case 'file':
      return isFileRef(value) ? checkFile(field, value) : unreadable(field);
    default:
      return checkCode(field, value);
  }
}

/** What is wrong with a file before it is kept: its type, its size, nothing in it. */
export function checkFile(
  field: FieldOf<'file'>,
  file: Pick<FileRef, 'name' | 'media_type' | 'bytes'>,
): Wrong | undefined {
  if (!field.accept.includes(file.media_type)) {
    const accepted = field.accept.map((type) => type.split('/')[1]?.toUpperCase()).join(', ');
    return {
      code: 'file-type',
      message: `Il file per «${field.label}» non è di un tipo ammesso: scegli un file ${accepted}.`,
    };
  }
  if (file.bytes > field.max_bytes) {
    const max = Math.floor(field.max_bytes / 1_048_576);
    return {
      code: 'file-size',
      message: `Il file per «${field.label}» è troppo grande: può essere al massimo di ${max} MB. Riducilo e allegalo di nuovo.`,
    };
  }
  if (file.bytes === 0)
    return { code: 'file-empty', message: `Il file per «${field.label}» è vuoto: scegline un altro.` };
  return undefined;
}

const SHAPES: { readonly [kind: string]: RegExp } = {
  teaching_class: /^[A-Z][A-Z0-9-]{3}( \(DPR 19\/2016\))?$/,
  province: /^[A-Z]{2}$/,
  municipality: /^[A-Z]\d{3}$/,
  country: /^[A-Z]\d{3}$/,
  school: /^[A-Z0-9]{10}$/,
};

/** Whether a code has the shape its kind wants; whether it exists is asked of the registry. */
export function hasShape(kind: string, code: string): boolean {
  return SHAPES[kind]?.test(code) ?? false;
}

function checkCode(field: Field, value: unknown): Wrong | undefined {
  if (typeof value === 'string' && hasShape(field.kind, value)) return undefined;
  return {
    code: 'not-a-code',
    message: `«${field.label}»: il codice scritto non è valido. Cercalo e sceglilo dall'elenco.`,
  };
}

function checkText(field: FieldOf<'text' | 'textarea'>, value: unknown): Wrong | undefined {
  if (typeof value !== 'string') return unreadable(field);
  const length = lengthOf(value);
  if (length > field.max_length) {
    const over = length - field.max_length;
    return {
      code: 'too-long',
      message: `«${field.label}» può avere al massimo ${field.max_length} caratteri: ne hai scritti ${over} di troppo.`,
    };
  }
  return hasUnstorable(value) ? unstorable(field.label) : undefined;
}

function checkPattern(field: FieldOf<'text'>, value: unknown): Wrong | undefined {
  if (field.pattern === undefined || new RegExp(`^(?:${field.pattern.regex})$`, 'u').test(String(value)))
    return undefined;
  return { code: 'pattern', message: field.pattern.message };
}

function checkNumber(field: FieldOf<'integer' | 'decimal'>, value: unknown): Wrong | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return unreadable(field);
  if (value >= field.min && value <= field.max) return undefined;
  const [min, max] = [typedNumber(field.min), typedNumber(field.max)];
  return { code: 'out-of-range', message: `«${field.label}» deve essere un numero da ${min} a ${max}.` };
}

function checkDate(field: FieldOf<'date'>, value: unknown): Wrong | undefined {
  if (typeof value !== 'string' || !isIsoDate(value)) return unreadable(field);
  const { min, max } = field;
  if (min !== undefined && value < min)
    return { code: 'too-early', message: `«${field.label}»: scrivi una data dal ${inFull(min)} in poi.` };
  if (max !== undefined && value > max)
    return { code: 'too-late', message: `«${field.label}»: scrivi una data non oltre il ${inFull(max)}.` };
  return undefined;
}

function checkOption(field: FieldOf<'enum'>, value: unknown): Wrong | undefined {
  if (field.options.some((option) => option.value === value)) return undefined;
  return {
    code: 'not-an-option',
    message: `«${field.label}»: la risposta non è tra quelle previste. Scegline una dall'elenco.`,
  };
}

function checkOptions(field: FieldOf<'multi_enum'>, value: unknown): Wrong | undefined {
  if (!Array.isArray(value) || value.some((each) => typeof each !== 'string')) return unreadable(field);
  const known =
    field.options_from !== undefined || value.every((each) => field.options.some((option) => option.value === each));
  if (!known)
    return {
      code: 'not-an-option',
      message: `«${field.label}»: una risposta non è tra quelle previste. Scegli dall'elenco.`,
    };
  if (field.max === undefined || value.length <= field.max) return undefined;
  return {
    code: 'too-many',
    message: `«${field.label}»: puoi scegliere al massimo ${field.max} voci, ne hai scelte ${value.length}.`,
  };
}

function checkMark(field: FieldOf<'mark'>, value: unknown): Wrong | undefined {
  if (!isMark(value)) return unreadable(field);
  const { label } = field;
  if (!field.bases.includes(value.base)) {
    return {
      code: 'mark-base',
      part: 'base',
      message: `«${label}»: scegli su quanto è espresso il voto (${field.bases.join(', ')}).`,
    };
  }
  if (!(value.value > 0 && value.value <= value.base)) {
    return {
      code: 'mark-range',
      part: 'value',
      message: `«${label}»: il voto deve essere maggiore di 0 e non oltre ${value.base}.`,
    };
  }
  if (value.lode && value.value !== value.base) {
    return {
      code: 'mark-lode',
      part: 'lode',
      message: `«${label}»: la lode si dà solo con il voto massimo. Correggi il voto o togli la lode.`,
    };
  }
  return undefined;
}

function checkSchoolYear(field: FieldOf<'school_year'>, value: unknown): Wrong | undefined {
  if (typeof value !== 'string' || !isSchoolYear(value)) return unreadable(field);
  if (value >= field.first && value <= field.last) return undefined;
  return {
    code: 'out-of-range',
    message: `«${field.label}»: scegli un anno scolastico dal ${field.first} al ${field.last}.`,
  };
}

function checkAct(field: FieldOf<'act'>, value: unknown): Wrong | undefined {
  if (!isAct(value) || !isIsoDate(value.date) || value.authority === '' || value.number === '')
    return unreadable(field);
  for (const part of [value.authority, value.number]) {
    if (lengthOf(part) > PART_MAX)
      return { code: 'too-long', message: `«${field.label}»: ogni parte può avere al massimo ${PART_MAX} caratteri.` };
    if (hasUnstorable(part)) return unstorable(field.label);
  }
  return undefined;
}

function checkSchools(field: FieldOf<'schools'>, value: unknown): Wrong | undefined {
  if (!Array.isArray(value)) return unreadable(field);
  const bad = value.find((code) => typeof code !== 'string' || !hasShape('school', code));
  if (bad !== undefined) {
    return {
      code: 'not-a-code',
      message: `«${field.label}»: «${String(bad).slice(0, 20)}» non è un codice di scuola. Un codice ha 10 lettere e cifre.`,
    };
  }
  if (value.length > field.max) {
    return {
      code: 'too-many',
      message: `Puoi scegliere al massimo ${field.max} scuole: ne hai scelte ${value.length}. Togline ${value.length - field.max}.`,
    };
  }
  if (new Set(value).size === value.length) return undefined;
  return { code: 'twice', message: `«${field.label}»: una scuola è scelta due volte. Toglila una volta.` };
}

/** The message for something that is no answer to this field at all. */
export function unreadable(field: Field): Wrong {
  return {
    code: 'unreadable',
    message: HOW_TO_WRITE[field.kind]?.(field.label) ?? `«${field.label}»: rispondi di nuovo a questa domanda.`,
  };
}

export function unstorable(label: string): Wrong {
  return {
    code: 'characters',
    message: `«${label}» contiene caratteri invisibili che non si possono registrare. Cancella il testo e scrivilo a mano.`,
  };
}

const HOW_TO_WRITE: { readonly [kind: string]: (label: string) => string } = {
  integer: (label) => `«${label}»: scrivi un numero intero, per esempio 3.`,
  decimal: (label) => `«${label}»: scrivi un numero, per esempio 26,50.`,
  date: (label) => `«${label}»: scrivi una data che esiste, per esempio 27 3 2007.`,
  mark: (label) => `«${label}»: scrivi il voto in cifre, per esempio 105, e scegli su quanto è espresso.`,
  school_year: (label) => `«${label}»: scegli un anno scolastico, per esempio 2024/25.`,
  act: (label) => `«${label}»: scrivi chi ha emesso l'atto, il numero e la data.`,
};

export function isIsoDate(value: string): boolean {
  return /^\d{4}-/.test(value) && parseCivilDate(value) === value;
}

export function isSchoolYear(value: string): boolean {
  const match = /^(\d{4})\/(\d{2})$/.exec(value);
  return match !== null && (Number(match[1]) + 1) % 100 === Number(match[2]);
}

function isFileRef(value: unknown): value is FileRef {
  const file = value as Partial<FileRef> | null;
  return (
    typeof file === 'object' &&
    typeof file?.sha256 === 'string' &&
    typeof file.bytes === 'number' &&
    typeof file.media_type === 'string'
  );
}

/** '2026-03-16' → '16/3/2026'. */
function inFull(date: string): string {
  return date.split('-').map(Number).reverse().join('/');
}
