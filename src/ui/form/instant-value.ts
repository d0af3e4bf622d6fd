import { parseCivilDate } from '../../kernel/civil-date.ts';
import { fromRome } from '../../kernel/rome-time.ts';

/** What is wrong with the two fields an instant is typed in. */
export interface InstantFaults {
  readonly day?: string;
  readonly time?: string;
}

/** The instant of a day (`YYYY-MM-DD`) and a time of Rome (`23:59`, `23:59:00`) as typed; or what is wrong with either. */
export function instantTyped(day: string, time: string): { readonly at: Date } | { readonly faults: InstantFaults } {
  const date = parseCivilDate(day);
  const timed = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time);
  if (date !== undefined && timed) return { at: fromRome(`${date}T${time}`) };
  return {
    faults: {
      ...(date === undefined && { day: 'Scrivi un giorno che esiste.' }),
      ...(!timed && { time: 'Scrivi l’ora come 23:59 oppure 23:59:00.' }),
    },
  };
}
