/** So many applications are valued together: what is noted of them stays in the memory nearest to the processor. */
export const BLOCK = 512;

/** The rows of one kind in the applications at hand. */
export class Block {
  /** The application of each row of the batch. */
  readonly owners: Int32Array;
  /** The most rows of any block: room for what is noted of each. */
  readonly room: number;
  /** The rows at hand, and how many they are. */
  readonly rows: Int32Array;
  count = 0;
  /** Marks for whoever asks something of all the rows in one go. */
  readonly marks: Uint8Array;
  /** Grows with every move. */
  turn = 0;
  readonly #offsets: Uint32Array;

  constructor(offsets: Uint32Array, owners: Int32Array) {
    this.owners = owners;
    this.#offsets = offsets;
    this.room = mostRows(offsets);
    this.rows = new Int32Array(this.room);
    this.marks = new Uint8Array(this.room);
  }

  /** To the applications from one to another, the latter left out. */
  moveTo(first: number, end: number): void {
    const begin = this.#offsets[first] as number;
    this.count = (this.#offsets[end] as number) - begin;
    this.turn += 1;
    for (let at = 0; at < this.count; at += 1) this.rows[at] = begin + at;
  }
}

function mostRows(offsets: Uint32Array): number {
  const applications = offsets.length - 1;
  let most = 0;
  for (let first = 0; first < applications; first += BLOCK) {
    const end = Math.min(first + BLOCK, applications);
    most = Math.max(most, (offsets[end] as number) - (offsets[first] as number));
  }
  return most;
}
