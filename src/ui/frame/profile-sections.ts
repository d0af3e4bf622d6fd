import type { Link } from './frame.ts';

/** The page everything about oneself hangs on: the first step of every breadcrumb below it. */
export const profileLink: Link = { href: '/profilo', label: 'Il tuo profilo' };

/** A page of the person's area "Accesso e sicurezza". */
interface ProfileSection {
  readonly href: string;
  readonly label: string;
  readonly hint: string;
}

/** Everything one can see and change about one's own access, in the order of the profile. */
export const profileSections: readonly ProfileSection[] = [
  { href: '/profilo/password', label: 'Password', hint: 'Cambiala quando vuoi.' },
  {
    href: '/profilo/secondo-fattore',
    label: 'Verifica in due passaggi',
    hint: 'Passkey, codice dal telefono, codici di recupero.',
  },
  {
    href: '/profilo/dispositivi',
    label: 'Sessioni e dispositivi',
    hint: 'Dove sei entrato; termina quello che non ti serve.',
  },
  {
    href: '/profilo/indirizzi',
    label: 'Indirizzi e-mail',
    hint: 'Dove ti scriviamo, e dove arrivano i collegamenti per rientrare.',
  },
  {
    href: '/profilo/servizi-collegati',
    label: 'Servizi collegati',
    hint: 'Dove entri con queste credenziali, e che cosa ricevono di te.',
  },
  {
    href: '/profilo/identita-digitali',
    label: 'Identità digitali',
    hint: 'SPID, CIE e le altre identità con cui entri.',
  },
  { href: '/profilo/deleghe', label: 'Deleghe', hint: 'Chi può operare per conto tuo, e per chi operi tu.' },
  {
    href: '/profilo/dati',
    label: 'I tuoi dati',
    hint: 'Che cosa sa di te il portale, chi l’ha guardato, e una copia di tutto.',
  },
  { href: '/profilo/chiusura', label: 'Chiudi l’utenza', hint: 'Che cosa va via e che cosa resta.' },
];
