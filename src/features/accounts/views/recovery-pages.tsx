import { Actions, Button, errorFor, Form, TextField } from '../../../ui/index.ts';
import { AccountPage } from './account-page.tsx';
import type { Look } from './look.ts';

export type Forgotten = 'password' | 'username';

const WORDS = {
  password: {
    title: 'Hai dimenticato la password?',
    lead: 'Scrivi il tuo codice fiscale: ti mandiamo per e-mail un collegamento per sceglierne una nuova.',
    action: '/accesso/recupero',
    button: 'Mandami il collegamento',
    sent: 'Se c’è un’utenza con questo codice fiscale, abbiamo mandato un’e-mail al suo indirizzo. Il collegamento che contiene vale 10 minuti.',
  },
  username: {
    title: 'Hai dimenticato il nome utente?',
    lead: 'Scrivi il tuo codice fiscale: ti mandiamo per e-mail il nome utente.',
    action: '/accesso/nome-utente',
    button: 'Mandami il nome utente',
    sent: 'Se c’è un’utenza con questo codice fiscale, abbiamo mandato un’e-mail al suo indirizzo con il nome utente.',
  },
} as const;

export function RecoveryPage({ look, forgotten, typed = '' }: { look: Look; forgotten: Forgotten; typed?: string }) {
  const { title, lead, action, button } = WORDS[forgotten];
  return (
    <AccountPage look={look} title={title} lead={lead}>
      <Form action={action} csrf={look.csrf}>
        <TextField
          name="fiscalCode"
          label="Codice fiscale"
          hint="16 caratteri. Lo trovi sulla tessera sanitaria."
          value={typed}
          error={errorFor(look.errors, 'fiscalCode')}
          autocomplete="off"
          maxlength={30}
          width="medium"
          capitals
          spellcheck={false}
        />
        <Actions>
          <Button>{button}</Button>
        </Actions>
      </Form>
    </AccountPage>
  );
}

/** The same words whether there is such an account or not. */
export function RecoverySentPage({ look, forgotten }: { look: Look; forgotten: Forgotten }) {
  return (
    <AccountPage look={look} title="Controlla la tua posta" lead={WORDS[forgotten].sent}>
      <p>
        Aspetta qualche minuto e guarda anche nella posta indesiderata. Se non arriva, puoi chiederla di nuovo dopo un
        minuto. Se non usi più quell’indirizzo, <a href="/assistenza">scrivi all’assistenza</a>.
      </p>
      <p>
        <a href="/accesso">Torna alla pagina di accesso</a>
      </p>
    </AccountPage>
  );
}

export function DeadRecoveryLinkPage({ look }: { look: Look }) {
  return (
    <AccountPage look={look} title="Il collegamento non vale più">
      <p>Vale 10 minuti e una volta sola. La tua password non è cambiata.</p>
      <p>
        <a href="/accesso/recupero">Chiedi un altro collegamento</a>
      </p>
    </AccountPage>
  );
}
