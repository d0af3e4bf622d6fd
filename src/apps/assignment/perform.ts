import {
  type Container,
  commissionsContainer,
  compactContainer,
  cutoffsOf,
  type Document,
  type Fault,
  meritOf,
  mobilityContainer,
  nameCommissions,
  type Outcome,
  outcomeContainer,
  prepareRun,
  reasonCodes,
  runDocument,
  runMobility,
} from '../../engines/assignment/index.ts';
import { type Input, lotOf, Refused } from './files.ts';
import type { Team } from './workers.ts';

/** A run as it is written, with the outcome of a list mechanism for those who go on from it. */
export interface Performed {
  readonly container: Container;
  readonly outcome?: Outcome;
}

/** Runs whatever mechanism the input asks for. Throws `Refused` for equal keys and the like. */
export async function perform(input: Input, team: Team, report: (line: string) => void): Promise<Performed> {
  if (input.form === 'market') return { container: await performMarket(input, team, report) };
  const { document, digest } = input;
  report(`${document.persons.length} persone, ${document.seats.length} posti, ${document.head.mechanism}`);
  if (document.head.mechanism === 'mobility') {
    refuseWithoutSeed(document);
    return { container: mobilityContainer(runMobility(document, lotOf), digest) };
  }
  if (document.head.mechanism === 'commissions') {
    const ordered = meritOf(document, lotOf);
    if ('faults' in ordered) throw new Refused(ordered.faults);
    return { container: commissionsContainer(document, nameCommissions(document, ordered.merit), digest) };
  }
  const outcome = runDocument(document, lotOf);
  if ('faults' in outcome) throw new Refused(outcome.faults);
  return { container: outcomeContainer(outcome, digest), outcome };
}

/** Requests of mobility are ranked across people and preferences: without a seed a tie could not be refused by name. */
function refuseWithoutSeed({ head }: Document): void {
  if (head.seed !== '') return;
  const fault: Fault = { where: 'testata', what: 'per la mobilità serve il seme (seed) che decide le parità' };
  throw new Refused([fault]);
}

async function performMarket(
  { file, digest }: Extract<Input, { form: 'market' }>,
  team: Team,
  report: (line: string) => void,
): Promise<Container> {
  const { market, header } = file;
  report(`${market.people} persone, ${market.pools} posti, ${market.listPool.length} preferenze, ${header.mechanism}`);
  const run = prepareRun(market);
  report(`ordini pronti: ${run.components.count} parti indipendenti`);
  const serial = header.mechanism !== 'deferred-acceptance';
  const matching = await team.match(run, serial);
  report('assegnazione fatta');
  const cutoffs = cutoffsOf(market, run.standings, matching);
  const reasons = reasonCodes(market, run.standings, { matching, cutoffs }, { serial });
  report('motivi scritti');
  return compactContainer(
    { seat: matching.pool, cutoffs, reasons },
    { input: digest, mechanism: header.mechanism, people: market.people, pools: market.pools },
  );
}
