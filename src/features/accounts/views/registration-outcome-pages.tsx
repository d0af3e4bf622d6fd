import { Actions, Button, Form, Instant, LinkButton, MailSent, Notice } from '../../../ui/index.ts';
import { CONFIRM_SUBJECT, WELCOME_SUBJECT } from '../mails.ts';
import { AccountPage } from './account-page.tsx';
import type { Look } from './look.ts';

/** After the request: the same page whether the fiscal code already had an account or not. */
export function RegistrationSentPage({ look, email, expiresAt }: { look: Look; email: string; expiresAt: Date }) {
  return (
    <AccountPage look={look} title="Controlla la tua posta – Registrati" heading="Controlla la tua posta">
      <p>
        Ti abbiamo mandato un’e-mail a <strong>{email}</strong>. Apri il collegamento che contiene entro{' '}
        <Instant at={expiresAt} /> e premi «Conferma l’indirizzo».
      </p>
      <p>Subito dopo ti mandiamo il nome utente e una password temporanea.</p>
      <MailSent sender={look.frame.installation.mailSender} subject={CONFIRM_SUBJECT} to={email}>
        <Form action="/registrazione/inviata" csrf={look.csrf} label="Manda di nuovo">
          <p>Puoi fartela rimandare dopo un minuto; dopo la quarta volta, dopo qualche minuto o un’ora.</p>
          <Actions>
            <Button look="outline">Manda di nuovo l’e-mail</Button>
          </Actions>
        </Form>
      </MailSent>
      <h2>L’e-mail non arriva?</h2>
      <p>
        Forse con questo codice fiscale c’è già un’utenza: allora l’e-mail va agli indirizzi di quella. Se è tua,{' '}
        <a href="/accesso/nome-utente">chiedi il nome utente</a>. Se non l’hai mai aperta tu, va’ in una scuola o in un
        ufficio scolastico con il documento e la tessera sanitaria: lo sportello libera il codice fiscale, e poi ti
        registri.
      </p>
      <p>
        L’indirizzo è sbagliato? <a href="/registrazione">Rifai la registrazione</a>: quella di prima decade da sola.
      </p>
    </AccountPage>
  );
}

/** What the mailed link opens. A button confirms, because programs that check mails open every link. */
export function ConfirmAddressPage({ look, token, email }: { look: Look; token: string; email: string }) {
  return (
    <AccountPage look={look} title="Conferma l’indirizzo e-mail">
      <p>
        Stai confermando che l’indirizzo <strong>{email}</strong> è tuo.
      </p>
      <Form action={`/registrazione/conferma/${token}`} csrf={look.csrf}>
        <Actions>
          <Button>Conferma l’indirizzo</Button>
        </Actions>
      </Form>
    </AccountPage>
  );
}

export function ConfirmedPage({ look, email }: { look: Look; email: string }) {
  return (
    <AccountPage look={look} title="Indirizzo confermato">
      <Notice kind="success" announced>
        La tua utenza è pronta.
      </Notice>
      <p>
        Ti abbiamo mandato un’altra e-mail a <strong>{email}</strong> con il nome utente e una password temporanea, che
        vale tre giorni.
      </p>
      <p>Al primo accesso ti chiediamo di scegliere una password tua.</p>
      <MailSent sender={look.frame.installation.mailSender} subject={WELCOME_SUBJECT} to={email}>
        <p>
          Per averne un’altra <a href="/accesso/recupero">recupera la password</a>: basta il codice fiscale.
        </p>
      </MailSent>
      <Actions>
        <LinkButton href="/accesso">Vai alla pagina di accesso</LinkButton>
      </Actions>
    </AccountPage>
  );
}

/** The link is unknown, over or used: one answer for all three. */
export function DeadLinkPage({ look }: { look: Look }) {
  return (
    <AccountPage look={look} title="Il collegamento non vale più">
      <p>Può essere scaduto, già usato o copiato solo in parte dall’e-mail.</p>
      <ul>
        <li>
          Se hai già confermato l’indirizzo, guarda nella posta: ti abbiamo mandato le credenziali. Poi{' '}
          <a href="/accesso">accedi</a>.
        </li>
        <li>
          Se le credenziali non arrivano, <a href="/accesso/recupero">recupera la password</a>.
        </li>
        <li>
          Altrimenti <a href="/registrazione">rifai la registrazione</a>.
        </li>
      </ul>
    </AccountPage>
  );
}
