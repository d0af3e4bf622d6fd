import type { Field, Typed, Value } from '../../engines/procedure/index.ts';
import type { Base } from './base.ts';
import { fieldMark } from './base.ts';
import type { FieldState, RecordState } from './record-state.ts';
import { fieldState } from './record-state.ts';

export interface Merge {
  readonly merged: RecordState;
  /** Fields both sides changed, to different answers: what is stored stays until the person chooses. */
  readonly conflicts: readonly string[];
  /** Whether anything is to be written. */
  readonly changed: boolean;
}

/**
 * Joins what this device sent with what is stored, field by field, knowing what the form was shown with.
 * An answer only one side changed is taken from that side; an answer both changed is in conflict. Fields that the form
 * did not ask (`fields`) stay as stored.
 */
export function mergeRecord(fields: readonly Field[], base: Base, stored: RecordState, mine: RecordState): Merge {
  const chosen = fields.map((field) => ({
    field,
    ...choose(field, base, fieldState(stored, field), fieldState(mine, field)),
  }));
  const asked = new Set(fields.map((field) => field.id));
  const kept = Object.entries(stored.values).filter(([name]) => !asked.has(name) && name !== 'id');
  const inputs = new Set(fields.flatMap((field) => Object.keys(fieldState(stored, field).typed ?? {})));
  const values = chosen.flatMap(({ field, state }): [string, Value][] =>
    state.value === undefined ? [] : [[field.id, state.value]],
  );
  const keptTyped = Object.entries(stored.typed).filter(([name]) => !inputs.has(name));
  return {
    merged: {
      values: Object.fromEntries([...kept, ...values]),
      typed: Object.assign(Object.fromEntries(keptTyped), ...chosen.map(({ state }) => state.typed ?? {})) as Typed,
    },
    conflicts: chosen.filter(({ conflict }) => conflict).map(({ field }) => field.id),
    changed: chosen.some(({ changed }) => changed),
  };
}

interface Choice {
  readonly state: FieldState;
  readonly conflict: boolean;
  readonly changed: boolean;
}

function choose(field: Field, base: Base, stored: FieldState, mine: FieldState): Choice {
  const shown = base.marks.get(field.id) ?? fieldMark(field, {});
  const [storedMark, myMark] = [fieldMark(field, stored), fieldMark(field, mine)];
  if (storedMark === myMark)
    return { state: mine, conflict: false, changed: stored.value !== mine.value && mine.value === false };
  if (storedMark === shown) return { state: mine, conflict: false, changed: true };
  return { state: stored, conflict: myMark !== shown, changed: false };
}
