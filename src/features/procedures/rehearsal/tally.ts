/** How often each thing happened. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(what: string, times = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + times);
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  /** The most frequent first. */
  ranked(): readonly (readonly [what: string, times: number])[] {
    return [...this.#counts].sort(([one, first], [other, second]) => second - first || (one < other ? -1 : 1));
  }
}
