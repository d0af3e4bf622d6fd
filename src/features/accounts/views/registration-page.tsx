import {
  Actions,
  Button,
  Checkbox,
  DateField,
  Details,
  EmailField,
  errorFor,
  Form,
  Radios,
  SearchChoice,
  TextField,
} from '../../../ui/index.ts';
import type { BirthPlace } from '../account.ts';
import type { RegistrationTyped } from '../registration.ts';
import { AccountPage } from './account-page.tsx';
import type { Look } from './look.ts';

export interface PlaceSearch {
  readonly query: string;
  readonly chosen?: BirthPlace | undefined;
  /** Found without JavaScript. */
  readonly found?: readonly BirthPlace[] | undefined;
  readonly total?: number | undefined;
}

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
        <PersonFields look={look} typed={typed} place={place} />
        <MailFields look={look} typed={typed} />
        <Consents look={look} typed={typed} />
        <Actions>
          <Button>Continua e controlla i dati</Button>
        </Actions>
      </Form>
    </AccountPage>
  );
}

function PersonFields({ look, typed, place }: RegistrationPageProps) {
  const wrong = (field: keyof RegistrationTyped) => errorFor(look.errors, field);
  return (
    <>
      <h2>Chi sei</h2>
      <TextField
        name="fiscalCode"
        label="Codice fiscale"
        hint="16 caratteri. Lo trovi sulla tessera sanitaria."
        value={typed.fiscalCode}
        error={wrong('fiscalCode')}
        autocomplete="off"
        maxlength={30}
        width="medium"
        capitals
        spellcheck={false}
      />
      <TextField
        name="surname"
        label="Cognome"
        hint="Il cognome di nascita, come sulla tessera sanitaria."
        value={typed.surname}
        error={wrong('surname')}
        autocomplete="family-name"
        maxlength={100}
        spellcheck={false}
      />
      <TextField
        name="name"
        label="Nome"
        hint="Tutti i tuoi nomi, come sulla tessera sanitaria."
        value={typed.name}
        error={wrong('name')}
        autocomplete="given-name"
        maxlength={100}
        spellcheck={false}
      />
      <DateField
        name="birthDate"
        label="Data di nascita"
        hint="Per esempio 7 3 1985."
        value={typed.birthDate}
        error={wrong('birthDate')}
        birthday
      />
      <Radios
        name="sex"
        label="Sesso"
        hint="Come sulla tessera sanitaria."
        choices={SEXES}
        value={typed.sex}
        error={wrong('sex')}
        inline
      />
      <BirthPlaceFields look={look} typed={typed} place={place} />
    </>
  );
}

const SEXES = [
  { value: 'F', label: 'Femmina' },
  { value: 'M', label: 'Maschio' },
];

function BirthPlaceFields({ look, typed, place }: RegistrationPageProps) {
  const other = errorFor(look.errors, 'birthPlaceOther');
  return (
    <>
      <SearchChoice
        name="birthPlace"
        label="Luogo di nascita"
        hint="Scrivi il comune, con il nome che aveva quando sei nato, o lo Stato estero. Poi scegli una delle voci trovate."
        error={errorFor(look.errors, 'birthPlace')}
        searchHref="/registrazione/luoghi"
        query={place.query}
        chosen={place.chosen && choiceOf(place.chosen)}
        results={place.found?.map(choiceOf)}
        total={place.total}
      />
      <Details
        summary="Il mio luogo di nascita non è nell’elenco"
        open={other !== undefined || typed.birthPlaceOther !== ''}
      >
        <TextField
          name="birthPlaceOther"
          label="Nome del luogo di nascita"
          hint="Solo se non lo trovi con la ricerca, per esempio un comune che non esiste più."
          value={typed.birthPlaceOther}
          error={other}
          autocomplete="off"
          maxlength={100}
          optional
        />
      </Details>
    </>
  );
}

function choiceOf({ code, name, where }: BirthPlace) {
  return { value: code, label: `${name} (${where})` };
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
