/** What is shown to somebody who could not come in: what happened, and what to do. */
export interface RefusalWords {
  readonly title: string;
  readonly happened: string;
  readonly todo: string;
  /** Nothing is wrong with the person or the card: whoever runs the portal must look. */
  readonly ours?: true;
}

/** Codes of the user's anomalies, as the CIE provider writes them in `error_description` ("ErrorCode nr25"). */
const ANOMALIES: Readonly<Record<string, RefusalWords>> = {
  '19': {
    title: 'Accesso con CIE non riuscito',
    happened: 'Hai sbagliato più volte le credenziali della CIE.',
    todo: 'Controlla il PIN o la password e riprova. Se il PIN è bloccato, sbloccalo con il PUK.',
  },
  '20': {
    title: 'Serve un livello superiore',
    happened: 'Per questo servizio serve un’identità CIE di livello superiore.',
    todo: 'Riprova e scegli l’accesso con l’app CieID o con la carta.',
  },
  '21': {
    title: 'Tempo scaduto',
    happened: 'L’accesso con CIE va completato entro pochi minuti.',
    todo: 'Riprova: non hai perso niente.',
  },
  '22': {
    title: 'Consenso negato',
    happened: 'Non hai dato il consenso all’invio dei tuoi dati.',
    todo: 'Senza nome, data di nascita e codice fiscale non possiamo farti entrare. Se vuoi entrare, riprova e dai il consenso.',
  },
  '23': {
    title: 'CIE non utilizzabile',
    happened: 'La tua carta, o la tua identità CIE, è scaduta, sospesa o revocata.',
    todo: 'Rivolgiti al tuo Comune o all’assistenza CIE. Intanto puoi entrare in un altro modo.',
  },
  '25': {
    title: 'Accesso annullato',
    happened: 'Hai annullato l’accesso con CIE.',
    todo: 'Se vuoi entrare, riprova.',
  },
};

const ERRORS: Readonly<Record<string, RefusalWords | undefined>> = {
  access_denied: ANOMALIES['25'],
  consent_required: ANOMALIES['22'],
  temporarily_unavailable: {
    title: 'CIE non risponde',
    happened: 'Il servizio CIE in questo momento non è disponibile.',
    todo: 'Riprova tra qualche minuto, o entra in un altro modo.',
  },
};

const OURS: RefusalWords = {
  title: 'Accesso con CIE non riuscito',
  happened: 'Il servizio CIE ha rifiutato la nostra richiesta. Non dipende da te.',
  todo: 'Riprova tra qualche minuto, o entra in un altro modo.',
  ours: true,
};

/** The words for a refusal by the provider: by the anomaly it names, or else by its kind. */
export function wordsForRefusal(error: string, description: string): RefusalWords {
  const anomaly = /ErrorCode nr(\d\d)\b/.exec(description)?.[1];
  return (anomaly && ANOMALIES[anomaly]) || ERRORS[error] || OURS;
}

/** The answer does not belong to a sign-in of this browser, or came too late, or came twice. */
export const NOT_THIS_SIGN_IN: RefusalWords = {
  title: 'Questo accesso non vale più',
  happened: 'L’accesso con CIE era già concluso, è durato troppo, o era cominciato in un altro browser.',
  todo: 'Ricomincia da qui: serve un minuto.',
};

/** What came from the provider did not hold: it is never said to the person why. */
export const NOT_BELIEVED: RefusalWords = {
  title: 'Accesso con CIE non riuscito',
  happened: 'La risposta del servizio CIE non era valida, e per sicurezza non l’abbiamo accettata.',
  todo: 'Riprova. Se succede ancora, entra in un altro modo e segnalalo all’assistenza.',
  ours: true,
};

export const UNREACHABLE: RefusalWords = {
  title: 'CIE non risponde',
  happened: 'In questo momento non riusciamo a collegarci al servizio CIE.',
  todo: 'Riprova tra qualche minuto, o entra in un altro modo. Non hai perso niente.',
  ours: true,
};
