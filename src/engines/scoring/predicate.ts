import type { Block } from './block.ts';

/** Whether a condition holds, asked of many rows of one kind in one go. */
export abstract class Predicate {
  readonly block: Block;

  constructor(block: Block) {
    this.block = block;
  }

  /** Takes away the mark of every row for which it does not hold; of a row without one nothing need be asked. */
  abstract sift(rows: Int32Array, count: number, marks: Uint8Array): void;

  /** Puts the rows for which it holds into a list, which may be their own, in their order; says how many they are. */
  keep(rows: Int32Array, count: number, into: Int32Array): number {
    const { marks } = this.block;
    marks.fill(1, 0, count);
    this.sift(rows, count, marks);
    return marked(rows, count, marks, into);
  }
}

/** The rows that have a mark. Written down whether or not they have: that is faster than to choose. */
export function marked(rows: Int32Array, count: number, marks: Uint8Array, into: Int32Array): number {
  let kept = 0;
  for (let at = 0; at < count; at += 1) {
    into[kept] = rows[at] as number;
    kept += marks[at] as number;
  }
  return kept;
}

export class AllOf extends Predicate {
  readonly #parts: readonly Predicate[];

  constructor(block: Block, parts: readonly Predicate[]) {
    super(block);
    this.#parts = parts;
  }

  sift(rows: Int32Array, count: number, marks: Uint8Array): void {
    for (const part of this.#parts) part.sift(rows, count, marks);
  }

  override keep(rows: Int32Array, count: number, into: Int32Array): number {
    const [first, ...others] = this.#parts;
    if (first === undefined) return super.keep(rows, count, into);
    let kept = first.keep(rows, count, into);
    for (const part of others) kept = part.keep(into, kept, into);
    return kept;
  }
}

export class AnyOf extends Predicate {
  readonly #parts: readonly Predicate[];
  /** Rows for which no part has held yet, and those for which this one does. */
  readonly #open: Uint8Array;
  readonly #held: Uint8Array;

  constructor(block: Block, parts: readonly Predicate[]) {
    super(block);
    this.#parts = parts;
    this.#open = new Uint8Array(block.room);
    this.#held = new Uint8Array(block.room);
  }

  sift(rows: Int32Array, count: number, marks: Uint8Array): void {
    const [open, held] = [this.#open, this.#held];
    copy(marks, count, open);
    for (const part of this.#parts) {
      copy(open, count, held);
      part.sift(rows, count, held);
      without(open, count, held);
    }
    without(marks, count, open);
  }
}

export class Not extends Predicate {
  readonly #part: Predicate;
  readonly #held: Uint8Array;

  constructor(part: Predicate) {
    super(part.block);
    this.#part = part;
    this.#held = new Uint8Array(part.block.room);
  }

  sift(rows: Int32Array, count: number, marks: Uint8Array): void {
    copy(marks, count, this.#held);
    this.#part.sift(rows, count, this.#held);
    without(marks, count, this.#held);
  }
}

/** What several items ask is asked once of all the rows at hand. */
export class AskedOnce extends Predicate {
  readonly #part: Predicate;
  readonly #answers: Uint8Array;
  #turn = -1;

  constructor(part: Predicate) {
    super(part.block);
    this.#part = part;
    this.#answers = new Uint8Array(part.block.room);
  }

  sift(rows: Int32Array, count: number, marks: Uint8Array): void {
    const [answers, begin] = [this.#answered(), this.block.rows[0] as number];
    for (let at = 0; at < count; at += 1) {
      marks[at] = (marks[at] as number) & (answers[(rows[at] as number) - begin] as number);
    }
  }

  #answered(): Uint8Array {
    const { rows, count, turn } = this.block;
    if (turn === this.#turn) return this.#answers;
    this.#turn = turn;
    this.#answers.fill(1, 0, count);
    this.#part.sift(rows, count, this.#answers);
    return this.#answers;
  }
}

function copy(from: Uint8Array, count: number, into: Uint8Array): void {
  for (let at = 0; at < count; at += 1) into[at] = from[at] as number;
}

/** Takes from the first the marks of the second, which are among them. */
function without(marks: Uint8Array, count: number, others: Uint8Array): void {
  for (let at = 0; at < count; at += 1) marks[at] = (marks[at] as number) ^ (others[at] as number);
}
