import { Actions, Button, errorFor, Form, MailSent, Notice, TextField } from '../../../ui/index.ts';
import { RECOVERY_SUBJECTS } from '../mails.ts';
import { AccountPage } from './account-page.tsx';
import type { Look } from './look.ts';

export type Forgotten = 'password' | 'username';

const WORDS = {
  password: {
    title: 'Hai dimenticato la password?',
    lead: 'Scrivi il tuo codice fiscale: ti mandiamo per e-mail un collegamento per sceglierne una nuova.',
    action: '/accesso/recupero',
    button: 'Mandami il collegamento',
    sent: 'Se c’è un’utenza con questo codice fiscale, abbiamo mandato un’e-mail a tutti i suoi indirizzi confermati. Il collegamento vale 30 minuti e una volta sola.',
  },
  username: {
    title: 'Hai dimenticato il nome utente?',
    lead: 'Scrivi il tuo codice fiscale: ti mandiamo per e-mail il nome utente.',
    action: '/accesso/nome-utente',
    button: 'Mandami il nome utente',
    sent: 'Se c’è un’utenza con questo codice fiscale, abbiamo mandato un’e-mail con il nome utente a tutti i suoi indirizzi confermati.',
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

interface SentProps {
  readonly look: Look;
  readonly forgotten: Forgotten;
  /** As it was typed, to have the mail sent again. */
  readonly fiscalCode: string;
  /** Said when it was asked for again too soon. */
  readonly wait?: string | undefined;
}

/** The same words whether there is such an account or not. */
export function RecoverySentPage({ look, forgotten, fiscalCode, wait }: SentProps) {
  const { sent, action } = WORDS[forgotten];
  return (
    <AccountPage look={look} title="Controlla la tua posta" lead={sent}>
      {wait !== undefined && (
        <Notice kind="warning" announced>
          {wait}
        </Notice>
      )}
      <MailSent sender={look.frame.installation.mailSender} subject={RECOVERY_SUBJECTS[forgotten]}>
        <Form action={action} csrf={look.csrf} hidden={{ fiscalCode }} label="Manda di nuovo">
          <p>Puoi fartela rimandare dopo un minuto; dopo la quarta volta, dopo qualche minuto o un’ora.</p>
          <Actions>
            <Button look="outline">Manda di nuovo l’e-mail</Button>
          </Actions>
        </Form>
      </MailSent>
      <p>
        <a href="/accesso">Torna alla pagina di accesso</a>
      </p>
    </AccountPage>
  );
}

export function DeadRecoveryLinkPage({ look }: { look: Look }) {
  return (
    <AccountPage look={look} title="Il collegamento non vale più">
      <p>
        Vale 30 minuti e una volta sola; quando ne usi uno, quelli mandati agli altri indirizzi non valgono più. Da qui
        la password non è cambiata.
      </p>
      <p>
        <a href="/accesso/recupero">Chiedi un altro collegamento</a>
      </p>
    </AccountPage>
  );
}
