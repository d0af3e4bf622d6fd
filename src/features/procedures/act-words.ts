import type { CivilDate } from '../../kernel/civil-date.ts';
import { longDate, romeDate } from '../../kernel/rome-time.ts';
import type { WindowAct } from './window.ts';

/** The act that moved a window, as it is called: by who issued it where that is on record, else by its day. */
export function actWords({ evidence, decidedAt }: Pick<WindowAct, 'evidence' | 'decidedAt'>): string {
  if (!evidence) return `atto di ${longDate(romeDate(decidedAt))}`;
  return `${evidence.authority}, atto n. ${evidence.number} di ${longDate(evidence.date as CivilDate)}`;
}
