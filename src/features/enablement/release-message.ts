import { formatRome } from '../../kernel/rome-time.ts';
import type { Account } from '../accounts/index.ts';
import type { Seeker } from './state-lookup.ts';

/** To whoever opened an account with a fiscal code that somebody else has proved to be theirs. */
export function releasedLetter({ name, username }: Account, { office }: Seeker, now: Date) {
  return {
    subject: 'La tua utenza di Istanze OnLine è stata chiusa',
    paragraphs: [
      `Ciao ${name},`,
      `${office.name} ha chiuso l’utenza ${username} ${formatRome(now)}. Allo sportello si è presentata, con il suo documento, la persona a cui appartiene il codice fiscale con cui era registrata. L’utenza non era mai stata identificata.`,
      'Se avevi sbagliato a scrivere il codice fiscale, registrati di nuovo con il tuo.',
      'Se il codice fiscale è davvero il tuo, va’ subito in una scuola o in un ufficio con il documento e la tessera sanitaria, e scrivi all’assistenza: resta scritto chi ha deciso, quando e con quale documento.',
    ],
    link: { href: '/registrazione', label: 'Registrati' },
  };
}
