import type { Act, Mark, Typed, Value } from './answers.ts';
import { isPayment, isPeriod, isPerson } from './composed.ts';
import type { Field, FieldKind } from './field.ts';
import { preferenceTexts } from './preference-text.ts';

const PARTS: { readonly [kind in FieldKind]?: readonly string[] } = {
  date: ['day', 'month', 'year'],
  mark: ['value', 'base', 'lode'],
  act: ['authority', 'number', 'day', 'month', 'year'],
  period: ['from.day', 'from.month', 'from.year', 'to.day', 'to.month', 'to.year'],
  person: ['surname', 'name', 'fiscal_code', 'relation'],
  payment: ['notice', 'day', 'month', 'year'],
};

/** The names under which the answer to a field is posted: pages write them, `readField` reads them. */
export function fieldInputs(field: Pick<Field, 'id' | 'kind'>): readonly string[] {
  const parts = PARTS[field.kind];
  return parts === undefined ? [field.id] : parts.map((part) => `${field.id}.${part}`);
}

/** A stored value as the inputs show it, by posted name; nothing stored gives nothing typed. */
export function typedOf(field: Field, value: Value | undefined): Typed {
  if (value === undefined) return {};
  if (field.kind === 'date') return typeof value === 'string' ? typedDate(field.id, value) : {};
  if (field.kind === 'mark') return isMark(value) ? typedMark(field.id, value) : {};
  if (field.kind === 'act') return isAct(value) ? typedAct(field.id, value) : {};
  if (field.kind === 'period') return isPeriod(value) ? typedPeriod(field.id, value.from, value.to) : {};
  if (field.kind === 'person') return isPerson(value) ? typedParts(field.id, { ...value }) : {};
  if (field.kind === 'payment') return isPayment(value) ? typedPayment(field.id, value.notice, value.date) : {};
  if (field.kind === 'preferences') return { [field.id]: preferenceTexts(value) };
  if (typeof value === 'boolean') return { [field.id]: value ? 'si' : 'no' };
  if (typeof value === 'number') return { [field.id]: typedNumber(value) };
  if (typeof value === 'string') return { [field.id]: value };
  return Array.isArray(value) ? { [field.id]: value } : {};
}

function typedPeriod(id: string, from: string, to: string): Typed {
  return { ...typedDate(`${id}.from`, from), ...typedDate(`${id}.to`, to) };
}

function typedPayment(id: string, notice: string, date: string): Typed {
  return { [`${id}.notice`]: notice, ...typedDate(id, date) };
}

function typedParts(id: string, parts: { readonly [part: string]: string }): Typed {
  return Object.fromEntries(Object.entries(parts).map(([part, text]) => [`${id}.${part}`, text]));
}

function typedDate(id: string, value: string): Typed {
  const [year = '', month = '', day = ''] = value.split('-');
  return { [`${id}.day`]: day.replace(/^0/, ''), [`${id}.month`]: month.replace(/^0/, ''), [`${id}.year`]: year };
}

function typedMark(id: string, mark: Mark): Typed {
  return {
    [`${id}.value`]: typedNumber(mark.value),
    [`${id}.base`]: String(mark.base),
    ...(mark.lode ? { [`${id}.lode`]: 'si' } : {}),
  };
}

function typedAct(id: string, act: Act): Typed {
  return { [`${id}.authority`]: act.authority, [`${id}.number`]: act.number, ...typedDate(id, act.date) };
}

/** 105.5 → "105,5". */
export function typedNumber(value: number): string {
  return String(value).replace('.', ',');
}

/** Whether a stored value has the shape of a mark. */
export function isMark(value: unknown): value is Mark {
  const mark = value as Partial<Mark> | null;
  return (
    typeof mark === 'object' &&
    typeof mark?.value === 'number' &&
    typeof mark.base === 'number' &&
    typeof mark.lode === 'boolean'
  );
}

/** Whether a stored value has the shape of a reference to an act. */
export function isAct(value: unknown): value is Act {
  const act = value as Partial<Act> | null;
  return (
    typeof act === 'object' &&
    typeof act?.authority === 'string' &&
    typeof act.number === 'string' &&
    typeof act.date === 'string'
  );
}
