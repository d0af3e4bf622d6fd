import { formatRome } from '../../kernel/rome-time.ts';
import { masked } from './address.ts';
import type { Change } from './change.ts';

/** What a mail of this feature says, before it is laid out. Links are paths of the portal. */
export interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link?: { readonly href: string; readonly label: string };
}

/** The mail that proves an address; said on the pages too, so that people know what to look for. */
export const PROVE_SUBJECT = 'Conferma il tuo indirizzo e-mail';
export const CHECK_SUBJECT = 'Controllo del tuo indirizzo e-mail';

export interface Proof {
  readonly name: string;
  readonly token: string;
  readonly expiresAt: Date;
  /** Asked for by a clerk of this office. */
  readonly office: string | null;
}

/** `check`: the address is proven already, and the question is whether mail arrives again. */
export function proofLetter({ name, token, expiresAt, office }: Proof, check: boolean): Letter {
  const link = { href: `/indirizzi/conferma/${token}`, label: check ? 'La posta arriva' : 'Conferma l’indirizzo' };
  const until = `Il collegamento vale fino a ${formatRome(expiresAt)} e una volta sola.`;
  if (check) {
    const asked = 'hai chiesto di controllare se la posta di Istanze OnLine arriva a questo indirizzo. È arrivata.';
    return { subject: CHECK_SUBJECT, paragraphs: [`Ciao ${name},`, asked, `Apri il collegamento. ${until}`], link };
  }
  const why =
    office === null
      ? 'hai chiesto di usare questo indirizzo per Istanze OnLine. Per finire apri il collegamento e premi «Conferma l’indirizzo».'
      : `lo sportello di ${office} ha registrato questo indirizzo mentre eri presente. Per usarlo apri il collegamento e scrivi il tuo codice fiscale.`;
  const stranger =
    'Se non sei stato tu, non devi fare nulla: senza questo collegamento l’indirizzo non viene usato. Forse qualcuno lo ha scritto per errore.';
  return { subject: PROVE_SUBJECT, paragraphs: [`Ciao ${name},`, why, until, stranger], link };
}

/** To whom the notice of a change goes: who was the reference before it can take it back. */
export type Reader = { readonly undo: string; readonly until: Date } | null;

/** Tells an address that was there before the change. Other addresses are shown in part: it may be read by others. */
export function changeLetter(name: string, change: Change, reader: Reader): Letter {
  const { subject, told } = WORDS[change.what](change);
  const paragraphs = [`Ciao ${name},`, told];
  if (change.clerk !== null) {
    paragraphs.push(`Lo ha registrato ${change.clerk.name}, ${change.clerk.office}, ${formatRome(change.at)}.`);
  } else paragraphs.push(`È successo ${formatRome(change.at)}.`);
  if (change.what === 'undone') {
    const next = 'Per sicurezza cambia le credenziali con cui entri: chi ha fatto la modifica forse le conosce.';
    return {
      subject,
      paragraphs: [...paragraphs, next],
      link: { href: '/accesso', label: 'Vai alla pagina di accesso' },
    };
  }
  if (reader === null) {
    const help =
      'Se sei stato tu, non devi fare nulla. Se non sei stato tu, accedi e controlla i tuoi indirizzi, oppure chiedi a uno sportello.';
    return {
      subject,
      paragraphs: [...paragraphs, help],
      link: { href: '/profilo/indirizzi', label: 'I tuoi indirizzi' },
    };
  }
  const undo = `Se sei stato tu, non devi fare nulla. Se non sei stato tu, apri il collegamento entro ${formatRome(reader.until)}: gli indirizzi tornano com’erano e tutti i dispositivi vengono scollegati.`;
  return {
    subject,
    paragraphs: [...paragraphs, undo],
    link: { href: `/indirizzi/annulla/${reader.undo}`, label: 'Non sono stato io: annulla' },
  };
}

const WORDS: Readonly<Record<Change['what'], (change: Change) => { subject: string; told: string }>> = {
  added: ({ address }) => ({
    subject: 'Hai un indirizzo e-mail in più',
    told: `alla tua utenza di Istanze OnLine è stato aggiunto l’indirizzo ${masked(address)}.`,
  }),
  reference: ({ address }) => ({
    subject: 'È cambiato l’indirizzo a cui ti scriviamo',
    told: `d’ora in poi Istanze OnLine ti scrive a ${masked(address)}.`,
  }),
  removed: ({ address }) => ({
    subject: 'Un indirizzo e-mail è stato tolto',
    told: `l’indirizzo ${masked(address)} è stato tolto dalla tua utenza di Istanze OnLine.`,
  }),
  fixed: ({ address }) => ({
    subject: 'Uno sportello ha registrato un nuovo indirizzo e-mail',
    told: `a uno sportello è stato registrato per te l’indirizzo ${masked(address)}. Quando viene confermato, ti scriviamo lì.`,
  }),
  undone: ({ address }) => ({
    subject: 'Le modifiche ai tuoi indirizzi sono state annullate',
    told: `le ultime modifiche ai tuoi indirizzi e-mail sono state annullate. Tra queste c’era ${masked(address)}.`,
  }),
};
