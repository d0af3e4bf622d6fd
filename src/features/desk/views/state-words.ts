import type { StateShown } from '../../enablement/index.ts';

/** Where somebody stands, and what they have to do now: the clerk can read it aloud. */
export const STATE_WORDS: Readonly<Record<StateShown['state'], { readonly word: string; readonly next: string }>> = {
  none: {
    word: 'Non ha ancora chiesto l’abilitazione',
    next: 'Deve entrare in Istanze OnLine e compilare i suoi dati. Con SPID o CIE non serve lo sportello.',
  },
  requested: {
    word: 'Ha fatto la richiesta e deve scrivere il codice temporaneo',
    next: 'Il codice è nella mail. Se non arriva, dalla stessa pagina se ne fa mandare un altro; se l’indirizzo è sbagliato, correggilo qui sotto.',
  },
  'code-confirmed': {
    word: 'Aspetta l’identificazione',
    next: 'Puoi identificarla ora: torna allo sportello e cerca il suo codice fiscale.',
  },
  identified: {
    word: 'È identificata: deve scegliere il codice personale',
    next: 'Deve entrare e sostituire il codice temporaneo. Se l’ha perso, dalla stessa pagina se ne fa mandare un altro.',
  },
  active: {
    word: 'È abilitata',
    next: 'Può presentare le domande. Se ha dimenticato il codice personale, nel suo profilo sceglie «Ho dimenticato il codice personale».',
  },
  revoked: {
    word: 'L’abilitazione è revocata',
    next: 'Può chiederla di nuovo con la stessa utenza: il suo archivio è rimasto.',
  },
};

export const CODE_WORDS: Readonly<Record<NonNullable<StateShown['code']>, string>> = {
  paused: 'Il codice è fermo per 15 minuti, dopo cinque errori: deve solo aspettare.',
  suspended: 'Il codice è sospeso dopo dieci errori: lo recupera dal suo profilo, in pochi minuti.',
  expired: 'Il codice temporaneo è scaduto: se ne fa mandare un altro dalla pagina in cui lo scrive.',
};
