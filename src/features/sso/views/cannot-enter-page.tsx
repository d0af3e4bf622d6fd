import { Actions, Button, Form, LinkButton, Page } from '../../../ui/index.ts';
import type { Client } from '../client.ts';
import type { Look } from './look.ts';

export type Obstacle = 'cannot-raise' | 'identify' | 'other-person';

interface CannotEnterPageProps {
  look: Look;
  client: Client;
  what: Obstacle;
  action: string;
}

interface Way {
  readonly href: (here: string) => string;
  readonly label: string;
}

interface Words {
  readonly title: (name: string) => string;
  readonly why: string;
  readonly todo: string;
  readonly link?: Way;
  readonly other?: Way;
}

const WORDS: Readonly<Record<Obstacle, Words>> = {
  'cannot-raise': {
    title: (name) => `Per entrare in ${name} serve un accesso più sicuro`,
    why: 'Questo servizio chiede un accesso di livello 3: la carta d’identità elettronica, o SPID con una chiave fisica.',
    todo: 'Una password arriva al livello 2, anche con il codice dal telefono o una passkey. Se alla tua utenza è già collegata la CIE o SPID, puoi usarla adesso e resti qui. Altrimenti esci, accedi con la CIE o con SPID di livello 3, e riparti dal servizio.',
    link: {
      href: (here) => `/accesso/conferma?livello=3&dopo=${encodeURIComponent(here)}`,
      label: 'Usa la CIE o SPID',
    },
    other: { href: () => '/uscita', label: 'Esci per cambiare accesso' },
  },
  identify: {
    title: (name) => `Prima di entrare in ${name} devi farti riconoscere`,
    why: 'Questo servizio riceve il tuo codice fiscale: possiamo passarlo solo dopo che qualcuno ha controllato chi sei.',
    todo: 'Completa l’abilitazione: bastano un documento e una visita allo sportello di una scuola. Oppure entra con SPID o CIE, che ti riconoscono subito.',
    link: { href: () => '/abilitazione', label: 'Vai all’abilitazione' },
  },
  'other-person': {
    title: (name) => `${name} aspetta un’altra persona`,
    why: 'Il servizio ha chiesto l’accesso di una persona diversa da quella che adesso è collegata a questo portale.',
    todo: 'Se il computer è condiviso, esci e accedi con la tua utenza; poi riparti dal servizio.',
    link: { href: () => '/uscita', label: 'Esci dal portale' },
  },
};

/** Why the person cannot enter as they are signed in now, what was kept, and the two ways from here. */
export function CannotEnterPage({ look, client, what, action }: CannotEnterPageProps) {
  const { title, why, todo, link, other } = WORDS[what];
  const heading = title(client.name);
  return (
    <Page frame={look.frame} visitor={look.visitor} title={heading} heading={heading}>
      <p>{why}</p>
      <p>Non abbiamo passato nessun dato, e resti collegato al portale.</p>
      <h2>Che cosa puoi fare</h2>
      <p>{todo}</p>
      <Form action={action} csrf={look.csrf} label={heading}>
        <Actions>
          {link && <LinkButton href={link.href(action)}>{link.label}</LinkButton>}
          {other && (
            <LinkButton href={other.href(action)} look="outline">
              {other.label}
            </LinkButton>
          )}
          <Button name="decision" value="refuse" look="outline">
            Torna a {client.name} senza entrare
          </Button>
        </Actions>
      </Form>
    </Page>
  );
}
