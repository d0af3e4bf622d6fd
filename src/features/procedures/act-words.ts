import type { CivilDate } from '../../kernel/civil-date.ts';
import { longDate, romeDate } from '../../kernel/rome-time.ts';

/** The act a decision over a window rests on. */
export interface Evidence {
  readonly authority: string;
  readonly number: string;
  /** Civil date. */
  readonly date: string;
}

/** A recorded decision; those of before evidence was asked for rest on their day alone. */
interface Decided {
  readonly evidence?: Evidence | null | undefined;
  readonly decidedAt: Date;
}

/** The act that moved a window, as it is called: by who issued it where that is on record, else by its day. */
export function actWords({ evidence, decidedAt }: Decided): string {
  if (!evidence) return `atto di ${longDate(romeDate(decidedAt))}`;
  return `${evidence.authority}, atto n. ${evidence.number} di ${longDate(evidence.date as CivilDate)}`;
}
