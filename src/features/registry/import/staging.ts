import type { Sink } from './places.ts';
import type { Row, TableName } from './tables.ts';

const BATCH = 5_000;

/** Keeps rows until there are enough of them to be worth a trip to the database. */
export class Staging implements Sink {
  readonly #waiting = new Map<TableName, Row[]>();
  readonly #seen = new Map<string, string>();
  #sending: Promise<void> = Promise.resolve();
  readonly #write: (table: TableName, rows: readonly Row[]) => Promise<void>;

  constructor(write: (table: TableName, rows: readonly Row[]) => Promise<void>) {
    this.#write = write;
  }

  add(table: TableName, row: Row): void {
    const rows = this.#waiting.get(table);
    if (rows === undefined) this.#waiting.set(table, [row]);
    else rows.push(row);
  }

  /** Remembers where a code was read; answers where it had been read before, if it had. */
  seenBefore(table: TableName, code: string, where: string): string | undefined {
    const key = `${table} ${code}`;
    const before = this.#seen.get(key);
    if (before === undefined) this.#seen.set(key, where);
    return before;
  }

  municipalities(row: Row): void {
    this.add('municipalities', row);
  }

  provinces(row: Row): void {
    this.add('provinces', row);
  }

  /** Sends the tables with enough rows. Does not wait for the database: reading goes on while it writes. */
  async flush(): Promise<void> {
    for (const [table, rows] of this.#waiting) {
      if (rows.length >= BATCH) await this.#send(table, rows);
    }
  }

  /** Sends what is left and waits until all of it has arrived. */
  async flushAll(): Promise<void> {
    for (const [table, rows] of this.#waiting) await this.#send(table, rows);
    await this.#sending;
  }

  async #send(table: TableName, rows: Row[]): Promise<void> {
    this.#waiting.delete(table);
    await this.#sending;
    this.#sending = this.#write(table, rows);
    // Thrown to whoever sends next or flushes all; until then it must not count as unhandled.
    this.#sending.catch(() => undefined);
  }
}
