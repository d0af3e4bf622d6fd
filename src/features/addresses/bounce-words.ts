import type { Bounce } from '../../platform/mail/index.ts';

/** Why mail comes back, in words that tell what to do. */
export const BOUNCE_WORDS: Readonly<Record<Bounce['reason'], string>> = {
  'no-such-box': 'il server di posta dice che la casella non esiste. Forse è stata chiusa o l’indirizzo è sbagliato.',
  full: 'la casella è piena. Cancella qualche messaggio, poi fai il controllo.',
  refused: 'il server di posta non le accetta.',
};
