const zone = 'Europe/Rome';
const dayFormat = new Intl.DateTimeFormat('it-IT', {
  timeZone: zone,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const timeFormat = new Intl.DateTimeFormat('it-IT', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** "lunedì 16 marzo 2026, ore 23:59:59", by the wall clock of Rome. */
export function instantWords(at: Date, dateOnly = false): string {
  const day = dayFormat.format(at).replace(' 1 ', ' 1º ');
  return dateOnly ? day : `${day}, ore ${timeFormat.format(at)}`;
}

/** "14:03:12" in Rome, as the save strip says it. */
export function clockWords(at: Date): string {
  return timeFormat.format(at);
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The time left: days, then hours and minutes, and seconds only in the last hour. Never rounded up. */
export function remainingWords(milliseconds: number): string {
  if (milliseconds <= 0) return 'tempo scaduto';
  if (milliseconds >= 2 * day) return left(count(milliseconds / day, 'giorno', 'giorni'), milliseconds / day);
  if (milliseconds >= hour) {
    const hours = count(milliseconds / hour, 'ora', 'ore');
    return left(`${hours} e ${count((milliseconds % hour) / minute, 'minuto', 'minuti')}`, milliseconds / hour);
  }
  const minutes = count(milliseconds / minute, 'minuto', 'minuti');
  const seconds = count((milliseconds % minute) / second, 'secondo', 'secondi');
  return milliseconds < minute ? left(seconds, milliseconds / second) : left(`${minutes} e ${seconds}`, 2);
}

function count(amount: number, one: string, many: string): string {
  const whole = Math.floor(amount);
  return `${whole} ${whole === 1 ? one : many}`;
}

function left(words: string, amount: number): string {
  return `${Math.floor(amount) === 1 ? 'manca' : 'mancano'} ${words}`;
}
