import { Actions, Button, Form, Page } from '../../../ui/index.ts';
import type { Client } from '../client.ts';
import type { Look } from './look.ts';

interface ConsentPageProps {
  look: Look;
  client: Client;
  /** What is passed, in words. */
  passed: readonly string[];
  /** What the service has already. */
  known: readonly string[];
  action: string;
}

/** What a service gets, why, and for how long. Services of the administration itself tell it; others ask. */
export function ConsentPage({ look, client, passed, known, action }: ConsentPageProps) {
  const { name, own, purpose, fiscalCodeBasis } = client;
  const title = own ? `Stai per entrare in ${name}` : `Vuoi entrare in ${name}?`;
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      title={title}
      heading={title}
      lead={
        own
          ? 'Entri con le credenziali di questo portale, senza un altro accesso.'
          : 'Decidi tu se passare i tuoi dati a questo servizio.'
      }
    >
      <h2>Che cosa riceve</h2>
      <Passed passed={passed} known={known} />
      <p>Le tue credenziali non vengono mai passate.</p>
      <h2>Perché</h2>
      <p>{purpose}</p>
      {fiscalCodeBasis !== null && passed.includes('codice fiscale') && (
        <p>
          Riceve il codice fiscale in base a: <strong>{fiscalCodeBasis}</strong>.
        </p>
      )}
      <h2>Per quanto tempo</h2>
      <p>
        I dati passano ogni volta che entri, finché resti collegato al portale. Puoi togliere il collegamento quando
        vuoi da <strong>Accesso e sicurezza, Servizi collegati</strong>.
      </p>
      <Form action={action} csrf={look.csrf} label={title}>
        <Actions>
          <Button name="decision" value="accept">
            {own ? `Entra in ${name}` : 'Passa i dati ed entra'}
          </Button>
          <Button name="decision" value="refuse" look="outline">
            {own ? 'Non entrare' : 'Non passare i dati'}
          </Button>
        </Actions>
      </Form>
    </Page>
  );
}

function Passed({ passed, known }: Pick<ConsentPageProps, 'passed' | 'known'>) {
  return (
    <ul>
      <li>un codice che ti riconosce solo in questo servizio</li>
      {passed.map((words) => (
        <li key={words}>
          {words}
          {known.length > 0 && !known.includes(words) && <strong> (nuovo: prima non lo riceveva)</strong>}
        </li>
      ))}
    </ul>
  );
}
