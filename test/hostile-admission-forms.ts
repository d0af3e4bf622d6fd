import type { CastWorld } from './cast-world.ts';
import { ENROLMENT } from './enrolments.ts';
import type { HostileForm } from './hostile-form.ts';

/** The forms with which the ministry works out admissions and publishes them. */
export function admissionForms({ belongings }: CastWorld): HostileForm[] {
  const one = `/ministero/ammissioni/${ENROLMENT}`;
  const run = `${one}/calcoli/${belongings.admissions.run}`;
  const form = (end: string, more: Partial<HostileForm>): HostileForm => ({
    route: `POST /ministero/ammissioni/:procedure${end}`,
    who: 'editor',
    good: 303,
    ...more,
  });
  const school = `/ufficio/criteri/${ENROLMENT}`;
  // The office is no school: it is told so, whatever it sends.
  const criteria = (end: string): HostileForm => ({
    ...{ route: `POST /ufficio/criteri/:procedure${end}`, who: 'officerA', action: `${school}${end}` },
    ...{ fill: { text: 'procedure: iscrizioni-2026\n' }, long: ['text'], good: 200 },
  });
  return [
    criteria(''),
    criteria('/pubblicazione'),
    // Families still file: it leads back, and says so.
    form('', { action: one }),
    // There is one already, and it does not change.
    form('/seme', { action: `${one}/seme`, fill: { seed: 'Lotto del 17 febbraio, 12 45 7' } }),
    // It has been asked for already.
    form('/calcoli/:run/pubblicazione', {
      action: `${run}/pubblicazione`,
      fill: { digest: '0'.repeat(64), note: 'Verbale del sorteggio n. 2.' },
    }),
    form('/calcoli/:run/decisione', { page: `${run}/decisione`, fill: { decision: 'publish' } }),
  ];
}
