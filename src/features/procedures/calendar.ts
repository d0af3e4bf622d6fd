import { romeDate } from '../../kernel/rome-time.ts';
import type { CatalogueEntry } from './catalogue.ts';
import type { Release } from './release.ts';
import type { TimedWindow } from './window.ts';

/** Something that happens to a window at an instant. */
export interface CalendarLine {
  readonly at: Date;
  readonly happens: 'opens' | 'closes';
  readonly release: Release;
  readonly window: TimedWindow;
}

export interface CalendarMonth {
  /** 'YYYY-MM'. */
  readonly month: string;
  readonly lines: readonly CalendarLine[];
}

/** Openings and closings by month of Rome, in order of time. */
export function calendarMonths(entries: readonly CatalogueEntry[]): CalendarMonth[] {
  const lines = entries.flatMap(({ release, windows }) =>
    windows.flatMap((window): CalendarLine[] => [
      { at: window.opensAt, happens: 'opens', release, window },
      { at: window.closesAt, happens: 'closes', release, window },
    ]),
  );
  const months = Map.groupBy(lines.toSorted(inTime), ({ at }) => monthOf(at));
  return [...months].map(([month, inside]) => ({ month, lines: inside }));
}

/** The months from this one on; `past` for those before, the nearest first. */
export function monthsAround(months: readonly CalendarMonth[], now: Date) {
  const here = monthOf(now);
  return {
    ahead: months.filter(({ month }) => month >= here),
    past: months.filter(({ month }) => month < here).toReversed(),
  };
}

/** When two things happen together, what closes is told first: it cannot be put off. */
function inTime(one: CalendarLine, other: CalendarLine): number {
  return (
    one.at.getTime() - other.at.getTime() ||
    one.happens.localeCompare(other.happens) ||
    one.release.procedureId.localeCompare(other.release.procedureId)
  );
}

function monthOf(at: Date): string {
  return romeDate(at).slice(0, 7);
}
