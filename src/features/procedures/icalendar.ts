import { icalendar, icalendarInstant, icalendarText } from '../../kernel/icalendar.ts';
import { formatRome } from '../../kernel/rome-time.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { FAMILIES } from './catalogue-words.ts';
import type { TimedWindow } from './window.ts';

/**
 * The windows as an iCalendar feed (RFC 5545): one event per window, from opening to closing, with an alarm the day
 * before it closes. The same rows give the same bytes, so that a calendar that asks again sees only what changed.
 */
export function calendarFeed(title: string, entries: readonly CatalogueEntry[], publicUrl: string): string {
  return icalendar(
    title,
    entries.flatMap((entry) => entry.windows.map((window) => event(entry, window, publicUrl))),
  );
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
    `DTSTAMP:${icalendarInstant(changed)}`,
    `LAST-MODIFIED:${icalendarInstant(changed)}`,
    // Every act that moves the window and every publication makes the event newer than the one a calendar keeps.
    `SEQUENCE:${window.acts.length + publications - 1}`,
    `DTSTART:${icalendarInstant(window.opensAt)}`,
    `DTEND:${icalendarInstant(window.closesAt)}`,
    `SUMMARY:${icalendarText(name)}`,
    `DESCRIPTION:${icalendarText(descriptionOf(definition.summary, window))}`,
    `URL:${publicUrl}/procedure/${procedureId}`,
    ...(definition.family === undefined ? [] : [`CATEGORIES:${icalendarText(FAMILIES[definition.family].label)}`]),
    'CLASS:PUBLIC',
    'STATUS:CONFIRMED',
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${icalendarText(`Domani si chiude. ${name}`)}`,
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
