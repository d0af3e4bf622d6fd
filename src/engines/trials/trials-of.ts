import { holds } from '../../kernel/condition.ts';
import type { Trial, TrialRules } from '../../kernel/trial-rules.ts';

/** The trials taken in one competition, told by its key: `when` may name nothing else. In their order. */
export function trialsOf({ list }: TrialRules, key: Readonly<Record<string, unknown>>): readonly Trial[] {
  const scope = {
    value: (name: string) => (Object.hasOwn(key, name) ? key[name] : undefined),
    items: () => [],
  };
  return list.filter(({ when }) => when === undefined || holds(when, scope));
}

/** Whether some trial comes after this one: then it admits; otherwise it is passed. */
export function isFollowed(trials: readonly Trial[], { id }: Trial): boolean {
  return trials.some(({ after }) => after === id);
}
