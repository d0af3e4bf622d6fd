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
 * Runs a market in one thread or in more: components share nothing, so each worker takes whole ones, the heaviest first,
 * and writes its own people's results. The result is the same however many they are.
 */
export async function matchInWorkers(run: Run, serial: boolean, workers: number): Promise<Matching> {
  const matching = emptyMatching(run.market.people, workers > 1);
  if (workers <= 1) {
    work({ run, matching, serial, sequence: run.sequence, rankings: allRankings(run) });
    return matching;
  }
  const shared = {
    ...run,
    market: sharedColumns(run.market),
    standings: sharedColumns(run.standings),
    best: toShared(run.best),
  };
  await Promise.all(
    sharesOf(run, workers).map(({ sequence, rankings }) =>
      inWorker({ run: shared, matching, serial, sequence, rankings }),
    ),
  );
  return matching;
}

/** One worker's part of the work. */
export function work({ run, matching, serial, sequence, rankings }: Share): void {
  if (serial) assignSerially(run.market, plainWalks(run.market), matching, { rankings });
  else acceptDeferred(run, sequence, matching);
}

function allRankings({ market }: Run): number[] {
  return Array.from({ length: market.orders }, (_, order) => order);
}

function inWorker(share: Share): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: share });
    worker.once('error', reject);
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`worker: exit ${code}`))));
  });
}

/** Components dealt out by weight, the heaviest first to the least loaded. */
export function sharesOf(
  { market, components, sequence }: Run,
  workers: number,
): { sequence: Uint32Array; rankings: number[] }[] {
  const weight = new Float64Array(components.count);
  for (let person = 0; person < market.people; person++) {
    const component = components.ofPerson[person] as number;
    const length = (market.listStart[person + 1] as number) - (market.listStart[person] as number);
    weight[component] = (weight[component] as number) + length;
  }
  const load = new Float64Array(workers);
  const owner = new Uint32Array(components.count);
  const heaviest = Array.from(weight.keys()).sort((one, other) => (weight[other] as number) - (weight[one] as number));
  for (const component of heaviest) {
    const least = load.indexOf(Math.min(...load));
    owner[component] = least;
    load[least] = (load[least] as number) + (weight[component] as number);
  }
  return Array.from({ length: workers }, (_, worker) => ({
    sequence: sequence.filter((person) => owner[components.ofPerson[person] as number] === worker),
    rankings: allRankings({ market } as Run).filter((order) => owner[components.ofOrder[order] as number] === worker),
  }));
}

/** Columns in memory that workers see without copying; those already there are kept. */
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
