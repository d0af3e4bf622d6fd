import { type CivilDate, formatDate } from '../../../kernel/civil-date.ts';
import { Actions, Button, Form, Notice, SummaryList } from '../../../ui/index.ts';
import { isInstitutional } from '../../addresses/index.ts';
import type { Person } from '../account.ts';
import { AccountPage } from './account-page.tsx';
import type { Look } from './look.ts';

interface RegistrationSummaryProps {
  readonly look: Look;
  readonly person: Person;
  /** The form as typed, carried along and judged again. */
  readonly carried: Readonly<Record<string, string>>;
}

/** Everything on one page before the request is made. */
export function RegistrationSummaryPage({ look, person, carried }: RegistrationSummaryProps) {
  return (
    <AccountPage
      look={look}
      title="Controlla i dati – Registrati"
      heading="Controlla i dati"
      lead="La registrazione non è ancora finita: controlla che sia tutto giusto, poi conferma."
    >
      <SummaryList rows={rowsOf(person)} />
      <p>
        Dopo la conferma ti mandiamo un’e-mail a <strong>{person.email}</strong>: se l’indirizzo è sbagliato non può
        arrivarti.
      </p>
      {isInstitutional(person.email) && (
        <Notice kind="warning" title="È una casella della scuola">
          <p>
            Si chiude tre mesi dopo la fine del lavoro a scuola, o se non la apri per sei mesi. Ti conviene un indirizzo
            tuo: puoi tornare indietro e cambiarlo, o aggiungerlo dopo nel profilo.
          </p>
        </Notice>
      )}
      <Form action="/registrazione/conferma" csrf={look.csrf} hidden={carried}>
        <Actions>
          <Button name="action" value="confirm">
            Conferma i dati
          </Button>
          <Button name="action" value="change" look="outline">
            Torna indietro e modifica
          </Button>
        </Actions>
      </Form>
    </AccountPage>
  );
}

function rowsOf(person: Person) {
  return [
    { label: 'Codice fiscale', value: person.fiscalCode },
    { label: 'Cognome', value: person.surname },
    { label: 'Nome', value: person.name },
    { label: 'Data di nascita', value: formatDate(person.birthDate as CivilDate) },
    { label: 'Sesso', value: person.sex === 'F' ? 'Femmina' : 'Maschio' },
    { label: 'Luogo di nascita', value: person.birthPlace },
    { label: 'Indirizzo e-mail', value: person.email },
    { label: 'Condizioni d’uso', value: 'Accettate' },
    { label: 'Informativa sui dati personali', value: 'Letta' },
  ];
}
