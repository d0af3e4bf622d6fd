import { parseCivilDate } from '../../kernel/civil-date.ts';
import type { Fault } from './definition-schema.ts';
import type { Window } from './window-schema.ts';
import { categoryOf } from './windows-for.ts';

/** Windows that are no time at all, end before they begin, or cross another of their kind; and none to file in. */
export function windowFaults(windows: readonly Window[]): readonly Fault[] {
  const ids = windows.map(({ id }) => id);
  return [
    ...(windows.some(({ kind }) => kind === 'filing')
      ? []
      : [{ path: 'windows', message: 'manca la finestra di presentazione (kind: filing)' }]),
    ...windows.flatMap((window, index) => [
      ...(ids.indexOf(window.id) === index
        ? []
        : [{ path: `windows.${index}.id`, message: `"${window.id}" c’è due volte` }]),
      ...instantFaults(window, `windows.${index}`),
      ...crossing(windows, index),
      ...tooSoon(windows, window, `windows.${index}.closes`),
    ]),
  ];
}

function instantFaults({ opens, closes }: Window, path: string): readonly Fault[] {
  const wrong = (['opens', 'closes'] as const).filter((side) => !isInstant(side === 'opens' ? opens : closes));
  if (wrong.length > 0) {
    return wrong.map((side) => ({ path: `${path}.${side}`, message: 'questo giorno o quest’ora non esiste' }));
  }
  if (withSeconds(opens) < withSeconds(closes)) return [];
  return [{ path: `${path}.closes`, message: 'la finestra si chiude prima di aprirsi' }];
}

/** Two windows of one kind and category open at the same time: nobody could say which one counts. */
function crossing(windows: readonly Window[], index: number): readonly Fault[] {
  const window = windows[index];
  const other = windows
    .slice(0, index)
    .find(
      (before) =>
        before.kind === window?.kind &&
        categoryOf(before) === categoryOf(window) &&
        withSeconds(before.opens) < withSeconds(window.closes) &&
        withSeconds(window.opens) < withSeconds(before.closes),
    );
  if (other === undefined) return [];
  return [{ path: `windows.${index}.opens`, message: `si sovrappone alla finestra "${other.id}"` }];
}

/** What may be done with an application cannot be over before there is one. */
function tooSoon(windows: readonly Window[], { kind, closes }: Window, path: string): readonly Fault[] {
  const filing = windows.filter((each) => each.kind === 'filing').map(({ opens }) => withSeconds(opens));
  const [first] = filing.toSorted();
  if (kind === 'filing' || first === undefined || withSeconds(closes) > first) return [];
  return [{ path, message: 'si chiude prima che si possa presentare la domanda: non servirà a nessuno' }];
}

function isInstant(text: string): boolean {
  const [date = '', time = ''] = text.split('T');
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  return parseCivilDate(date) === date && hour < 24 && minute < 60 && second < 60;
}

function withSeconds(wallClock: string): string {
  return wallClock.length === 16 ? `${wallClock}:00` : wallClock;
}
