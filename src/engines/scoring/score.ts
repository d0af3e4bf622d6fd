import { holds } from '../../kernel/condition.ts';
import type { Points } from '../../kernel/points.ts';
import { claimsOf } from './claims.ts';
import { describeRule } from './describe-rule.ts';
import { type Fact, member, type Position, type Related, scopeOf } from './facts.ts';
import { type Entry, limitItem, limitSection, limitTable, sumOf } from './limits.ts';
import type { ScoringTable, TableItem, TableSection } from './table-schema.ts';
import { dependsOnTarget } from './target-items.ts';

/** One line of the explanation. The points of all the lines add up to the total. */
export interface ScoreLine {
  /** Section and item of the table; empty for a title that no item values. */
  readonly section: string;
  readonly item: string;
  readonly label: string;
  readonly rule: string;
  readonly norm: string;
  readonly quantity: string;
  readonly points: Points;
  /** The limit that lowered the points, and what they were before. */
  readonly capped?: { readonly why: string; readonly before: Points };
  /** Why it gives no points. */
  readonly discarded?: string;
  /** Rests on something declared with proviso. */
  readonly proviso: boolean;
  /** Counts only for the preferences that meet its condition. */
  readonly target: boolean;
  /** Ids of the facts it counts. */
  readonly sources: readonly string[];
}

export interface Score {
  /** Hundredths of a point, with everything declared. */
  readonly total: Points;
  /** The same leaving out what was declared with proviso. */
  readonly withoutProviso: Points;
  readonly sections: readonly { readonly id: string; readonly title: string; readonly total: Points }[];
  readonly lines: readonly ScoreLine[];
}

/**
 * Values the facts for one position with a table, explaining every line. Pure; the order of the facts does not
 * matter; every fact has a line, with points or with the reason it gives none.
 */
export function score(table: ScoringTable, facts: readonly Fact[], position: Position, related: Related): Score {
  const { entries, discarded } = evaluate(table, facts, position, related);
  const lines = [...entries.map(lineOf), ...unvalued(table, facts, entries, discarded, position)];
  const total = sumOf(entries);
  const certain = facts.filter((fact) => !hasProviso(fact));
  const withoutProviso =
    certain.length === facts.length ? total : sumOf(evaluate(table, certain, position, related).entries);
  const sections = table.sections.map((section) => ({
    id: section.id,
    title: section.title,
    total: sumOf(entries.filter((entry) => entry.section === section)),
  }));
  return { total, withoutProviso, sections, lines };
}

interface Evaluation {
  readonly entries: readonly Entry[];
  /** Reasons of the table, by fact. */
  readonly discarded: ReadonlyMap<Fact, string>;
}

function evaluate(table: ScoringTable, facts: readonly Fact[], position: Position, related: Related): Evaluation {
  const discarded = discardedBy(table, facts, position, related);
  const kept = facts.filter((fact) => !discarded.has(fact));
  const entries = table.sections.flatMap((section) => {
    const found = section.items.flatMap((item) =>
      itemEntries(section, item, item.reusable ? facts : kept, position, related),
    );
    limitSection(section, found);
    return found;
  });
  limitTable(table, entries);
  return { entries, discarded };
}

function discardedBy(
  table: ScoringTable,
  facts: readonly Fact[],
  position: Position,
  related: Related,
): Map<Fact, string> {
  const reasons = new Map<Fact, string>();
  for (const fact of facts) {
    const scope = scopeOf(fact.values, position, related);
    const rule = table.discard.find((each) => each.of === fact.kind && holds(each.when, scope));
    if (rule !== undefined) reasons.set(fact, rule.reason);
  }
  return reasons;
}

function itemEntries(
  section: TableSection,
  item: TableItem,
  facts: readonly Fact[],
  position: Position,
  related: Related,
): readonly Entry[] {
  const claims = claimsOf(item, facts, position, related);
  const entries = claims.map((claim): Entry => ({ section, item, claim, points: claim.points }));
  return limitItem(item, entries);
}

function lineOf({ section, item, claim, points, capped, discarded }: Entry): ScoreLine {
  return {
    section: section.id,
    item: item.id,
    label: item.label,
    rule: describeRule(item.rule),
    norm: item.norm ?? '',
    quantity: claim.year === undefined ? claim.quantity : `${claim.year}: ${claim.quantity}`,
    points,
    ...(capped === undefined ? {} : { capped }),
    ...(discarded === undefined ? {} : { discarded }),
    proviso: claim.facts.some(hasProviso),
    target: dependsOnTarget(item),
    sources: claim.facts.map((fact) => fact.id),
  };
}

/** Lines for the facts that no item took: discarded by the table, or not among the things it values. */
function unvalued(
  table: ScoringTable,
  facts: readonly Fact[],
  entries: readonly Entry[],
  discarded: ReadonlyMap<Fact, string>,
  position: Position,
): readonly ScoreLine[] {
  const items = table.sections.flatMap((section) => section.items);
  const forSome = new Set(position.target === undefined ? items.filter(dependsOnTarget).map(({ of }) => of) : []);
  const valued = new Set(entries.flatMap((entry) => entry.claim.facts));
  return facts
    .filter((fact) => !valued.has(fact))
    .map((fact) => ({
      section: '',
      item: '',
      label: fact.name ?? fact.kind,
      rule: '',
      norm: table.norm,
      quantity: '',
      points: 0,
      discarded: discarded.get(fact) ?? (forSome.has(fact.kind) ? SOME_PREFERENCES : NO_ITEM),
      proviso: hasProviso(fact),
      target: forSome.has(fact.kind),
      sources: [fact.id],
    }));
}

const NO_ITEM = 'La tabella di questa graduatoria non dà punti per questa voce.';
const SOME_PREFERENCES = 'Può dare punti solo per alcune preferenze.';

function hasProviso(fact: Fact): boolean {
  return member(fact.values, 'proviso') === true;
}
