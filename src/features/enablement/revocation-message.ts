import { formatRome } from '../../kernel/rome-time.ts';
import type { CodeMessage } from './code-messages.ts';
import { type Revoker, revocationLabel } from './revocation.ts';

const KEPT = 'Le domande già inoltrate restano valide, e il tuo archivio resta lì con le ricevute.';
const AGAIN = 'Quando vuoi puoi chiedere di nuovo l’abilitazione, con la stessa utenza.';

/** What the person is told when the enablement ends, by whoever's hand. */
export function revokedMessage(id: string, revoker: Revoker, now: Date): CodeMessage {
  return {
    kind: 'enablement.revoked',
    subject: 'La tua abilitazione è revocata',
    paragraphs: [...why(revoker, now), 'Il codice personale non vale più.', KEPT, AGAIN, ...notYou(revoker)],
    link: { href: '/profilo', label: 'Vai al tuo profilo' },
    key: `enablement-revoked-${id}`,
  };
}

function why(revoker: Revoker, now: Date): string[] {
  switch (revoker.by) {
    case 'self':
      return [`Hai revocato l’abilitazione al servizio ${formatRome(now)}.`];
    case 'inactivity':
      return [
        `L’abilitazione al servizio è revocata ${formatRome(now)}, perché non entri da più di 15 mesi. Te l’avevamo scritto nei due mesi passati.`,
      ];
    case 'office':
      return [
        `${revoker.actor.name} (${revoker.office.name}) ha revocato la tua abilitazione al servizio ${formatRome(now)}.`,
        `Motivo: ${revocationLabel(revoker.reason)}.${revoker.act === '' ? '' : ` Atto: ${revoker.act}.`}`,
        ...(revoker.note === '' ? [] : [`È stato scritto: «${revoker.note}»`]),
      ];
  }
}

function notYou(revoker: Revoker): string[] {
  if (revoker.by === 'inactivity') return [];
  return [
    revoker.by === 'self'
      ? 'Se non sei stato tu, scollega subito gli altri dispositivi dal tuo profilo, cambia le credenziali con cui entri e scrivi all’assistenza.'
      : 'Se pensi che sia un errore, scrivi a quell’ufficio o all’assistenza.',
  ];
}
