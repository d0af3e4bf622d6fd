import { normalizeFiscalCode } from '../../kernel/fiscal-code.ts';
import type { Posted } from './answers.ts';
import { cleanLine, firstText } from './clean-text.ts';
import type { Field, FieldOf } from './field.ts';
import { isYes, type Outcome } from './outcome.ts';
import { dateFrom, dateParts, readDate, wrongDate } from './read-date.ts';
import { parseNumber } from './read-number.ts';
import { own } from './records.ts';
import { unreadable } from './wrong.ts';

/** "105" with its base beside it; also "105/110", "110 e lode", "110L" as people write them. */
export function readMark(field: FieldOf<'mark'>, body: Posted): Outcome {
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

/** Authority, number and date of an act. */
export function readAct(field: FieldOf<'act'>, body: Posted): Outcome {
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

/** A first and a last day, each in three boxes or whole. */
export function readPeriod(field: FieldOf<'period'>, body: Posted): Outcome {
  const [from, to] = ['from', 'to'].map((end) => readDate({ ...field, id: `${field.id}.${end}` }, body));
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined) return missingPart(field, 'from.day', 'scrivi anche il primo giorno.');
  if (to === undefined) return missingPart(field, 'to.day', "scrivi anche l'ultimo giorno.");
  if ('wrong' in from) return { wrong: { ...from.wrong, part: `from.${from.wrong.part ?? 'day'}` } };
  if ('wrong' in to) return { wrong: { ...to.wrong, part: `to.${to.wrong.part ?? 'day'}` } };
  return { value: { from: String(from.value), to: String(to.value) } };
}

/** Surname, name and fiscal code of somebody, and who they are to the person. */
export function readPerson(field: FieldOf<'person'>, body: Posted): Outcome {
  const part = partsIn(field, body);
  const [surname, name, code, relation] = ['surname', 'name', 'fiscal_code', 'relation'].map(part);
  if (![surname, name, code, relation].some(Boolean)) return undefined;
  if (!surname) return missingPart(field, 'surname', 'scrivi anche il cognome.');
  if (!name) return missingPart(field, 'name', 'scrivi anche il nome.');
  return {
    value: {
      surname,
      name,
      fiscal_code: normalizeFiscalCode(code ?? ''),
      ...(relation ? { relation } : {}),
    },
  };
}

/** Number of the notice and day of the payment. */
export function readPayment(field: FieldOf<'payment'>, body: Posted): Outcome {
  const notice = partsIn(field, body)('notice').replaceAll(/[\s.-]/gu, '');
  const parts = dateParts(field.id, body);
  if (notice === '' && parts.every((each) => each === '')) return undefined;
  if (notice === '') return missingPart(field, 'notice', "scrivi il numero dell'avviso.");
  const date = dateFrom(parts);
  return date === undefined ? { wrong: wrongDate(field, parts) } : { value: { notice, date } };
}

function partsIn(field: Field, body: Posted): (part: string) => string {
  return (part) => cleanLine(firstText(own(body, `${field.id}.${part}`)).slice(0, 500));
}

function missingPart(field: Field, part: string, toDo: string): Outcome {
  return { wrong: { code: 'missing-part', part, message: `«${field.label}»: ${toDo}` } };
}
