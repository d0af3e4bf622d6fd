import { icalendar, icalendarInstant, icalendarText } from '../../kernel/icalendar.ts';
import type { Participation } from './participation.ts';

/** A trial has a beginning; how long it takes nobody says beforehand. */
const HOURS = 3;

/** Somebody's convocations as an iCalendar file, with a reminder the day before. */
export function convocationCalendar(all: readonly Participation[], publicUrl: string): string {
  return icalendar(
    'Prove del concorso',
    all.filter(({ gone }) => !gone).flatMap((own) => eventsOf(own, publicUrl)),
  );
}

function eventsOf({ id, contest, convocations, applicationId }: Participation, publicUrl: string) {
  return contest.trials.flatMap((trial) => {
    const called = convocations.get(trial.id);
    if (called === undefined) return [];
    const { startsAt, place, address, room, seat } = called;
    const where = [place, address, room && `aula ${room}`, seat && `posto ${seat}`].filter((part) => part !== '');
    return [
      [
        'BEGIN:VEVENT',
        `UID:${id}/${trial.id}@istanze-online.polis`,
        `DTSTAMP:${icalendarInstant(contest.formedAt)}`,
        `DTSTART:${icalendarInstant(startsAt)}`,
        `DTEND:${icalendarInstant(new Date(startsAt.getTime() + HOURS * 3_600_000))}`,
        `SUMMARY:${icalendarText(`${trial.title} – ${contest.title}`)}`,
        `LOCATION:${icalendarText(where.join(', '))}`,
        `DESCRIPTION:${icalendarText(['Porta con te:', ...trial.bring.map((one) => `- ${one}`)].join('\n'))}`,
        `URL:${publicUrl}/istanze/${applicationId}/prove`,
        'CLASS:PRIVATE',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        `DESCRIPTION:${icalendarText(`Domani: ${trial.title}`)}`,
        'TRIGGER:-P1D',
        'END:VALARM',
        'END:VEVENT',
      ],
    ];
  });
}
