import type { Dictionary } from './columns.ts';

/** A number for each code, forgotten all at once: what one application has had of each year, of each language. */
export class Marks {
  readonly #codes: Dictionary;
  #turns = new Uint32Array(0);
  #numbers = new Int32Array(0);
  #turn = 0;

  constructor(codes: Dictionary) {
    this.#codes = codes;
  }

  clear(): void {
    this.#turn += 1;
    const size = this.#codes.values.length;
    if (this.#turns.length >= size) return;
    this.#turns = new Uint32Array(size);
    this.#numbers = new Int32Array(size);
  }

  has(code: number): boolean {
    return this.#turns[code] === this.#turn;
  }

  of(code: number): number {
    return this.#numbers[code] as number;
  }

  put(code: number, number: number): void {
    this.#turns[code] = this.#turn;
    this.#numbers[code] = number;
  }
}
