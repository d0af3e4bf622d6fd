import { Actions, Button, Form, Notice } from '../../../ui/index.ts';
import { AccountPage } from './account-page.tsx';
import type { Look } from './look.ts';

/** The name under which the page sends again what was typed. */
export const WAITING_FIELD = 'attesa';

interface WaitingProps {
  readonly look: Look;
  /** Where the password is posted. */
  readonly action: string;
  /** What was typed, for this browser alone. */
  readonly sealed: string;
  /** For how long they have been waiting, in words. */
  readonly waited: string | undefined;
  /** Seconds until it is sent again by itself. */
  readonly again: number;
}

/** Too many people are coming in at once: what was typed is kept and sent again, ahead of who comes after. */
export function WaitingPage({ look, action, sealed, waited, again }: WaitingProps) {
  return (
    <AccountPage look={look} title="Stiamo per farti entrare">
      <Notice kind="info" title="Moltissime persone stanno entrando in questo momento" announced>
        <p>
          Non chiudere questa pagina: tra pochi secondi riprova da sola, e passi prima di chi arriva adesso. Non devi
          scrivere di nuovo la password.
        </p>
        {waited !== undefined && <p>Stai aspettando da {waited}. Di solito basta meno di un minuto.</p>}
      </Notice>
      <p>Chi è già dentro può lavorare come sempre: le bozze e le domande non sono toccate.</p>
      <Form action={action} csrf={look.csrf} hidden={{ [WAITING_FIELD]: sealed }} again={again} label="Riprova">
        <Actions>
          <Button icon="it-refresh">Riprova adesso</Button>
        </Actions>
      </Form>
    </AccountPage>
  );
}
