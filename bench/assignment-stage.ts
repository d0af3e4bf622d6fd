import { sharedRun, Team } from '../src/apps/assignment/workers.ts';
import {
  acceptDeferred,
  assignSerially,
  cutoffsOf,
  draftMarket,
  emptyMatching,
  ListLayout,
  type Market,
  type MarketShape,
  nationalShape,
  plainWalks,
  prepareRun,
  provincialShape,
  type Run,
  reasonCodes,
} from '../src/engines/assignment/index.ts';
import { checkAssignment } from '../src/engines/assignment-checker/index.ts';
import { added, least, lookedUp, processorTime, streamed } from './assignment-clock.ts';

// One instance measured in a process of its own, so that its peak memory is its own. Prints one line of JSON.

const [name = 'provincial'] = process.argv.slice(2);
const shape = name === 'national' ? nationalShape : provincialShape;
process.stdout.write(`${JSON.stringify(await measured(shape))}\n`);

async function measured(of: MarketShape): Promise<Record<string, number>> {
  const { market, layout } = laidOut(of);
  const { listPool, poolOrder } = market;
  const stream = least(5, () => streamed(listPool.buffer, listPool.byteLength));
  const add = least(7, () => added(listPool));
  const floor = least(7, () => lookedUp(listPool, poolOrder));
  let run = prepareRun(market);
  const prepare = least(3, () => {
    run = prepareRun(market);
  });
  const matching = emptyMatching(market.people);
  const deferred = least(11, () => {
    matching.pool.fill(-1);
    acceptDeferred(run, run.sequence, matching);
  });
  const cutoffs = cutoffsOf(market, run.standings, matching);
  const cutoff = least(3, () => cutoffsOf(market, run.standings, matching));
  const codes = new Uint8Array(listPool.length);
  const reasons = least(5, () =>
    reasonCodes(market, run.standings, { matching, cutoffs }, { serial: false, into: codes }),
  );
  const verify = least(5, () => {
    const { violations } = checkAssignment(market, matching.pool, 'deferred-acceptance');
    if (violations.length > 0) throw new Error('the checker refuses the run');
  });
  const serial = serialTimes(market);
  const two = await workerTimes(sharedRun(run));
  return {
    people: market.people,
    pools: market.pools,
    preferences: listPool.length,
    stream_ms: stream,
    add_ms: add,
    floor_ms: floor,
    layout_ms: layout,
    prepare_ms: prepare,
    deferred_ms: deferred,
    cutoffs_ms: cutoff,
    reasons_ms: reasons,
    verify_ms: verify,
    ...serial,
    ...two,
    memory_mb: process.resourceUsage().maxRSS / 1024,
  };
}

/** Rows as a database hands them out, laid out as they come; only the laying out is counted, the least of three. */
function laidOut(of: MarketShape): { market: Market; layout: number } {
  const { batches, ...draft } = draftMarket(of);
  const layout = new ListLayout({ people: of.people, pools: of.pools, choices: of.people * of.listLength }, true);
  let spent = 0;
  for (const rows of batches()) {
    const times = [0, 1, 2].map((time) => {
      const people = rows.firstPerson + rows.people;
      const into = time === 0 ? layout : new ListLayout({ people, pools: of.pools, choices: rows.person.length });
      const started = processorTime();
      const fault = into.add(rows);
      if (fault !== undefined) throw new Error(fault.fault);
      return processorTime() - started;
    });
    spent += Math.min(...times);
  }
  return { market: { ...draft, ...layout.lists() }, layout: spent };
}

function serialTimes(market: Market): Record<string, number> {
  const walks = plainWalks(market);
  const oneRound = least(5, () => {
    assignSerially(market, walks, emptyMatching(market.people));
  });
  // Seats arrive over three rounds: 80, 14 and 6 of a hundred, as in the design's simulation.
  const rounds = [80, 94, 100].map((share, round, shares) => {
    const before = shares[round - 1] ?? 0;
    const poolSeats = market.poolSeats.map(
      (seats) => Math.floor((seats * share) / 100) - Math.floor((seats * before) / 100),
    );
    return { ...market, poolSeats };
  });
  const through = (forward: boolean) =>
    least(3, () => {
      const matching = emptyMatching(market.people);
      let from = new Uint32Array(market.orders);
      for (const round of rounds)
        from = Uint32Array.from(assignSerially(round, walks, matching, forward ? { from } : {}));
    });
  return { serial_ms: oneRound, serial_forward_three_ms: through(true), serial_rescan_three_ms: through(false) };
}

/**
 * With two threads: the wall, and the processor time of the busier of the two, which is what the wall would be on two
 * free processors. Threads are started before the clock.
 */
async function workerTimes(run: Run): Promise<Record<string, number>> {
  const best = { wall: [0, 0].map(() => Number.POSITIVE_INFINITY), busiest: Number.POSITIVE_INFINITY };
  for (const [index, threads] of [1, 2].entries()) {
    const team = new Team(threads);
    await team.ready();
    for (let time = 0; time < 6; time++) {
      const started = performance.now();
      await team.match(run, false);
      best.wall[index] = Math.min(best.wall[index] as number, performance.now() - started);
      if (threads === 2) best.busiest = Math.min(best.busiest, team.busiest);
    }
    await team.stop();
  }
  const [one = 0, two = 0] = best.wall;
  return { one_thread_wall_ms: one, two_workers_wall_ms: two, two_workers_busier_ms: best.busiest };
}
