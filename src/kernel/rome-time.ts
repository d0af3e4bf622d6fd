import { type CivilDate, civilDate, MONTHS } from './civil-date.ts';

/** What a clock on a wall in Rome shows. */
export interface RomeClock {
  readonly date: CivilDate;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const WALL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/;
const WEEKDAYS = ['domenica', 'lunedì', 'martedì', 'mercoledì', 'giovedì', 'venerdì', 'sabato'];
const HOUR_MS = 3_600_000;

const romeFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Rome',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** What the wall clock in Rome shows at this instant, daylight saving time included. */
export function toRome(instant: Date): RomeClock {
  const part: Record<string, number> = {};
  for (const { type, value } of romeFormat.formatToParts(instant)) part[type] = Number(value);
  const date = civilDate(part['year'] ?? 0, part['month'] ?? 0, part['day'] ?? 0);
  if (date === undefined) throw new RangeError('instant outside the calendar');
  return { date, hour: part['hour'] ?? 0, minute: part['minute'] ?? 0, second: part['second'] ?? 0 };
}

/**
 * The instant at which a wall clock in Rome shows 'YYYY-MM-DDTHH:MM(:SS)'; without seconds, `:00`.
 * Where the clock shows it twice (October) the second time is meant, which never shortens a window;
 * where it never shows it (March) the instant the clock jumps. Throws RangeError on anything else.
 */
export function fromRome(wall: string): Date {
  const match = WALL.exec(wall);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (match ?? [])
    .slice(1)
    .map((n) => Number(n ?? 0));
  const date = civilDate(year, month, day);
  if (match === null || date === undefined || hour > 23 || minute > 59 || second > 59) {
    throw new RangeError(`not a date and time: ${wall}`);
  }
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  // Rome is one hour ahead of UTC in winter, two in summer.
  const winter = new Date(asUtc - HOUR_MS);
  if (wallMs(winter) === asUtc) return winter;
  const summer = new Date(asUtc - 2 * HOUR_MS);
  return wallMs(summer) === asUtc ? summer : jumpOf(winter);
}

/** The start of the hour that the wall clock skips into. */
function jumpOf(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / HOUR_MS) * HOUR_MS);
}

function wallMs(instant: Date): number {
  const { date, hour, minute, second } = toRome(instant);
  return Date.parse(`${date}T00:00:00Z`) + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** The civil day in Rome at this instant. */
export function romeDate(instant: Date): CivilDate {
  return toRome(instant).date;
}

/** "lunedì 16 marzo 2026, ore 23:59:59". */
export function formatRome(instant: Date): string {
  const { date, hour, minute, second } = toRome(instant);
  const time = [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
  return `${longDate(date)}, ore ${time}`;
}

/** "lunedì 16 marzo 2026". */
export function longDate(date: CivilDate): string {
  const [year, month, day] = date.split('-').map(Number);
  const weekday = WEEKDAYS[new Date(`${date}T12:00:00Z`).getUTCDay()];
  return `${weekday} ${day} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

/** How long is left, in words: "2 giorni e 3 ore", "4 minuti e 10 secondi"; seconds only in the last hour. */
export function remaining(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (days > 0) return inWords([days, 'giorno', 'giorni'], [hours, 'ora', 'ore']);
  if (hours > 0) return inWords([hours, 'ora', 'ore'], [minutes, 'minuto', 'minuti']);
  return inWords([minutes, 'minuto', 'minuti'], [seconds % 60, 'secondo', 'secondi']);
}

type Amount = readonly [count: number, one: string, many: string];

function inWords(...amounts: readonly Amount[]): string {
  const said = amounts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  return said.length === 0 ? 'meno di un secondo' : said.join(' e ');
}
