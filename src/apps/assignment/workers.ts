import { Worker } from 'node:worker_threads';
import {
  acceptDeferred,
  assignSerially,
  emptyMatching,
  type Matching,
  plainWalks,
  type Run,
} from '../../engines/assignment/index.ts';

/** What one worker is given: the market in shared memory and its share of the people or of the rankings. */
export interface Share {
  readonly run: Run;
  readonly matching: Matching;
  readonly serial: boolean;
  readonly sequence: Uint32Array;
  readonly rankings: readonly number[];
}

/**
 * Threads that run parts of a market. Components share nothing, so each thread takes whole ones, the heaviest first, and
 * writes its own people's results: the result is the same however many there are. Started before the file is read, so
 * that they are ready when there is work. One thread is this one.
 */
export class Team {
  /** Processor time of the busiest thread in the last match, in milliseconds; 0 with one thread. */
  busiest = 0;
  readonly #workers: readonly Worker[];

  constructor(threads: number) {
    const others = Array.from({ length: threads > 1 ? threads : 0 });
    this.#workers = others.map(() => new Worker(new URL('./worker.ts', import.meta.url)));
  }

  /** Resolves when every thread has said that it is there. */
  async ready(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => asked(worker, undefined)));
  }

  async match(run: Run, serial: boolean): Promise<Matching> {
    const matching = emptyMatching(run.market.people, this.#workers.length > 0);
    if (this.#workers.length === 0) {
      work({ run, matching, serial, sequence: run.sequence, rankings: allRankings(run) });
      return matching;
    }
    const shares = sharesOf(run, this.#workers.length);
    const shared = { ...sharedRun(run), sequence: new Uint32Array(0) };
    const spent = await Promise.all(
      this.#workers.map((worker, index) => {
        const { sequence, rankings } = shares[index] as (typeof shares)[number];
        return asked(worker, { run: shared, matching, serial, sequence: toShared(sequence), rankings });
      }),
    );
    this.busiest = Math.max(...spent);
    return matching;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

/** Sends a share (or nothing, to know that the thread is there) and waits for the answer. */
function asked(worker: Worker, share: Share | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.once('message', (spent: number) => {
      worker.off('error', reject);
      resolve(spent);
    });
    worker.once('error', reject);
    worker.postMessage(share);
  });
}

/** One worker's part of the work. */
export function work({ run, matching, serial, sequence, rankings }: Share): void {
  if (serial) assignSerially(run.market, plainWalks(run.market), matching, { rankings });
  else acceptDeferred(run, sequence, matching);
}

function allRankings({ market }: Run): number[] {
  return Array.from({ length: market.orders }, (_, order) => order);
}

/** Components dealt out by weight, the heaviest first to the least loaded. */
export function sharesOf(run: Run, workers: number): { sequence: Uint32Array; rankings: number[] }[] {
  const { market, components, sequence } = run;
  const stretches = stretchesOf(run);
  const load = new Float64Array(workers);
  const owner = new Uint32Array(components.count);
  for (const { component, from, to } of [...stretches].sort(
    (one, other) => other.to - other.from - (one.to - one.from),
  )) {
    const least = load.indexOf(Math.min(...load));
    owner[component] = least;
    load[least] = (load[least] as number) + to - from;
  }
  return Array.from({ length: workers }, (_, worker) => ({
    sequence: joined(
      stretches.filter((each) => owner[each.component] === worker).map(({ from, to }) => sequence.subarray(from, to)),
    ),
    rankings: Array.from({ length: market.orders }, (_, order) => order).filter(
      (order) => owner[components.ofOrder[order] as number] === worker,
    ),
  }));
}

/** The sequence holds component after component: where each begins and ends. */
function stretchesOf({ components, sequence }: Run): { component: number; from: number; to: number }[] {
  const stretches: { component: number; from: number; to: number }[] = [];
  for (let from = 0; from < sequence.length; ) {
    const component = components.ofPerson[sequence[from] as number] as number;
    let to = from + 1;
    while (to < sequence.length && components.ofPerson[sequence[to] as number] === component) to++;
    stretches.push({ component, from, to });
    from = to;
  }
  return stretches;
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The run with its columns in memory that workers see without copying; those already there are kept. */
export function sharedRun(run: Run): Run {
  return {
    market: sharedColumns(run.market),
    standings: sharedColumns(run.standings),
    components: sharedColumns(run.components),
    best: toShared(run.best),
    sequence: toShared(run.sequence),
  };
}

function sharedColumns<Columns extends object>(columns: Columns): Columns {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [
      name,
      ArrayBuffer.isView(column) ? toShared(column as Uint32Array) : column,
    ]),
  ) as Columns;
}

function toShared<Column extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(column: Column): Column {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const Kind = column.constructor as new (buffer: SharedArrayBuffer) => Column;
  const copy = new Kind(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}
