/** The request and the undertakings printed on the adhesion form: what is signed in front of the clerk. */
export const ADHESION_REQUEST =
  'Chiedo di essere abilitato al servizio Istanze OnLine, per presentare domande all’amministrazione scolastica per via telematica.';

export const ADHESION_STATEMENTS: readonly string[] = [
  'I dati scritti in questo modulo sono veri. So che chi dichiara il falso ne risponde secondo gli articoli 75 e 76 del DPR 28 dicembre 2000, n. 445.',
  'Ho letto e accetto le condizioni d’uso del servizio. Le domande che inoltro con il mio codice personale valgono come firmate da me (articolo 65 del decreto legislativo 7 marzo 2005, n. 82).',
  'Custodisco il codice personale e non lo comunico a nessuno. Rispondo delle domande inoltrate con il mio codice, fino a quando non ne chiedo la revoca.',
  'Se perdo il codice, o temo che altri lo conoscano, ne chiedo subito la revoca o lo cambio.',
  'Comunico le variazioni dei miei dati e dei miei recapiti.',
];

export const ADHESION_PRIVACY =
  'Ho letto l’informativa sul trattamento dei dati personali (articolo 13 del regolamento UE 2016/679). L’amministrazione conserva questo modulo e la registrazione dell’identificazione per 20 anni; posso averne copia quando voglio, senza spese.';
