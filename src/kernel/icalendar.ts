/** The bytes of an iCalendar file (RFC 5545): each line folded and ended as the format wants. */
export function icalendar(name: string, events: readonly (readonly string[])[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Polis//Istanze OnLine//IT',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${icalendarText(name)}`,
    'X-WR-TIMEZONE:Europe/Rome',
    ...events.flat(),
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
}

/** Form 2 of RFC 5545, 3.3.5: the instant in UTC, which every calendar shows in its own time. */
export function icalendarInstant(at: Date): string {
  return at.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}

/** RFC 5545, 3.3.11: backslash, semicolon, comma and new line are written with a backslash; other controls not at all. */
export function icalendarText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\p{Cc}/gu, (control) => (control === '\n' ? '\n' : ' '))
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll('\n', '\\n');
}

const LINE_OCTETS = 75;

/** RFC 5545, 3.1: no line longer than 75 octets; a longer one goes on after a blank, never in the middle of a letter. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const letter of line) {
    const size = octetsOf(letter);
    if (octets + size > LINE_OCTETS) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += letter;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

function octetsOf(letter: string): number {
  const point = letter.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
