import { formatRome } from '../../kernel/rome-time.ts';

/** What a message of this feature says. Links are paths of the portal. */
export interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link: { readonly href: string; readonly label: string };
}

const LOOK = { href: '/profilo/secondo-fattore', label: 'Guarda la verifica in due passaggi' };
const NOT_YOU =
  'Se non sei stato tu, scollega subito gli altri dispositivi dal tuo profilo, cambia le credenziali con cui entri e scrivi all’assistenza.';
const OTHERS_OUT = 'Gli altri dispositivi collegati sono stati scollegati.';

export function passkeyAddedLetter(name: string, now: Date): Letter {
  return {
    subject: 'Hai una passkey in più',
    paragraphs: [`La passkey «${name}» è stata aggiunta alla tua utenza ${formatRome(now)}.`, OTHERS_OUT, NOT_YOU],
    link: LOOK,
  };
}

/** Of a password that could not stand without the factor that goes. */
interface Gone {
  readonly withdrawn: boolean;
}

const WITHDRAWN =
  'La tua password da sola era troppo corta, e non si usa più: entri con la tua identità digitale. Se vuoi anche una password, scegline una dal tuo profilo o con «Ho dimenticato la password».';

export function passkeyRemovedLetter(name: string, { withdrawn }: Gone, now: Date): Letter {
  const removed = `La passkey «${name}» è stata tolta dalla tua utenza ${formatRome(now)}.`;
  return {
    subject: 'Una tua passkey è stata tolta',
    paragraphs: [removed, ...(withdrawn ? [WITHDRAWN] : []), OTHERS_OUT, NOT_YOU],
    link: LOOK,
  };
}

export function totpAddedLetter(now: Date): Letter {
  return {
    subject: 'Il codice di sicurezza è attivo',
    paragraphs: [
      `Il codice di sicurezza dal telefono è attivo per la tua utenza ${formatRome(now)}. Da adesso te lo chiediamo dopo la password.`,
      OTHERS_OUT,
      NOT_YOU,
    ],
    link: LOOK,
  };
}

export function totpRemovedLetter({ withdrawn }: Gone, now: Date): Letter {
  return {
    subject: 'Il codice di sicurezza è stato tolto',
    paragraphs: [
      `Il codice di sicurezza dal telefono è stato tolto dalla tua utenza ${formatRome(now)}.`,
      ...(withdrawn ? [WITHDRAWN] : []),
      OTHERS_OUT,
      NOT_YOU,
    ],
    link: LOOK,
  };
}

export function codesMadeLetter(now: Date): Letter {
  return {
    subject: 'Hai nuovi codici di recupero',
    paragraphs: [
      `I codici di recupero della tua utenza sono stati fatti ${formatRome(now)}. Quelli di prima non valgono più.`,
      OTHERS_OUT,
      NOT_YOU,
    ],
    link: LOOK,
  };
}

export function codeUsedLetter(left: number, now: Date): Letter {
  return {
    subject: 'È stato usato un codice di recupero',
    paragraphs: [
      `Con un codice di recupero qualcuno è entrato nella tua utenza ${formatRome(now)}. ${leftWords(left)}`,
      'Se hai perso il telefono o la passkey, toglili dal tuo profilo e aggiungine di nuovi.',
      NOT_YOU,
    ],
    link: LOOK,
  };
}

/** "Te ne restano 9." */
export function leftWords(left: number): string {
  if (left === 0) return 'Era l’ultimo: fanne di nuovi.';
  return left === 1 ? 'Te ne resta uno.' : `Te ne restano ${left}.`;
}

export function resetLetter(now: Date): Letter {
  return {
    subject: 'La tua verifica in due passaggi è stata azzerata',
    paragraphs: [
      `Un amministratore ha tolto il codice di sicurezza e le passkey della tua utenza ${formatRome(now)}. Tutti i dispositivi sono stati scollegati.`,
      'Al prossimo accesso, dopo la password, aggiungi di nuovo un codice dal telefono o una passkey. Senza, la password deve avere almeno 15 caratteri: se la tua è più corta, te ne chiederemo una nuova.',
      'Se non l’hai chiesto tu, avvisa subito il referente del tuo ufficio e cambia la password.',
    ],
    link: { href: '/accesso', label: 'Vai alla pagina di accesso' },
  };
}

/** The password is known already to whoever tries codes: its owner has to know. */
export function guessingLetter(now: Date): Letter {
  return {
    subject: 'Qualcuno ha sbagliato più volte il tuo codice di sicurezza',
    paragraphs: [
      `Con la tua password giusta, ${formatRome(now)}, qualcuno ha scritto più volte un codice di sicurezza sbagliato. Non è entrato, e per un po’ non può riprovare.`,
      'Se eri tu, aspetta qualche minuto e riprova.',
      'Se non eri tu, qualcuno conosce la tua password: cambiala subito.',
    ],
    link: { href: '/profilo/password', label: 'Cambia la password' },
  };
}
