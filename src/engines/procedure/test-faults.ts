import { parseCivilDate } from '../../kernel/civil-date.ts';
import type { FieldCondition } from '../../kernel/condition.ts';
import type { Field } from './field.ts';

/** What is wrong with a test for the kind of question it is about: words to compare a number with, a choice not there. */
export function testFaults(field: Field, test: FieldCondition): readonly string[] {
  const equal = [test.is, ...(test.in ?? [])].filter((each) => each !== undefined);
  const bounds = [test.at_least, test.at_most, test.above, test.below].filter((each) => each !== undefined);
  return [
    ...(test.in?.length === 0 ? [`"${field.id}": l’elenco dei valori è vuoto`] : []),
    ...equal.flatMap((value) => equalFault(field, value)),
    ...(test.has === undefined ? [] : memberFault(field, test.has)),
    ...bounds.flatMap((bound) => boundFault(field, bound)),
  ];
}

function equalFault(field: Field, value: unknown): string[] {
  const shown = JSON.stringify(value);
  switch (field.kind) {
    case 'enum':
      return field.options.some((option) => option.value === value)
        ? []
        : [`${shown} non è tra le scelte di "${field.id}"`];
    case 'integer':
    case 'decimal':
      return typeof value === 'number' ? [] : [`"${field.id}" è un numero, ${shown} no`];
    case 'boolean':
    case 'declaration':
      return typeof value === 'boolean' ? [] : [`"${field.id}" vale true o false, non ${shown}`];
    case 'multi_enum':
    case 'schools':
      return [`"${field.id}" è un elenco: usa has, non is o in`];
    case 'mark':
    case 'act':
    case 'file':
      return [`"${field.id}" non si confronta con un valore: si può chiedere solo answered`];
    case 'date':
    case 'school_year':
      return orderFault(field, value);
    default:
      return typeof value === 'string' ? [] : [`"${field.id}" è un testo, ${shown} no`];
  }
}

function memberFault(field: Field, member: unknown): string[] {
  if (field.kind === 'schools') return [];
  if (field.kind !== 'multi_enum') return [`"${field.id}" non è un elenco: has non vale`];
  const open = field.options_from !== undefined || field.options.some((option) => option.value === member);
  return open ? [] : [`${JSON.stringify(member)} non è tra le scelte di "${field.id}"`];
}

function boundFault(field: Field, bound: unknown): string[] {
  if (field.kind === 'integer' || field.kind === 'decimal') {
    return typeof bound === 'number' ? [] : [`"${field.id}" è un numero, ${JSON.stringify(bound)} no`];
  }
  if (field.kind === 'date' || field.kind === 'school_year') return orderFault(field, bound);
  return [
    `"${field.id}" non ha un ordine: at_least, at_most, above e below valgono per numeri, date e anni scolastici`,
  ];
}

function orderFault(field: Field, value: unknown): string[] {
  const text = typeof value === 'string' ? value : '';
  const right = field.kind === 'date' ? parseCivilDate(text) === text : /^\d{4}\/\d{2}$/.test(text);
  const wanted = field.kind === 'date' ? 'una data come "2026-03-16"' : 'un anno scolastico come "2025/26"';
  return right ? [] : [`"${field.id}" vuole ${wanted}, non ${JSON.stringify(value)}`];
}
