import { Actions, Button, Form } from '../../../ui/index.ts';
import { AccountPage } from './account-page.tsx';
import type { Look } from './look.ts';

export function SignOutPage({ look }: { look: Look }) {
  return (
    <AccountPage look={look} title="Vuoi uscire?" lead="Quello che hai salvato resta: lo ritrovi al prossimo accesso.">
      <Form action="/uscita" csrf={look.csrf}>
        <Actions>
          <Button>Esci</Button>
        </Actions>
      </Form>
    </AccountPage>
  );
}
