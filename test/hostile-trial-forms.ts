import type { CastWorld } from './cast-world.ts';
import type { HostileForm } from './hostile-form.ts';

/** The forms of an office that runs the trials of a competition. */
export function trialForms({ belongings }: CastWorld): HostileForm[] {
  const { contest, import: waiting } = belongings.contests.officerA;
  const here = `/ufficio/prove/${contest}`;
  const form = (end: string, more: Partial<HostileForm> = {}): HostileForm => ({
    route: `POST /ufficio/prove/:contest/${end}`,
    who: 'officerA',
    page: here,
    good: 303,
    ...more,
  });
  return [
    // The time for filing is not over: it leads back, and says so.
    {
      ...{ route: 'POST /ufficio/prove', who: 'officerA', page: '/ufficio/prove', action: '/ufficio/prove' },
      ...{ fill: { procedure: 'prova-2026' }, good: 303 },
    },
    form('posti', { fill: { posts: '4', reason: 'Rettifica del bando, decreto n. 12.' } }),
    form('candidati', { good: 200 }),
    // A file is asked for, and a text is none.
    form('convocazioni/:trial', { page: `${here}/convocazioni/written`, good: 422 }),
    form('risultati/:trial', { page: `${here}/risultati/written`, good: 422 }),
    form('elaborati/:trial', { page: `${here}/elaborati/written`, good: 422 }),
    {
      route: 'POST /istanze/:application/prove/elaborato',
      who: 'anna',
      page: `/istanze/${belongings.anna.application}/prove`,
      action: `/istanze/${belongings.anna.application}/prove/elaborato`,
      good: 200,
    },
    form('importazioni/:import', {
      page: `${here}/importazioni/${waiting}`,
      fill: { reason: 'Un foglio era stato contato male.' },
    }),
    form('pubblicazione/:trial', {
      page: `${here}/pubblicazione/practical`,
      fill: { note: 'Verbale della commissione n. 5.' },
    }),
    form('annullamento/:trial', {
      page: `${here}/pubblicazione/merito`,
      fill: { recall: 'Il decreto va corretto prima.' },
    }),
    form('decisione/:trial', { page: `${here}/decisione/written`, fill: { decision: 'publish' } }),
  ];
}
