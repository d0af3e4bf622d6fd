import type { ReleaseChange } from '../../engines/procedure/index.ts';

/** What a change is called in front of what changed. */
export const CHANGE_KINDS: Readonly<Record<ReleaseChange['kind'], string>> = {
  added: 'Aggiunta',
  removed: 'Eliminazione',
  changed: 'Modifica',
  moved: 'Nuovo ordine',
};

/** Changes on a screen: a line for each, under the part of the procedure it is in. */
export function changeLines(changes: readonly ReleaseChange[]): string[] {
  if (changes.length === 0) return ['Nessuna differenza.'];
  return byPart(changes).flatMap(([part, own]) => [part, ...own.flatMap(lines)]);
}

/** Changes by the part they are in, in the order of the release. */
export function byPart(changes: readonly ReleaseChange[]): readonly (readonly [string, readonly ReleaseChange[]])[] {
  const parts = [...new Set(changes.map(({ where }) => where))];
  return parts.map((part) => [part, changes.filter(({ where }) => where === part)]);
}

function lines({ kind, what, before, after }: ReleaseChange): string[] {
  return [
    `  ${[CHANGE_KINDS[kind], what].filter((words) => words !== '').join(', ')}`,
    ...(before === undefined || before === '' ? [] : [`      prima: ${before}`]),
    ...(after === undefined || after === '' ? [] : [`      dopo:  ${after}`]),
  ];
}
