import type { Fields } from './caller.ts';
import { type Name, SCHOOL_X } from './cast-people.ts';
import type { CastWorld } from './cast-world.ts';
import type { HostileForm } from './hostile-form.ts';

/** The forms of the desks: who is identified, who is helped, whose enablement ends. */
export function deskForms({ people, belongings }: CastWorld): HostileForm[] {
  const form = (who: Name, path: string, fill: Fields = {}): HostileForm => ({
    route: `POST ${path}`,
    who,
    page: path,
    fill,
    good: 303,
  });
  const request = `/sportello/richieste/${people.waitingOne.requestId}`;
  return [
    form('clerkX', '/sportello', { fiscalCode: people.waitingOne.account.fiscalCode }),
    form('clerkX', '/sportello/stato', {
      fiscalCode: people.waitingOne.account.fiscalCode,
      reason: 'other',
      note: 'Non trova la mail.',
      present: 'true',
    }),
    {
      route: 'POST /sportello/richieste/:id/delegato',
      who: 'clerkX',
      action: `${request}/delegato`,
      // No procedure of this portal allows it: whatever is sent is refused with words.
      fill: { surname: 'Verdi' },
      good: 422,
    },
    form('clerkX', '/lavoro', { body: SCHOOL_X.body }),
    {
      route: 'POST /sportello/stato/:id/indirizzo',
      who: 'clerkX',
      page: `/sportello/stato/${belongings.lookups.clerkX}`,
      action: `/sportello/stato/${belongings.lookups.clerkX}/indirizzo`,
      fill: { email: 'nuova@posta.example', emailAgain: 'nuova@posta.example' },
      fields: ['email', 'emailAgain'],
      good: 303,
    },
    {
      route: 'POST /sportello/stato/:id/revoca',
      who: 'clerkX',
      page: `/sportello/stato/${belongings.lookups.clerkX}`,
      action: `/sportello/stato/${belongings.lookups.clerkX}/revoca`,
      fill: { reason: 'asked', documentKind: 'passport', documentNumber: 'YA1234567', note: 'Lo chiede qui.' },
      fields: ['reason', 'documentKind', 'documentNumber', 'note'],
      good: 303,
    },
    {
      route: 'POST /sportello/stato/:id/liberazione',
      who: 'clerkX',
      action: `/sportello/stato/${belongings.lookups.clerkX}/liberazione`,
      fill: { releaseDocumentKind: 'passport', releaseDocumentNumber: 'YA1234567', theirs: 'true' },
      good: 303,
    },
    form('officerA', '/ufficio/revoche', { fiscalCode: people.anna.account.fiscalCode }),
    {
      route: 'POST /ufficio/revoche/:id',
      who: 'officerA',
      page: `/ufficio/revoche/${belongings.lookups.officerA}`,
      fill: { reason: 'other', act: 'prot. 7 del 2 marzo 2026', note: 'Segnalazione della scuola.' },
      good: 303,
    },
    ...[
      { decision: 'confirm', checks: ['person', 'document', 'fiscal-code', 'form'] },
      { decision: 'refuse', reason: 'other', note: 'La fotografia non è riconoscibile.' },
    ].map(
      (fill): HostileForm => ({
        route: 'POST /sportello/richieste/:id',
        who: 'clerkX',
        page: request,
        fields: Object.keys(fill),
        fill,
        good: 303,
      }),
    ),
  ];
}
