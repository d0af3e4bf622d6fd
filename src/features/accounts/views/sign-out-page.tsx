import { Actions, Button, Form } from '../../../ui/index.ts';
import { AccountPage } from './account-page.tsx';
import type { Look } from './look.ts';

interface SignOutPageProps {
  readonly look: Look;
  /** Who else keeps a session: the identity provider they came in with, where leaving it too is asked. */
  readonly provider: { readonly name: string; readonly action: string } | undefined;
}

export function SignOutPage({ look, provider }: SignOutPageProps) {
  return (
    <AccountPage look={look} title="Vuoi uscire?" lead="Quello che hai salvato resta: lo ritrovi al prossimo accesso.">
      <Form action="/uscita" csrf={look.csrf}>
        <Actions>
          <Button>Esci</Button>
        </Actions>
      </Form>
      {provider !== undefined && (
        <Form action={provider.action} csrf={look.csrf} label={`Esci anche da ${provider.name}`}>
          <p>
            {provider.name} ti tiene collegato anche per gli altri servizi. Se usi un computer non tuo, esci anche da
            lì.
          </p>
          <Actions>
            <Button look="outline">Esci anche da {provider.name}</Button>
          </Actions>
        </Form>
      )}
    </AccountPage>
  );
}
