import type { Sink } from './places.ts';
import type { Row, TableName } from './tables.ts';

const BATCH = 5_000;

/** Where rows are written: schools that were not there go straight to their table, the rest is staged to be compared. */
export interface Target {
  readonly knownSchools: ReadonlySet<string>;
  insertSchools(rows: readonly Row[]): Promise<void>;
  stage(table: TableName, rows: readonly Row[]): Promise<void>;
}

/** Keeps rows until there are enough of them to be worth a trip to the database. */
export class Staging implements Sink {
  /** Schools that were not there before. */
  newSchools = 0;
  readonly #waiting = new Map<TableName | 'new schools', Row[]>();
  readonly #seen = new Map<string, string>();
  #sending: Promise<void> = Promise.resolve();
  readonly #target: Target;

  constructor(target: Target) {
    this.#target = target;
  }

  add(table: TableName, row: Row): void {
    const isNew = table === 'schools' && !this.#target.knownSchools.has(row[0] as string);
    if (isNew) this.newSchools += 1;
    const pile = isNew ? 'new schools' : table;
    const rows = this.#waiting.get(pile);
    if (rows === undefined) this.#waiting.set(pile, [row]);
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
    for (const [pile, rows] of this.#waiting) {
      if (rows.length >= BATCH) await this.#send(pile, rows);
    }
  }

  /** Sends what is left and waits until all of it has arrived. */
  async flushAll(): Promise<void> {
    for (const [pile, rows] of this.#waiting) await this.#send(pile, rows);
    await this.#sending;
  }

  async #send(pile: TableName | 'new schools', rows: Row[]): Promise<void> {
    this.#waiting.delete(pile);
    await this.#sending;
    this.#sending = pile === 'new schools' ? this.#target.insertSchools(rows) : this.#target.stage(pile, rows);
    // Thrown to whoever sends next or flushes all; until then it must not count as unhandled.
    this.#sending.catch(() => undefined);
  }
}
