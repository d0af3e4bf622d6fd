import type { Batch } from '../src/engines/scoring/batch.ts';
import { isShared } from '../src/engines/scoring/one-predicate.ts';

/** The data of a program over columns, and the names it calls them. */
export class ProgramData {
  readonly batch: Batch;
  readonly #data = new Map<string, unknown>();
  readonly #known = new Map<string, string>();

  constructor(batch: Batch) {
    this.batch = batch;
  }

  names(): readonly string[] {
    return [...this.#data.keys()];
  }

  data(): readonly unknown[] {
    return [...this.#data.values()];
  }

  put(value: unknown, key?: string): string {
    const known = key === undefined ? undefined : this.#known.get(key);
    if (known !== undefined) return known;
    const name = `c${this.#data.size}`;
    this.#data.set(name, value);
    if (key !== undefined) this.#known.set(key, name);
    return name;
  }

  nameOf(key: string): string | undefined {
    return this.#known.get(key);
  }

  offsets(kind: string): string | undefined {
    const offsets = this.batch.rowsOf(kind)?.offsets;
    return offsets && this.put(offsets);
  }

  code(value: unknown): number {
    return this.batch.codes.codeOf(value);
  }

  column(kind: string, type: 'code' | 'word' | 'number' | 'day' | 'raw' | 'text', name: string): string {
    const shared = isShared(name);
    const column = shared ? this.batch.shared(type, name) : this.batch.column(kind, type, name);
    return `${this.put(column, `${shared ? '' : kind} ${type} ${name}`)}[${shared ? 'a' : 'r'}]`;
  }

  codes(kind: string, name: string): string {
    return this.column(kind, 'code', name);
  }

  /** What one application has had of each code: two columns at a place. */
  slots(at: string) {
    const size = this.batch.codes.values.length + 1000;
    return { seen: `${this.put(new Uint32Array(size))}${at}`, value: `${this.put(new Int32Array(size))}${at}` };
  }
}
