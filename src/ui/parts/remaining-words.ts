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
