import { asText } from '../../kernel/as-text.ts';
import type { FileRef } from './answers.ts';
import { checkAct, checkDate, checkMark, checkPayment, checkPeriod, checkPerson } from './check-composed.ts';
import { hasUnstorable, lengthOf } from './clean-text.ts';
import { checkContact } from './contact-value.ts';
import type { Field, FieldOf } from './field.ts';
import { typedNumber } from './inputs.ts';
import { isSchoolYear } from './iso-date.ts';
import { checkPreferences } from './preferences.ts';
import { unreadable, unstorable, type Wrong } from './wrong.ts';

/** What is wrong with a value for its field, if anything. Never throws, whatever a stored draft holds. */
export function checkValue(field: Field, value: unknown): Wrong | undefined {
  switch (field.kind) {
    case 'text':
      return checkText(field, value) ?? checkPattern(field, value);
    case 'textarea':
      return checkText(field, value);
    case 'integer':
    case 'decimal':
    case 'money':
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
    case 'ranked_enum':
      return checkOptions(field, value);
    case 'mark':
      return checkMark(field, value);
    case 'school_year':
      return checkSchoolYear(field, value);
    case 'act':
      return checkAct(field, value);
    case 'period':
      return checkPeriod(field, value);
    case 'person':
      return checkPerson(field, value);
    case 'payment':
      return checkPayment(field, value);
    case 'fiscal_code':
    case 'email':
    case 'phone':
    case 'iban':
      return checkContact(field, value);
    case 'preferences':
      return checkPreferences(field, value, checkValue);
    case 'schools':
      return checkSchools(field, value);
    case 'computed':
      return undefined;
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
  region: /^\d{2}$/,
  district: /^[A-Z0-9-]{2,20}$/,
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

function checkNumber(field: FieldOf<'integer' | 'decimal' | 'money'>, value: unknown): Wrong | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return unreadable(field);
  if (value >= field.min && value <= field.max) return undefined;
  const [min, max] = [typedNumber(field.min), typedNumber(field.max)];
  return { code: 'out-of-range', message: `«${field.label}» deve essere un numero da ${min} a ${max}.` };
}

function checkOption(field: FieldOf<'enum'>, value: unknown): Wrong | undefined {
  if (field.options.some((option) => option.value === value)) return undefined;
  return {
    code: 'not-an-option',
    message: `«${field.label}»: la risposta non è tra quelle previste. Scegline una dall'elenco.`,
  };
}

function checkOptions(field: FieldOf<'multi_enum' | 'ranked_enum'>, value: unknown): Wrong | undefined {
  if (!Array.isArray(value) || value.some((each) => typeof each !== 'string')) return unreadable(field);
  const known =
    (field.kind === 'multi_enum' && field.options_from !== undefined) ||
    value.every((each) => field.options.some((option) => option.value === each));
  if (!known)
    return {
      code: 'not-an-option',
      message: `«${field.label}»: una risposta non è tra quelle previste. Scegli dall'elenco.`,
    };
  if (new Set(value).size < value.length) {
    return { code: 'twice', message: `«${field.label}»: una voce è scelta due volte. Toglila una volta.` };
  }
  if (field.max === undefined || value.length <= field.max) return undefined;
  return {
    code: 'too-many',
    message: `«${field.label}»: puoi scegliere al massimo ${field.max} voci, ne hai scelte ${value.length}.`,
  };
}

function checkSchoolYear(field: FieldOf<'school_year'>, value: unknown): Wrong | undefined {
  if (typeof value !== 'string' || !isSchoolYear(value)) return unreadable(field);
  if (value >= field.first && value <= field.last) return undefined;
  return {
    code: 'out-of-range',
    message: `«${field.label}»: scegli un anno scolastico dal ${field.first} al ${field.last}.`,
  };
}

function checkSchools(field: FieldOf<'schools'>, value: unknown): Wrong | undefined {
  if (!Array.isArray(value)) return unreadable(field);
  const bad = value.find((code) => typeof code !== 'string' || !hasShape('school', code));
  if (bad !== undefined) {
    return {
      code: 'not-a-code',
      message: `«${field.label}»: «${asText(bad).slice(0, 20)}» non è un codice di scuola. Un codice ha 10 lettere e cifre.`,
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

function isFileRef(value: unknown): value is FileRef {
  const file = value as Partial<FileRef> | null;
  return (
    typeof file === 'object' &&
    typeof file?.sha256 === 'string' &&
    typeof file.bytes === 'number' &&
    typeof file.media_type === 'string'
  );
}
