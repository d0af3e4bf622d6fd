import { formatRome } from '../../kernel/rome-time.ts';
import { daysUntil } from './password-expiry.ts';

/** What a mail of this feature says, before it is laid out. Links are paths of the portal. */
export interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link?: { readonly href: string; readonly label: string };
}

/** Said on the pages too, so that people know what to look for. */
export const RECOVERY_SUBJECTS = { password: 'Scegli una nuova password', username: 'Il tuo nome utente' } as const;
export const CONFIRM_SUBJECT = 'Conferma il tuo indirizzo e-mail';
export const WELCOME_SUBJECT = 'Le tue credenziali per Istanze OnLine';

const NOT_YOU =
  'Se non sei stato tu, non devi fare nulla: senza questo collegamento nessuno può usare il tuo indirizzo.';

export function confirmAddressLetter(name: string, token: string, expiresAt: Date): Letter {
  return {
    subject: CONFIRM_SUBJECT,
    paragraphs: [
      `Ciao ${name},`,
      'hai chiesto di registrarti a Istanze OnLine. Per finire apri il collegamento qui sotto e premi «Conferma l’indirizzo».',
      `Il collegamento vale fino a ${formatRome(expiresAt)}. Dopo, rifai la registrazione.`,
      'Subito dopo ti mandiamo un’altra e-mail con il nome utente e una password temporanea.',
      NOT_YOU,
    ],
    link: { href: `/registrazione/conferma/${token}`, label: 'Conferma l’indirizzo' },
  };
}

export function alreadyRegisteredLetter(name: string): Letter {
  return {
    subject: 'Qualcuno ha provato a registrarsi con il tuo codice fiscale',
    paragraphs: [
      `Ciao ${name},`,
      'qualcuno ha provato a registrarsi a Istanze OnLine con il tuo codice fiscale. Tu hai già un’utenza, quindi non abbiamo cambiato niente.',
      'Se sei stato tu, accedi con le credenziali che hai già. Se le hai dimenticate, dalla pagina di accesso puoi recuperare il nome utente o la password.',
      'Se non sei stato tu, non devi fare nulla: la tua utenza è al sicuro.',
      'Se il codice fiscale con cui ti sei registrato non è il tuo, registrati di nuovo con quello giusto: chi ne è il titolare può farlo liberare da uno sportello.',
    ],
    link: { href: '/accesso', label: 'Vai alla pagina di accesso' },
  };
}

export function welcomeLetter(name: string, username: string, password: string, expiresAt: Date): Letter {
  return {
    subject: WELCOME_SUBJECT,
    paragraphs: [
      `Ciao ${name},`,
      'il tuo indirizzo è confermato e la tua utenza è pronta.',
      `Nome utente: ${username}`,
      `Password temporanea: ${password}`,
      `La password temporanea vale fino a ${formatRome(expiresAt)}. Al primo accesso ti chiediamo di sceglierne una tua.`,
      'Se scade prima del primo accesso non perdi nulla: dalla pagina di accesso scegli «Ho dimenticato la password».',
    ],
    link: { href: '/accesso', label: 'Accedi' },
  };
}

export function recoveryLetter(name: string, token: string, minutes: number): Letter {
  return {
    subject: RECOVERY_SUBJECTS.password,
    paragraphs: [
      `Ciao ${name},`,
      'hai chiesto di cambiare la password di Istanze OnLine. Apri il collegamento qui sotto e scegline una nuova.',
      `Il collegamento vale ${minutes} minuti e una volta sola. L’abbiamo mandato a tutti i tuoi indirizzi, ognuno con il suo: quando ne usi uno, gli altri non valgono più.`,
      'Se non sei stato tu, non devi fare nulla: la tua password resta quella di prima.',
    ],
    link: { href: `/accesso/recupero/${token}`, label: 'Scegli una nuova password' },
  };
}

export function usernameLetter(name: string, username: string): Letter {
  return {
    subject: RECOVERY_SUBJECTS.username,
    paragraphs: [
      `Ciao ${name},`,
      'hai chiesto di ricordarti il nome utente di Istanze OnLine.',
      `Nome utente: ${username}`,
      'Puoi accedere anche scrivendo il tuo codice fiscale al posto del nome utente. Se non sei stato tu a chiederlo, non devi fare nulla.',
    ],
    link: { href: '/accesso', label: 'Accedi' },
  };
}

export function passwordChangedLetter(now: Date): Letter {
  return {
    subject: 'La tua password è cambiata',
    paragraphs: [
      `La password della tua utenza è stata cambiata ${formatRome(now)}.`,
      'Gli altri dispositivi collegati sono stati scollegati.',
      'Se non sei stato tu, recupera subito la password dalla pagina di accesso e scrivi all’assistenza.',
    ],
    link: { href: '/accesso/recupero', label: 'Recupera la password' },
  };
}

export function passwordEndsLetter(name: string, end: Date, now: Date): Letter {
  const days = daysUntil(end, now);
  return {
    subject: `La tua password scade tra ${days === 1 ? '1 giorno' : `${days} giorni`}`,
    paragraphs: [
      `Ciao ${name},`,
      `la password con cui entri in Istanze OnLine vale fino a ${formatRome(end)}.`,
      'Puoi cambiarla quando vuoi dal tuo profilo. Se non lo fai, al primo accesso dopo quella data ti chiediamo di sceglierne una nuova.',
      'Non perdi niente: l’utenza, le bozze e le domande restano al loro posto. E nelle ultime 24 ore prima di un termine, se hai una bozza, non ti chiediamo di cambiarla.',
    ],
    link: { href: '/profilo/password', label: 'Cambia la password' },
  };
}

/** An entry from a browser its owner has not used before; `failures` wrong passwords came just before it. */
export function newDeviceLetter(browser: string, network: string, failures: number, now: Date): Letter {
  const tried = failures > 0 ? [`Prima di questo accesso la password è stata sbagliata ${failures} volte.`] : [];
  return {
    subject: 'Accesso da un nuovo dispositivo',
    paragraphs: [
      `Qualcuno è entrato nella tua utenza da un dispositivo che non avevi mai usato: ${formatRome(now)}.`,
      `Dispositivo: ${browser}. Rete: ${network}.`,
      ...tried,
      'Se sei stato tu, va tutto bene. Se non sei stato tu, scollegalo subito dalla pagina qui sotto, poi cambia le credenziali con cui entri.',
    ],
    link: { href: '/profilo/dispositivi', label: 'Guarda dove è aperta la tua utenza' },
  };
}

/** `recovers`: a new password may be had by mail. */
export function stoppedLetter(recovers: boolean, now: Date): Letter {
  const wayOut = recovers
    ? 'Per entrare da un dispositivo nuovo scegli una nuova password con il collegamento qui sotto: te lo mandiamo per e-mail, e il blocco finisce subito.'
    : 'Per entrare da un dispositivo nuovo scrivi a chi gestisce le utenze del tuo ufficio.';
  return {
    subject: 'Abbiamo fermato dei tentativi di entrare nella tua utenza',
    paragraphs: [
      `Qualcuno ha provato cento volte a entrare con il tuo nome e una password sbagliata: ${formatRome(now)}. Nessuno è entrato.`,
      'Da ora, da un dispositivo che non hai mai usato non si entra più con la password. Dai dispositivi da cui sei già entrato puoi accedere come sempre.',
      wayOut,
    ],
    link: recovers
      ? { href: '/accesso/recupero', label: 'Scegli una nuova password' }
      : { href: '/assistenza', label: 'Chiedi assistenza' },
  };
}

export function staffLetter(name: string, roleName: string, bodyName: string): Letter {
  return {
    subject: 'Il tuo incarico in Istanze OnLine',
    paragraphs: [
      `Ciao ${name},`,
      `l’amministrazione ti ha dato l’incarico di ${roleName} presso ${bodyName}.`,
      'Per entrare servono il nome utente, la password e un codice di sei cifre che cambia ogni 30 secondi. Al primo accesso ti mostriamo come ottenerlo con un’applicazione sul telefono.',
      'Se non te lo aspettavi, rispondi a chi gestisce le utenze del tuo ufficio.',
    ],
    link: { href: '/accesso', label: 'Accedi' },
  };
}
