import type { CastWorld } from './cast-world.ts';
import type { HostileForm } from './hostile-form.ts';

/** The forms of who writes the procedures for the ministry. */
export function authoringForms(_world: CastWorld): HostileForm[] {
  const one = '/ministero/procedure/prova-2026';
  const form = (end: string, more: Partial<HostileForm> = {}): HostileForm => ({
    route: `POST /ministero/procedure/:procedure/${end}`,
    who: 'editor',
    page: `${one}/${end}`,
    good: 303,
    ...more,
  });
  return [
    form('copia', { page: `${one}`, action: `${one}/copia` }),
    form('file', { page: `${one}/file?nome=scoring.yaml`, fill: { text: 'id: prova-2026\n' }, long: ['text'] }),
    // An archive is asked for, and a text is none.
    form('carica', { good: 422 }),
    { route: 'POST /ministero/nuova', who: 'editor', page: '/ministero/nuova', good: 422 },
    form('prova/:section', { page: `${one}/prova/target`, good: 200 }),
    form('pubblicazione', { fill: { note: 'La domanda cambia come dice il nuovo atto.' } }),
    form('decisione', {
      page: `${one}/decisione`,
      action: `${one}/decisione`,
      fill: { request: '01900000-0000-7000-8000-000000000009', decision: 'publish' },
      fields: ['decision', 'reason'],
      // Nobody has asked for anything: it leads back, whatever is sent.
      good: 303,
    }),
    form('finestra', {
      fill: {
        'opens.day': '23',
        'opens.month': '2',
        'opens.year': '2026',
        opensTime: '09:00',
        'closes.day': '20',
        'closes.month': '3',
        'closes.year': '2026',
        closesTime: '23:59',
        reason: 'Proroga per interruzione del servizio',
        authority: 'Direzione generale',
        number: '12',
        'act.day': '9',
        'act.month': '3',
        'act.year': '2026',
      },
    }),
  ];
}
