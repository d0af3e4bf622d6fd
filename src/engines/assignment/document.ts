import { z } from 'zod';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { documentFaults } from './document-faults.ts';
import {
  type Document,
  endSchema,
  type Fault,
  FORMAT,
  headSchema,
  type Person,
  personSchema,
  rankingSchema,
  reachedSchema,
  type Seat,
  schoolSchema,
  seatSchema,
  VERSION,
} from './document-schema.ts';

const recordSchema = z.discriminatedUnion('record', [
  schoolSchema,
  rankingSchema,
  seatSchema,
  personSchema,
  reachedSchema,
]);

export type Reading = { readonly document: Document } | { readonly faults: readonly Fault[] };

/** Faults shown at once; a file with more is beyond reading. */
const most = 50;

/**
 * Reads the declared form: one JSON record per line, the head first, the end last with the number of records, so that a
 * file cut short is seen. Every fault names its record; nothing is guessed, rounded or left out.
 */
export function readDocument(lines: Iterable<string>): Reading {
  const faults: Fault[] = [];
  const records: Record<string, unknown[]> = { head: [], school: [], ranking: [], seat: [], person: [], reached: [] };
  let number = 0;
  let ended: number | undefined;
  for (const line of lines) {
    number++;
    if (line === '') continue;
    if (ended !== undefined) faults.push({ where: `riga ${number}`, what: 'c’è un altro record dopo la fine' });
    const read = readLine(line, number);
    if ('what' in read) faults.push(read);
    else if (read.record === 'end') ended = Number((read as { records?: number }).records);
    else records[read.record]?.push(read);
    if (faults.length >= most) return { faults };
  }
  const kept = Object.values(records).reduce((sum, each) => sum + each.length, 0);
  if (faults.length === 0 && ended === undefined) {
    faults.push({ where: `riga ${number}`, what: 'il file è tronco: manca il record di fine' });
  } else if (faults.length === 0 && ended !== kept) {
    faults.push({ where: 'record di fine', what: `i record sono ${kept}, ma il file ne dichiara ${ended}` });
  }
  if (faults.length > 0) return { faults };
  return assembled(records);
}

/** A document from records already in memory (an office's page, a test); checked like a file. */
export function documentOf(records: readonly object[]): Reading {
  const lines = records.map((record) => JSON.stringify(record));
  return readDocument([...lines, JSON.stringify({ record: 'end', records: records.length })]);
}

function readLine(line: string, number: number): { record: string } | Fault {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { where: `riga ${number}`, what: 'non è JSON valido: il file è tronco o rovinato' };
  }
  const kind = (value as { record?: unknown } | null)?.record;
  if (number === 1 && kind !== 'head')
    return { where: 'riga 1', what: 'il primo record deve essere la testata (head)' };
  if (kind === 'head') return readHead(value, number);
  const parsed = kind === 'end' ? endSchema.safeParse(value) : recordSchema.safeParse(value);
  return parsed.success ? parsed.data : { where: named(value, number), what: problemOf(parsed.error) };
}

function readHead(value: unknown, number: number): { record: string } | Fault {
  const { format, version } = value as { format?: unknown; version?: unknown };
  if (number !== 1) return { where: `riga ${number}`, what: 'la testata è ripetuta' };
  if (format !== FORMAT) return { where: 'testata', what: `il formato non è ${FORMAT}` };
  if (version !== VERSION)
    return { where: 'testata', what: `versione ${String(version)}: si legge solo la ${VERSION}` };
  const parsed = headSchema.safeParse(value);
  return parsed.success ? parsed.data : { where: 'testata', what: problemOf(parsed.error) };
}

function named(value: unknown, number: number): string {
  const { record, code } = (value ?? {}) as { record?: unknown; code?: unknown };
  return `riga ${number}${typeof record === 'string' ? `, ${record}` : ''}${typeof code === 'string' ? ` ${code}` : ''}`;
}

function problemOf(error: z.ZodError): string {
  const [first] = error.issues;
  if (first === undefined) return 'record non valido';
  const path = first.path.join('.');
  return `valore non ammesso${path === '' ? '' : ` in «${path}»`} (${first.code})`;
}

function assembled(records: Record<string, unknown[]>): Reading {
  const byCode = (one: { code: string }, other: { code: string }) => compareText(one.code, other.code);
  const head = records['head']?.[0] as Document['head'];
  const document: Document = {
    head,
    schools: (records['school'] as Document['schools'][number][]).sort(byCode),
    rankings: (records['ranking'] as Document['rankings'][number][]).sort(
      (one, other) => one.scan - other.scan || byCode(one, other),
    ),
    seats: (records['seat'] as Seat[]).sort(byCode),
    persons: (records['person'] as Person[]).sort(byCode),
    reached: (records['reached'] as Document['reached'][number][]).sort((one, other) =>
      compareText(one.ranking, other.ranking),
    ),
  };
  const faults = documentFaults(document);
  return faults.length > 0 ? { faults: faults.slice(0, most) } : { document };
}

/** By code unit, never by language: the same on every machine. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The one text of a document: records in canonical order, keys sorted, defaults written out. Its digest is committed. */
export function* canonicalLines(document: Document): Iterable<string> {
  const { head, schools, rankings, seats, persons, reached } = document;
  let count = 0;
  for (const records of [[head], schools, rankings, seats, persons, reached]) {
    for (const record of records) {
      count++;
      yield `${canonicalJson(record)}\n`;
    }
  }
  yield `${canonicalJson({ record: 'end', records: count })}\n`;
}
