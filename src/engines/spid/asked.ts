import { onlyChild, type XmlElement } from '../../kernel/xml-tree.ts';
import type { Comparison, Level } from './level.ts';
import type { Profile } from './service-provider.ts';

/** What an answer is judged against: the request it must answer, and who asked. */
export interface Asked {
  readonly profile: Profile;
  readonly requestId: string;
  readonly requestedAt: Date;
  /** Entity of the provider that was asked. */
  readonly provider: string;
  /** Entity that asked. */
  readonly entityId: string;
  readonly consumerUrl: string;
  readonly level: Level;
  readonly comparison: Comparison;
  /** Attributes without which the entry is of no use; the fiscal code is not known of somebody from another state. */
  readonly required: readonly string[];
}

/** Thrown inside the judgement only: which case of the official suites is broken, and how. Never reaches a caller. */
export class Broken extends Error {
  readonly rule: string;

  constructor(rule: string, reason: string) {
    super(reason);
    this.rule = rule;
  }
}

export function demand(holds: boolean, rule: string, reason: string): asserts holds {
  if (!holds) throw new Broken(rule, reason);
}

/** The only child of this name, with something in it. */
export function demandPart(parent: XmlElement, namespace: string, name: string, rule: string): XmlElement {
  const part = onlyChild(parent, namespace, name);
  demand(part !== undefined && part.children.length > 0, rule, `no ${name}, or nothing in it`);
  return part;
}

/** An answer that breaks a rule: the case ids of identity.md C4 and what was wrong, for the log. */
export interface Refused {
  readonly kind: 'refused';
  readonly rule: string;
  readonly reason: string;
}

/** Runs a judgement and gives a broken rule back as data. */
export function judged<Outcome>(judge: () => Outcome): Outcome | Refused {
  try {
    return judge();
  } catch (error) {
    if (error instanceof Broken) return { kind: 'refused', rule: error.rule, reason: error.message };
    throw error;
  }
}
