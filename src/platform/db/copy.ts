import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { clientOf, type Db } from './database.ts';

/** A value of one COPY column; null is the database's NULL. */
export type CopyValue = string | number | boolean | Date | null;

const special: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function copyText(value: CopyValue): string {
  if (value === null) return '\\N';
  if (value instanceof Date) return value.toISOString();
  return String(value).replace(/[\\\t\n\r]/g, (character) => special[character] ?? character);
}

function* lines(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${row.map(copyText).join('\t')}\n`;
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/**
 * Loads many rows at the speed of COPY, inside the transaction `tx`.
 * `into` is the table with its columns, e.g. `schools (code, name)`: our own text, never a person's.
 */
export async function copyRows(tx: Db, into: string, rows: Iterable<readonly CopyValue[]>): Promise<void> {
  const sink = clientOf(tx).query(copyFrom(`copy ${into} from stdin`));
  await pipeline(Readable.from(lines(rows)), sink);
}
