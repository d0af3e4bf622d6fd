/** What became of an entry that led nowhere, in the words of identity.md C5. */
export interface TroubleWords {
  readonly title: string;
  readonly what: string;
  readonly next: string;
}

type Trouble =
  | 'unsolicited'
  | 'refused'
  | 'generic'
  | 'conflict'
  | 'too-little'
  | 'other-person'
  | 'card-unusable'
  | 19
  | 20
  | 21
  | 22
  | 23
  | 25
  | 30;

export type { Trouble };

const SAFE = 'Non abbiamo cambiato niente: quello che avevi salvato è al suo posto.';

/** Every way an entry can end without anybody inside; each says what happened and what to do. */
export const TROUBLES: Readonly<Record<Trouble, TroubleWords>> = {
  19: {
    title: 'Accesso non riuscito',
    what: 'Accesso non riuscito: credenziali SPID errate più volte. Verificale con il tuo gestore e riprova.',
    next: SAFE,
  },
  20: {
    title: 'Serve un livello SPID più alto',
    what: 'Per questo servizio servono credenziali SPID di livello superiore: richiedile al tuo gestore.',
    next: SAFE,
  },
  21: {
    title: 'Tempo scaduto',
    what: 'Tempo scaduto: l’accesso va completato entro un tempo limitato. Riprova.',
    next: SAFE,
  },
  22: {
    title: 'Consenso negato',
    what: 'Hai negato il consenso all’invio dei dati: senza consenso non possiamo farti entrare.',
    next: 'Ti chiediamo solo i dati che servono per riconoscerti. Se cambi idea, riprova.',
  },
  23: {
    title: 'Identità sospesa, revocata o bloccata',
    what: 'La tua identità digitale è sospesa, revocata o bloccata: contatta il gestore.',
    next: SAFE,
  },
  25: {
    title: 'Accesso annullato',
    what: 'Hai annullato l’accesso con SPID.',
    next: 'Puoi riprovare quando vuoi.',
  },
  30: {
    title: 'Serve un’identità da persona fisica',
    what: 'Usa una identità SPID da persona fisica.',
    next: 'Quella che hai usato è per uso professionale o di una società.',
  },
  generic: {
    title: 'Accesso non riuscito',
    what: 'Il gestore non ha potuto completare l’accesso per un problema tecnico nostro o suo.',
    next: 'Abbiamo avvisato chi segue il servizio. Riprova tra qualche minuto, o entra in un altro modo.',
  },
  refused: {
    title: 'Accesso non riuscito',
    what: 'La risposta del gestore non è quella che aspettavamo, e per sicurezza non l’abbiamo accettata.',
    next: `${SAFE} Riprova; se succede ancora, scrivi all’assistenza.`,
  },
  unsolicited: {
    title: 'Accesso scaduto o già usato',
    what: 'Questa risposta non corrisponde a un accesso iniziato da poco in questo browser.',
    next: 'Succede se torni indietro, se ricarichi la pagina o se hai aspettato troppo. Ricomincia da «Accedi».',
  },
  conflict: {
    title: 'Il codice fiscale è diverso',
    what: 'L’identità che hai usato ha un codice fiscale diverso da quello dell’utenza a cui è collegata. Per sicurezza non uniamo mai due persone.',
    next: 'Se il tuo codice fiscale è cambiato, porta il nuovo tesserino in una scuola o in un ufficio scolastico: l’operatore verifica chi sei. Se l’identità è di un’altra persona, esci e usa la tua.',
  },
  'too-little': {
    title: 'Mancano dei dati',
    what: 'Il gestore non ci ha dato abbastanza dati per aprire la tua utenza.',
    next: 'Se hai già un’utenza, entra come fai di solito e collega questa identità da «Profilo». Altrimenti usa SPID o CIE con il codice fiscale italiano.',
  },
  'card-unusable': {
    title: 'La carta non si può usare',
    what: 'La carta è scaduta, o non dice il nome di chi la porta.',
    next: 'Controlla la data scritta sulla carta e riprova, oppure entra in un altro modo.',
  },
  'other-person': {
    title: 'È l’identità di un’altra persona',
    what: 'Per confermare devi usare una identità della stessa persona che è entrata.',
    next: SAFE,
  },
};

/** CIE has words of its own where those of SPID name SPID. */
export function wordsFor(trouble: Trouble, method: string): TroubleWords {
  const words = TROUBLES[trouble];
  if (method !== 'cie') return words;
  const named = (text: string) => text.replaceAll('SPID', 'CIE');
  if (trouble === 23) {
    return { ...words, what: 'La tua carta è scaduta, revocata o bloccata: rivolgiti al tuo Comune.' };
  }
  return { title: named(words.title), what: named(words.what), next: words.next };
}

/** The page for a code of SPID: its own words where the person can do something, the courtesy page else. */
export function troubleOf(code: number | undefined): Trouble {
  const own = [19, 20, 21, 22, 23, 25, 30] as const;
  return own.find((one) => one === code) ?? 'generic';
}
