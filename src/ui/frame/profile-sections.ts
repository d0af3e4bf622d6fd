import type { Installation, Link } from './frame.ts';

/** The page everything about oneself hangs on: the first step of every breadcrumb below it. */
export const profileLink: Link = { href: '/profilo', label: 'Il tuo profilo' };

/** A page of the person's area "Accesso e sicurezza". */
interface ProfileSection {
  readonly href: string;
  readonly label: string;
  readonly hint: string;
  /** What we give people to come in with: nothing to see where they come in with a digital identity alone. */
  readonly local?: true;
}

/** {@link ALL}, less what there is not where the public has no password. */
export function profileSections({ digitalOnly }: Installation): readonly ProfileSection[] {
  return ALL.filter(({ local }) => !(digitalOnly && local));
}

/** Everything one can see and change about one's own access, in the order of the profile. */
const ALL: readonly ProfileSection[] = [
  { href: '/profilo/password', label: 'Password', hint: 'Cambiala quando vuoi.', local: true },
  {
    href: '/profilo/secondo-fattore',
    label: 'Verifica in due passaggi',
    hint: 'Passkey, codice dal telefono, codici di recupero.',
    local: true,
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
    hint: 'Dove entri senza un altro accesso, e che cosa ricevono di te.',
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
