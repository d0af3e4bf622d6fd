import {
  type Answers,
  type Context,
  type Definition,
  eligibilityOf,
  type Gap,
  isSectionVisible,
  isWritten,
  record,
  recordKeys,
  refusing,
  visibleAnswers,
  visibleFields,
} from '../../../engines/procedure/index.ts';
import { type Contender, rank } from '../../../engines/ranking/index.ts';
import { type PositionScore, scorePositions, standingsOf } from '../../../engines/scoring/index.ts';
import type { Points } from '../../../kernel/points.ts';
import { exampleWorld } from '../example-world.ts';
import type { Pack } from '../release.ts';
import { type Dice, diceFrom } from './dice.ts';
import { inventApplication } from './invent.ts';
import { surroundingOf } from './surrounding.ts';
import { Tally } from './tally.ts';

/** One ranking of the rehearsal: how many are in it, and whom the criteria do not tell apart. */
export interface RehearsedRanking {
  readonly key: string;
  readonly people: number;
  readonly tied: number;
  /** How often each criterion decided between neighbours. */
  readonly decided: Tally;
}

/** What one invented person would file, and what is known of them. */
export interface InventedApplication {
  readonly answers: Answers;
  readonly applicant: Context['applicant'] | undefined;
  readonly today: Context['today'];
}

/** What came of a procedure played by invented people. */
export interface Rehearsal {
  readonly people: number;
  readonly complete: readonly InventedApplication[];
  /** Gaps that people could not put right, by section, field and code. */
  readonly stuck: Tally;
  readonly asked: Tally;
  readonly answered: Tally;
  readonly chosen: Tally;
  /** Times each item of each table gave points. */
  readonly scored: Tally;
  /** Times each item's points were cut by a limit. */
  readonly capped: Tally;
  readonly scores: ReadonlyMap<string, readonly Points[]>;
  readonly rankings: readonly RehearsedRanking[];
  /** Milliseconds of one person, by step; of the whole, for the rankings. */
  readonly times: { readonly invent: number; readonly score: number; readonly rank: number };
}

/** Provinces of the test registry: what is invented may also be filed there. */
const PROVINCES = ['VD', 'VD', 'VD', 'ML'];

/** Plays a procedure with so many invented people. Repeatable: the same seed invents the same ones. `clock`: milliseconds. */
export function rehearse(pack: Pack, people: number, seed: number, clock: () => number = () => 0): Rehearsal {
  const { definition, scoring } = pack;
  const tallies = { stuck: new Tally(), asked: new Tally(), answered: new Tally(), chosen: new Tally() };
  const points = { scored: new Tally(), capped: new Tally() };
  const complete: InventedApplication[] = [];
  const contenders = new Map<string, Contender[]>();
  const scores = new Map<string, Points[]>();
  const spent = { invent: 0, score: 0 };
  for (let person = 0; person < people; person += 1) {
    const dice = diceFrom(seed * 1_000_003 + person * 7919);
    const context = worldOf(definition, dice);
    const around = surroundingOf(dice.oneOf(PROVINCES) ?? 'VD', context);
    const began = clock();
    const { answers, stuck } = inventApplication(definition, context, { dice, around });
    spent.invent += clock() - began;
    lookAt(definition, answers, tallies);
    for (const gap of stuck) tallies.stuck.add(gapName(gap));
    if (stuck.length > 0) continue;
    complete.push({ answers, applicant: context.applicant, today: context.today });
    if (scoring === null) continue;
    const valued = clock();
    const seen = visibleAnswers(definition, answers);
    const positions = scorePositions(scoring, seen, context, { applicant: context.applicant ?? {} });
    spent.score += clock() - valued;
    for (const position of positions) count(position, points, scores);
    if (scoring.ranking === undefined) continue;
    for (const { key, ...standing } of standingsOf(scoring, positions)) {
      const line = contenders.get(key) ?? [];
      line.push({ id: String(person), ...standing });
      contenders.set(key, line);
    }
  }
  const ranked = clock();
  const rankings = [...contenders].map(([key, line]) => ranking(key, line, scoring?.ranking ?? []));
  return {
    people,
    complete,
    ...tallies,
    ...points,
    scores,
    rankings: rankings.sort((one, other) => other.people - one.people),
    times: {
      invent: spent.invent / Math.max(1, people),
      score: spent.score / Math.max(1, complete.length),
      rank: clock() - ranked,
    },
  };
}

/** Where something is missing or wrong, as the pack names it. */
export function gapName({ section, field, code }: Gap): string {
  return `${section}${field === undefined ? '' : `.${field}`}: ${code}`;
}

/**
 * People are of every age that works, and of those who may apply: who may not is told before anything is asked. Where
 * nobody of so many may, the last one tries nevertheless, and the report shows the requirement.
 */
function worldOf(definition: Definition, dice: Dice): Context {
  const world = exampleWorld();
  const invented = () => ({
    ...{ birth_date: `${1957 + dice.below(50)}-05-14`, sex: dice.below(2) === 0 ? 'F' : 'M' },
    ...{ roles: [], filed: [] },
  });
  let applicant = invented();
  for (let others = 0; others < 20 && mayNotApply(definition, applicant); others += 1) applicant = invented();
  return { ...world, applicant };
}

function mayNotApply(definition: Definition, applicant: NonNullable<Context['applicant']>): boolean {
  return refusing(eligibilityOf(definition, applicant, {}), 'person').length > 0;
}

function lookAt(
  definition: Definition,
  answers: Answers,
  { asked, answered, chosen }: Record<'asked' | 'answered' | 'chosen', Tally>,
): void {
  const seen = visibleAnswers(definition, answers);
  for (const section of definition.sections) {
    if (!isSectionVisible(section, seen)) continue;
    for (const key of recordKeys(section, seen)) {
      const values = record(section, seen, key);
      for (const field of visibleFields(section, seen, values)) {
        if (!isWritten(field) && field.kind !== 'file') continue;
        const name = `${section.id}.${field.id}`;
        const value = values[field.id];
        asked.add(name);
        if (value !== undefined) answered.add(name);
        if (field.kind === 'enum' || field.kind === 'multi_enum' || field.kind === 'ranked_enum') {
          for (const each of [value].flat()) if (typeof each === 'string') chosen.add(`${name}=${each}`);
        }
      }
    }
  }
}

function count(
  { table, score }: PositionScore,
  { scored, capped }: { readonly scored: Tally; readonly capped: Tally },
  scores: Map<string, Points[]>,
): void {
  if (score === undefined || table === undefined) return;
  keep(scores, table, score.total);
  for (const line of score.lines) {
    if (line.points > 0) scored.add(`${table} ${line.item}`);
    if (line.capped !== undefined) capped.add(`${table} ${line.item}`);
  }
}

function keep(scores: Map<string, Points[]>, table: string, total: Points): void {
  const kept = scores.get(table);
  if (kept === undefined) scores.set(table, [total]);
  else kept.push(total);
}

function ranking(key: string, people: readonly Contender[], criteria: Parameters<typeof rank>[1]): RehearsedRanking {
  const decided = new Tally();
  let tied = 0;
  for (const line of rank(people, criteria, 'prova')) {
    if (line.tied) tied += 1;
    if (line.because !== undefined) decided.add(line.because.by);
  }
  return { key, people: people.length, tied, decided };
}
