import type {
  Answers,
  Context,
  Definition,
  FieldOf,
  LeftLine,
  LeftWhy,
  Preference,
  Values,
} from '../../engines/procedure/index.ts';
import { carriedLines, preferencesIn, valuesOf } from '../../engines/procedure/index.ts';

/** How the lines of another time come into a list that has lines of its own. */
export type Way = 'append' | 'replace';

/** A list as it would stand afterwards. */
export interface ImportedList {
  readonly lines: readonly Preference[];
  /** How many of them come from the other time. */
  readonly come: number;
  readonly left: readonly LeftLine[];
}

/**
 * The list filed in an earlier application for a question of this one: that of the same section and name or, where there
 * is none, the first one filed in any list of preferences.
 */
export function listFiled(
  definition: Definition,
  answers: Answers,
  at: { readonly section: string; readonly field: string },
): readonly Preference[] {
  const asked = definition.sections
    .filter(({ kind }) => kind === 'form')
    .flatMap(({ id, fields }) => fields.filter(({ kind }) => kind === 'preferences').map((field) => ({ id, field })));
  const same = asked.filter(({ id, field }) => id === at.section && field.id === at.field);
  const lists = (same.length > 0 ? same : asked).map(({ id, field }) => preferencesIn(valuesOf(answers, id)[field.id]));
  return lists.find((lines) => lines.length > 0) ?? [];
}

/** What a list becomes with the lines of another time, in their order: after those that are there, or in their place. */
export function imported(
  field: FieldOf<'preferences'>,
  lines: readonly Preference[],
  way: Way,
  around: {
    readonly now: readonly Preference[];
    readonly known: { readonly seen: Answers; readonly values: Values; readonly context: Context };
  },
): ImportedList {
  const taken = way === 'append' ? around.now : [];
  const { lines: come, left } = carriedLines(field, lines, { taken, known: around.known });
  return { lines: [...taken, ...come], come: come.length, left };
}

/** Why a line does not come, in words after its name. */
export function leftWords(why: LeftWhy, { max }: FieldOf<'preferences'>): string {
  switch (why) {
    case 'not-a-target':
      return 'in questa procedura non si può più scegliere';
    case 'not-found':
      return 'non c’è più nell’anagrafe delle scuole e dei comuni';
    case 'closed':
      return 'la scuola ha chiuso';
    case 'outside':
      return 'non è nel territorio in cui presenti la domanda';
    case 'twice':
      return 'c’è già nella lista';
    case 'over':
      return `non c’è posto: le preferenze possono essere al massimo ${max}`;
  }
}
