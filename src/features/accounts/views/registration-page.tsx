import { Actions, Button, Checkbox, Details, EmailField, errorFor, Form } from '../../../ui/index.ts';
import type { RegistrationTyped } from '../registration.ts';
import { AccountPage } from './account-page.tsx';
import type { Look } from './look.ts';
import { PersonFields, type PlaceSearch } from './person-fields.tsx';

interface RegistrationPageProps {
  readonly look: Look;
  readonly typed: RegistrationTyped;
  readonly place: PlaceSearch;
}

/** The whole registration on one page: nothing here is long, and everything depends on the fiscal code. */
export function RegistrationPage({ look, typed, place }: RegistrationPageProps) {
  return (
    <AccountPage
      look={look}
      title="Registrati"
      lead="Servono il codice fiscale e un indirizzo e-mail che leggi spesso. Ci vogliono circa cinque minuti."
      help={<Help />}
    >
      <Form action="/registrazione" csrf={look.csrf}>
        <h2>Chi sei</h2>
        <PersonFields errors={look.errors ?? []} typed={typed} place={place} />
        <MailFields look={look} typed={typed} />
        <Consents look={look} typed={typed} />
        <Actions>
          <Button>Continua e controlla i dati</Button>
        </Actions>
      </Form>
    </AccountPage>
  );
}

function MailFields({ look, typed }: { look: Look; typed: RegistrationTyped }) {
  return (
    <>
      <h2>Dove ti scriviamo</h2>
      <EmailField
        name="email"
        label="Indirizzo e-mail"
        hint="Qui arrivano le credenziali e le ricevute delle domande."
        value={typed.email}
        error={errorFor(look.errors, 'email')}
      />
      <EmailField
        name="emailAgain"
        label="Di nuovo l’indirizzo e-mail"
        value={typed.emailAgain}
        error={errorFor(look.errors, 'emailAgain')}
      />
    </>
  );
}

function Consents({ look, typed }: { look: Look; typed: RegistrationTyped }) {
  return (
    <>
      <h2>Condizioni e privacy</h2>
      <Details summary="Le condizioni d’uso in breve">
        <p>
          L’utenza è personale: non prestarla e non usare quella di altri. Le domande che inoltri valgono come
          dichiarazioni firmate da te. Il servizio è gratuito.
        </p>
      </Details>
      <Checkbox
        name="terms"
        label="Accetto le condizioni d’uso del servizio"
        checked={typed.terms}
        error={errorFor(look.errors, 'terms')}
      />
      <p>
        <a href="/privacy">Leggi l’informativa sui dati personali</a>: dice quali dati trattiamo, perché e per quanto
        tempo.
      </p>
      <Checkbox
        name="privacy"
        label="Ho letto l’informativa sui dati personali"
        checked={typed.privacy}
        error={errorFor(look.errors, 'privacy')}
      />
    </>
  );
}

function Help() {
  return (
    <>
      <p>
        Hai già un’utenza? <a href="/accesso">Accedi</a>: ogni persona può averne una sola.
      </p>
      <p>
        Non ricordi se ce l’hai? <a href="/accesso/nome-utente">Chiedi il nome utente</a> con il tuo codice fiscale.
      </p>
    </>
  );
}
