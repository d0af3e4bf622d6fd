/** What waits to be written down: `key` tells two tries at the same thing, `lane` who takes turns with whom. */
export interface Entry {
  /** The filing's own id. */
  readonly id: string;
  /** Two entries with the same key are never in the same batch: the second must see what became of the first. */
  readonly key: string;
  readonly register: string;
}

export interface RegistrarOptions<Item extends Entry, Outcome> {
  /** Writes a batch, all or nothing, and answers one outcome per item, in their order. */
  readonly write: (batch: readonly Item[]) => Promise<readonly Outcome[]>;
  /** True for an error that trying again at once, item by item, cannot cure. */
  readonly hopeless: (error: unknown) => boolean;
  /** Batches in flight at the same moment; one register is always in the same lane. */
  readonly lanes: number;
  /** Items in one batch at most. */
  readonly largest: number;
}

export interface Registrar<Item, Outcome> {
  /** Settles when the item is written for good; rejects only for what is wrong with it, or when nothing can be written. */
  register(item: Item): Promise<Outcome>;
}

interface Waiting<Item, Outcome> {
  readonly item: Item;
  readonly settle: (outcome: Outcome) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Group commit: a lone item leaves at once; those that arrive while a batch of their lane is in flight leave together
 * when it is back. A register is locked by one batch at a time, so nobody queues inside the database.
 */
export function createRegistrar<Item extends Entry, Outcome>(
  options: RegistrarOptions<Item, Outcome>,
): Registrar<Item, Outcome> {
  const lanes = Array.from({ length: options.lanes }, () => new Lane(options));
  const pending = new Map<string, { id: string; outcome: Promise<Outcome> }>();

  const register = async (item: Item): Promise<Outcome> => {
    const other = pending.get(item.key);
    if (other?.id === item.id) return other.outcome;
    if (other !== undefined) {
      // Another try at the same application is being written: whatever becomes of it, this one is judged after it.
      await other.outcome.catch(() => undefined);
      return register(item);
    }
    const lane = lanes[laneOf(item.register, lanes.length)] as Lane<Item, Outcome>;
    const outcome = lane.add(item).finally(() => pending.delete(item.key));
    pending.set(item.key, { id: item.id, outcome });
    return outcome;
  };
  return { register };
}

class Lane<Item extends Entry, Outcome> {
  readonly #options: RegistrarOptions<Item, Outcome>;
  #waiting: Waiting<Item, Outcome>[] = [];
  #busy = false;

  constructor(options: RegistrarOptions<Item, Outcome>) {
    this.#options = options;
  }

  add(item: Item): Promise<Outcome> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ item, settle, fail });
      if (!this.#busy) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#busy = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, this.#options.largest);
      this.#waiting = this.#waiting.slice(batch.length);
      await this.#send(batch);
    }
    this.#busy = false;
  }

  async #send(batch: readonly Waiting<Item, Outcome>[], lastTry = false): Promise<void> {
    try {
      const outcomes = await this.#options.write(batch.map(({ item }) => item));
      for (const [index, { settle }] of batch.entries()) settle(outcomes[index] as Outcome);
    } catch (error) {
      if (lastTry || this.#options.hopeless(error)) {
        for (const { fail } of batch) fail(error);
        return;
      }
      // One item spoils the batch: alone, only that one fails. Alone it has one more try, because another process may
      // have been writing the same filing at the same moment, and now it can be seen.
      for (const one of batch) await this.#send([one], batch.length === 1);
    }
  }
}

function laneOf(register: string, lanes: number): number {
  let hash = 0;
  for (const character of register) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % lanes;
}
