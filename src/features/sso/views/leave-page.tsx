import { Actions, Button, Form, LinkButton, Page } from '../../../ui/index.ts';
import type { Look } from './look.ts';

interface LeavePageProps {
  look: Look;
  /** The service that asks, if it says who it is. */
  name: string | undefined;
  hidden: Readonly<Record<string, string>>;
}

/** A service asks to sign the person out without proving that they are its own: the person decides. */
export function LeavePage({ look, name, hidden }: LeavePageProps) {
  const title = 'Vuoi uscire da tutti i servizi?';
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      title={title}
      heading={title}
      lead={name === undefined ? 'Un servizio chiede di farti uscire.' : `${name} chiede di farti uscire.`}
    >
      <p>
        Se confermi, esci da questo portale e da tutti i servizi in cui sei entrato da qui. Quello che hai salvato
        resta.
      </p>
      <Form action="/oidc/uscita" csrf={look.csrf} hidden={hidden} label={title}>
        <Actions>
          <Button>Esci da tutti i servizi</Button>
          <LinkButton href="/area" look="outline">
            Resta collegato
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

interface LeftPageProps {
  look: Look;
  /** Back to the service, by way of the provider, which knows where it may send people. */
  back: { readonly to: string; readonly name: string } | undefined;
}

/** Out of everything. */
export function LeftPage({ look, back }: LeftPageProps) {
  const title = 'Sei uscito';
  return (
    <Page frame={look.frame} visitor={look.visitor} title={title} heading={title} onward={back?.to}>
      <p>
        Sei uscito da questo portale e da tutti i servizi in cui eri entrato da qui. Quello che avevi salvato resta.
      </p>
      <Actions>
        {back && <LinkButton href={back.to}>Torna a {back.name}</LinkButton>}
        <LinkButton href="/accesso" look="outline">
          Accedi di nuovo
        </LinkButton>
      </Actions>
    </Page>
  );
}
