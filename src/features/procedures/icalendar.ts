import { formatRome } from '../../kernel/rome-time.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { FAMILIES } from './catalogue-words.ts';
import type { TimedWindow } from './window.ts';

/**
 * The windows as an iCalendar feed (RFC 5545): one event per window, from opening to closing, with an alarm the day
 * before it closes. The same rows give the same bytes, so that a calendar that asks again sees only what changed.
 */
export function calendarFeed(title: string, entries: readonly CatalogueEntry[], publicUrl: string): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Polis//Istanze OnLine//IT',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(title)}`,
    'X-WR-TIMEZONE:Europe/Rome',
    ...entries.flatMap((entry) => entry.windows.flatMap((window) => event(entry, window, publicUrl))),
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
}

function event({ release, publications }: CatalogueEntry, window: TimedWindow, publicUrl: string): string[] {
  const { definition, procedureId, publishedAt } = release;
  const [act] = window.acts;
  const changed = act === undefined || act.decidedAt < publishedAt ? publishedAt : act.decidedAt;
  const name = `${definition.title}: ${window.title}`;
  return [
    'BEGIN:VEVENT',
    // RFC 7986, 5.3: no host in it, so that the portal may change its name and the event stays itself.
    `UID:${procedureId}/${window.id}@istanze-online.polis`,
    `DTSTAMP:${utc(changed)}`,
    `LAST-MODIFIED:${utc(changed)}`,
    // Every act that moves the window and every publication makes the event newer than the one a calendar keeps.
    `SEQUENCE:${window.acts.length + publications - 1}`,
    `DTSTART:${utc(window.opensAt)}`,
    `DTEND:${utc(window.closesAt)}`,
    `SUMMARY:${escaped(name)}`,
    `DESCRIPTION:${escaped(descriptionOf(definition.summary, window))}`,
    `URL:${publicUrl}/procedure/${procedureId}`,
    ...(definition.family === undefined ? [] : [`CATEGORIES:${escaped(FAMILIES[definition.family].label)}`]),
    'CLASS:PUBLIC',
    'STATUS:CONFIRMED',
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(`Domani si chiude. ${name}`)}`,
    'TRIGGER;RELATED=END:-P1D',
    'END:VALARM',
    'END:VEVENT',
  ];
}

function descriptionOf(summary: string, { closesAt, acts: [act], note, uncertain }: TimedWindow): string {
  return [
    summary,
    `Si inoltra fino a prima di ${formatRome(closesAt)} (ora di Roma).`,
    ...(act === undefined ? [] : [`Termini spostati: ${act.reason}`]),
    ...(note === undefined ? [] : [note]),
    ...(uncertain === undefined ? [] : [`Da verificare con l’atto: ${uncertain.why}.`]),
  ].join('\n');
}

/** Form 2 of RFC 5545, 3.3.5: the instant in UTC, which every calendar shows in its own time. */
function utc(at: Date): string {
  return at.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}

/** RFC 5545, 3.3.11: backslash, semicolon, comma and new line are written with a backslash; other controls not at all. */
function escaped(text: string): string {
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
