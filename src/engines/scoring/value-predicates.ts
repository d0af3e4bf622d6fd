import { isAnswered } from '../../kernel/scope.ts';
import type { Block } from './block.ts';
import { Predicate } from './predicate.ts';

/** The code of each row, and the answer for each code: 1 where it holds. */
export class ByCode extends Predicate {
  readonly codes: Int32Array;
  readonly answers: Uint8Array;

  constructor(block: Block, codes: Int32Array, answers: Uint8Array) {
    super(block);
    this.codes = codes;
    this.answers = answers;
  }

  sift(rows: Int32Array, count: number, marks: Uint8Array): void {
    const { codes, answers } = this;
    for (let at = 0; at < count; at += 1) {
      marks[at] = (marks[at] as number) & (answers[codes[rows[at] as number] as number] as number);
    }
  }

  override keep(rows: Int32Array, count: number, into: Int32Array): number {
    const { codes, answers } = this;
    let kept = 0;
    for (let at = 0; at < count; at += 1) {
      const row = rows[at] as number;
      into[kept] = row;
      kept += answers[codes[row] as number] as number;
    }
    return kept;
  }
}

/** As {@link ByCode}, where there is one code for each application. */
export class ByCodeOfApplication extends Predicate {
  readonly #codes: Int32Array;
  readonly #answers: Uint8Array;

  constructor(block: Block, codes: Int32Array, answers: Uint8Array) {
    super(block);
    this.#codes = codes;
    this.#answers = answers;
  }

  sift(rows: Int32Array, count: number, marks: Uint8Array): void {
    const [codes, answers, { owners }] = [this.#codes, this.#answers, this.block];
    for (let at = 0; at < count; at += 1) {
      const code = codes[owners[rows[at] as number] as number] as number;
      marks[at] = (marks[at] as number) & (answers[code] as number);
    }
  }
}

/** Answered once for each application. */
export class ByApplication extends Predicate {
  readonly #answers: Uint8Array;

  constructor(block: Block, answers: Uint8Array) {
    super(block);
    this.#answers = answers;
  }

  sift(rows: Int32Array, count: number, marks: Uint8Array): void {
    const [answers, { owners }] = [this.#answers, this.block];
    for (let at = 0; at < count; at += 1) {
      marks[at] = (marks[at] as number) & (answers[owners[rows[at] as number] as number] as number);
    }
  }
}

/** Asked of the fact itself: what columns cannot say. */
export class ByRow extends Predicate {
  readonly #asks: (row: number, application: number) => boolean;

  constructor(block: Block, asks: (row: number, application: number) => boolean) {
    super(block);
    this.#asks = asks;
  }

  sift(rows: Int32Array, count: number, marks: Uint8Array): void {
    const [asks, { owners }] = [this.#asks, this.block];
    for (let at = 0; at < count; at += 1) {
      const row = rows[at] as number;
      if (marks[at] === 1 && !asks(row, owners[row] as number)) marks[at] = 0;
    }
  }
}

/** A list of the fact that contains a value of the application. */
export class Contains extends Predicate {
  readonly #lists: readonly unknown[];
  readonly #members: readonly unknown[];

  constructor(block: Block, lists: readonly unknown[], members: readonly unknown[]) {
    super(block);
    this.#lists = lists;
    this.#members = members;
  }

  sift(rows: Int32Array, count: number, marks: Uint8Array): void {
    const [lists, members, { owners }] = [this.#lists, this.#members, this.block];
    for (let at = 0; at < count; at += 1) {
      if (marks[at] === 0) continue;
      const row = rows[at] as number;
      const list = lists[row];
      const wanted = members[owners[row] as number];
      if (!Array.isArray(list) || !isAnswered(wanted) || !list.includes(wanted)) marks[at] = 0;
    }
  }
}

/** The codes of a name: one for each row, or one for each application. */
export interface Codes {
  readonly codes: Int32Array;
  readonly shared: boolean;
}

/** Equal answers, of which only some can be compared. */
export class SameAs extends Predicate {
  readonly #left: Codes;
  readonly #right: Codes;
  readonly #comparable: Uint8Array;

  constructor(block: Block, left: Codes, right: Codes, comparable: Uint8Array) {
    super(block);
    this.#left = left;
    this.#right = right;
    this.#comparable = comparable;
  }

  sift(rows: Int32Array, count: number, marks: Uint8Array): void {
    const [left, right, comparable, { owners }] = [this.#left, this.#right, this.#comparable, this.block];
    for (let at = 0; at < count; at += 1) {
      const row = rows[at] as number;
      const owner = owners[row] as number;
      const code = left.codes[left.shared ? owner : row] as number;
      const same = right.codes[right.shared ? owner : row] === code ? (comparable[code] as number) : 0;
      marks[at] = (marks[at] as number) & same;
    }
  }
}

/** Two answers of which every pair there is was asked once. */
export class InRelation extends Predicate {
  readonly #left: Codes;
  readonly #right: Codes;
  readonly #answersFor: (right: number) => Uint8Array;

  /** `answersFor`: the answer for each code of the left, given that of the right. */
  constructor(block: Block, left: Codes, right: Codes, answersFor: (right: number) => Uint8Array) {
    super(block);
    this.#left = left;
    this.#right = right;
    this.#answersFor = answersFor;
  }

  sift(rows: Int32Array, count: number, marks: Uint8Array): void {
    const [left, right, { owners }] = [this.#left, this.#right, this.block];
    let last = -1;
    let answers: Uint8Array = NONE;
    for (let at = 0; at < count; at += 1) {
      const row = rows[at] as number;
      const owner = owners[row] as number;
      const other = right.codes[right.shared ? owner : row] as number;
      if (other !== last) answers = this.#answersFor(other);
      last = other;
      marks[at] = (marks[at] as number) & (answers[left.codes[left.shared ? owner : row] as number] as number);
    }
  }
}

const NONE = new Uint8Array(0);
