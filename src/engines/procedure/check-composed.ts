import { checkFiscalCode } from '../../kernel/fiscal-code.ts';
import { hasUnstorable, lengthOf } from './clean-text.ts';
import { isPayment, isPeriod, isPerson } from './composed.ts';
import type { FieldOf } from './field.ts';
import { isAct, isMark } from './inputs.ts';
import { inFull, isIsoDate } from './iso-date.ts';
import { unreadable, unstorable, type Wrong } from './wrong.ts';

/** Longest name, number of act or other one-line part. */
const PART_MAX = 200;

/** What is wrong with a day: none, or outside the bounds of its question. */
export function checkDate(field: FieldOf<'date' | 'period'>, value: unknown): Wrong | undefined {
  if (typeof value !== 'string' || !isIsoDate(value)) return unreadable(field);
  const { min, max } = field;
  if (min !== undefined && value < min)
    return { code: 'too-early', message: `«${field.label}»: scrivi una data dal ${inFull(min)} in poi.` };
  if (max !== undefined && value > max)
    return { code: 'too-late', message: `«${field.label}»: scrivi una data non oltre il ${inFull(max)}.` };
  return undefined;
}

/** What is wrong with a mark: its scale, its size, a lode without the highest mark. */
export function checkMark(field: FieldOf<'mark'>, value: unknown): Wrong | undefined {
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

/** What is wrong with a reference to an act. */
export function checkAct(field: FieldOf<'act'>, value: unknown): Wrong | undefined {
  if (!isAct(value) || !isIsoDate(value.date) || value.authority === '' || value.number === '')
    return unreadable(field);
  for (const part of [value.authority, value.number]) {
    if (lengthOf(part) > PART_MAX)
      return { code: 'too-long', message: `«${field.label}»: ogni parte può avere al massimo ${PART_MAX} caratteri.` };
    if (hasUnstorable(part)) return unstorable(field.label);
  }
  return undefined;
}

/** What is wrong with a period: a day that does not exist, an end before the start, days outside the bounds. */
export function checkPeriod(field: FieldOf<'period'>, value: unknown): Wrong | undefined {
  if (!isPeriod(value)) return unreadable(field);
  const from = checkDate(field, value.from);
  if (from !== undefined) return { ...from, part: 'from.day' };
  const to = checkDate(field, value.to);
  if (to !== undefined) return { ...to, part: 'to.day' };
  if (value.from <= value.to) return undefined;
  return {
    code: 'not-in-order',
    part: 'to.day',
    message: `«${field.label}»: il periodo finisce prima di cominciare. Controlla le due date.`,
  };
}

/** What is wrong with somebody named: a name left out, a fiscal code that is none, a relation not foreseen. */
export function checkPerson(field: FieldOf<'person'>, value: unknown): Wrong | undefined {
  if (!isPerson(value)) return unreadable(field);
  for (const part of ['surname', 'name'] as const) {
    if (lengthOf(value[part]) > PART_MAX)
      return { code: 'too-long', part, message: `«${field.label}»: al massimo ${PART_MAX} caratteri.` };
    if (hasUnstorable(value[part])) return { ...unstorable(field.label), part };
  }
  const code = checkFiscalCode(value.fiscal_code);
  if (!code.ok) {
    const said = code.faults[0]?.message ?? '';
    return { code: 'fiscal-code', part: 'fiscal_code', message: `«${field.label}»: ${said}` };
  }
  if (field.relations.length === 0 || field.relations.some((each) => each.value === value.relation)) return undefined;
  return { code: 'not-an-option', part: 'relation', message: `«${field.label}»: scegli dall'elenco chi è per te.` };
}

/** What is wrong with a payment: a number that is not that of a pagoPA notice, a day that does not exist. */
export function checkPayment(field: FieldOf<'payment'>, value: unknown): Wrong | undefined {
  if (!isPayment(value)) return unreadable(field);
  if (!/^[0-3]\d{17}$/.test(value.notice)) {
    return {
      code: 'notice-number',
      part: 'notice',
      message: `«${field.label}»: il numero dell'avviso ha 18 cifre e comincia con 0, 1, 2 o 3. È scritto sull'avviso pagoPA.`,
    };
  }
  return isIsoDate(value.date) ? undefined : { ...unreadable(field), part: 'day' };
}
