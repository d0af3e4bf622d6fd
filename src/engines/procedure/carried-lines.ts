import type { Answers, Context, Preference, Values } from './answers.ts';
import { checkValue } from './check-value.ts';
import type { FieldOf } from './field.ts';
import { preferenceText } from './preference-text.ts';
import { isTarget, lineStanding, placeWanted } from './preferences.ts';

type PreferencesField = FieldOf<'preferences'>;

/**
 * Why a line of another time does not come along. `not-a-target`: the question no longer admits it. `not-found`: it is
 * no longer in the registry. `closed`: a school that has closed. `outside`: it lies elsewhere than it must. `twice`: it is in the list already. `over`: the
 * list is full.
 */
export type LeftWhy = 'not-a-target' | 'not-found' | 'closed' | 'outside' | 'twice' | 'over';

export interface LeftLine {
  readonly line: Preference;
  readonly why: LeftWhy;
}

/** Where the lines are to go: what stands there now, and what the registry and the other answers say. */
export interface ListAround {
  readonly taken?: readonly Preference[];
  readonly known?: { readonly seen: Answers; readonly values: Values; readonly context: Context } | undefined;
}

/**
 * The lines that fit a list now, in their order, and those left behind. What was said about a line stays as far as the
 * question still asks it. Without `known` nothing is asked of the registry.
 */
export function carriedLines(
  field: PreferencesField,
  lines: readonly Preference[],
  { taken = [], known }: ListAround = {},
): { readonly lines: readonly Preference[]; readonly left: readonly LeftLine[] } {
  const there = new Set(taken.map(preferenceText));
  const carried: Preference[] = [];
  const left: LeftLine[] = [];
  for (const line of lines) {
    const fitting = withFittingAttributes(field, line);
    const text = preferenceText(fitting);
    const full = taken.length + carried.length >= field.max;
    const why = targetLeft(field, line, known) ?? (there.has(text) ? 'twice' : full ? 'over' : undefined);
    if (why === undefined) {
      there.add(text);
      carried.push(fitting);
    } else left.push({ line, why });
  }
  return { lines: carried, left };
}

function targetLeft(field: PreferencesField, line: Preference, known: ListAround['known']): LeftWhy | undefined {
  if (!isTarget(field, line)) return 'not-a-target';
  if (known === undefined) return undefined;
  const { seen, values, context } = known;
  if (line.target === 'school' && context.school(line.code)?.closed) return 'closed';
  const standing = lineStanding(line, placeWanted(field, seen, values), context);
  return standing === 'here' ? undefined : standing;
}

function withFittingAttributes(field: PreferencesField, { target, code, ...attributes }: Preference): Preference {
  const fitting = Object.entries(attributes).filter(([name, value]) => {
    const asked = field.attributes.find(({ id }) => id === name);
    return asked !== undefined && checkValue(asked, value) === undefined;
  });
  return { target, code, ...Object.fromEntries(fitting) };
}
