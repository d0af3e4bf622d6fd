import { Block } from './block.ts';
import { type ColumnType, columnOf, Dictionary, type Rows } from './columns.ts';
import type { Fact, FactValues, Position } from './facts.ts';

/** One application in one ranking, as the tables value it. */
export interface Valued {
  readonly facts: readonly Fact[];
  readonly position: Position;
}

/** The facts of one kind, application after application. */
export interface KindRows {
  readonly facts: readonly Fact[];
  /** Where the rows of each application begin; one more at the end. */
  readonly offsets: Uint32Array;
  /** The application of each row. */
  readonly owners: Int32Array;
}

/**
 * Many applications as columns: for each name that a table reads one array, made the first time it is asked for. Names
 * of the position, the person and the preference have one value for each application; the others one for each fact.
 */
export class Batch {
  readonly codes = new Dictionary();
  readonly applications: readonly Valued[];
  readonly #kinds: ReadonlyMap<string, KindRows>;
  readonly #columns = new Map<string, unknown>();

  constructor(applications: readonly Valued[]) {
    this.applications = applications;
    this.#kinds = rowsByKind(applications);
  }

  rowsOf(kind: string): KindRows | undefined {
    return this.#kinds.get(kind);
  }

  /** The rows of one kind in the applications at hand. */
  block(kind: string): Block {
    return this.#once(`${kind} block`, () => {
      const { offsets, owners } = this.#rows(kind);
      return new Block(offsets, owners);
    });
  }

  #rows(kind: string): KindRows {
    const none = { facts: [], offsets: new Uint32Array(this.applications.length + 1), owners: new Int32Array(0) };
    return this.#kinds.get(kind) ?? none;
  }

  /** The column of a name of the facts of one kind. */
  column<T extends ColumnType>(kind: string, type: T, name: string): ReturnType<typeof columnOf<T>> {
    return this.#once(`${kind} ${type} ${name}`, () => columnOf(type, name, this.#factRows(kind), this.codes));
  }

  /** The column of a name that has one value for each application. */
  shared<T extends ColumnType>(type: T, name: string): ReturnType<typeof columnOf<T>> {
    return this.#once(`${type} ${name}`, () => columnOf(type, name, this.#positionRows(), this.codes));
  }

  /** A column of codes worked out of the facts of one kind. */
  derived(kind: string, name: string, read: (values: FactValues) => unknown): Int32Array {
    return this.#once(`${kind} derived ${name}`, () =>
      Int32Array.from(this.#kinds.get(kind)?.facts ?? [], ({ values }) => this.codes.codeOf(read(values))),
    );
  }

  #once<C>(key: string, make: () => C): C {
    const known = this.#columns.get(key) as C | undefined;
    if (known !== undefined) return known;
    const made = make();
    this.#columns.set(key, made);
    return made;
  }

  #factRows(kind: string): Rows {
    const { facts, owners } = this.#rows(kind);
    return {
      length: facts.length,
      values: (row) => (facts[row] as Fact).values,
      position: (row) => (this.applications[owners[row] as number] as Valued).position,
    };
  }

  #positionRows(): Rows {
    return {
      length: this.applications.length,
      values: () => NOTHING,
      position: (row) => (this.applications[row] as Valued).position,
    };
  }
}

const NOTHING: FactValues = {};

function rowsByKind(applications: readonly Valued[]): Map<string, KindRows> {
  const found = new Map<string, { facts: Fact[]; offsets: Uint32Array; owners: number[] }>();
  for (const [at, { facts }] of applications.entries()) {
    for (const fact of facts) {
      const rows = found.get(fact.kind) ?? {
        facts: [],
        offsets: new Uint32Array(applications.length + 1),
        owners: [],
      };
      found.set(fact.kind, rows);
      rows.facts.push(fact);
      rows.owners.push(at);
    }
    for (const { facts: rows, offsets } of found.values()) offsets[at + 1] = rows.length;
  }
  return new Map([...found].map(([kind, rows]) => [kind, { ...rows, owners: Int32Array.from(rows.owners) }]));
}
