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
