import { Actions, Button, Form } from '../../../ui/index.ts';
import { AccountPage } from './account-page.tsx';
import type { Look } from './look.ts';

/** Too many passwords are being checked: what was sent is not lost, it only waits for a second press. */
export function BusyPage({ look, action }: { look: Look; action: string }) {
  return (
    <AccountPage
      look={look}
      title="Aspetta qualche secondo"
      lead="In questo momento moltissime persone stanno entrando insieme. Non hai perso niente."
    >
      <p>Aspetta dieci secondi, poi premi il pulsante.</p>
      <Form action={action} csrf={look.csrf}>
        <Actions>
          <Button>Riprova</Button>
        </Actions>
      </Form>
    </AccountPage>
  );
}
