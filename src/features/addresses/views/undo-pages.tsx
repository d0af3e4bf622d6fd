import { Actions, Button, Form, Instant, LinkButton, Notice } from '../../../ui/index.ts';
import { masked } from '../address.ts';
import type { Change } from '../change.ts';
import { AddressPage } from './address-page.tsx';
import type { Look } from './look.ts';

const WORDS: Readonly<Record<Change['what'], string>> = {
  added: 'è stato aggiunto l’indirizzo',
  reference: 'è diventato il riferimento l’indirizzo',
  removed: 'è stato tolto l’indirizzo',
  fixed: 'a uno sportello è stato registrato l’indirizzo',
  undone: 'è stato annullato l’indirizzo',
};

/** What the undo link opens: what happened, what the button does. */
export function UndoPage({ look, token, change }: { look: Look; token: string; change: Change }) {
  return (
    <AddressPage look={look} title="Non sei stato tu? Annulla la modifica">
      <p>
        È successo <Instant at={change.at} />: {WORDS[change.what]} <strong>{masked(change.address)}</strong>
        {change.clerk !== null && ` da ${change.clerk.name}, ${change.clerk.office}`}.
      </p>
      <p>Se l’hai fatto tu, chiudi questa pagina. Se non sei stato tu, annulla. Succede questo:</p>
      <ul>
        <li>gli indirizzi tornano com’erano prima, anche se dopo ce ne sono state altre modifiche;</li>
        <li>tutti i dispositivi collegati vengono scollegati;</li>
        <li>le tue domande e le bozze restano come sono.</li>
      </ul>
      <Form action={`/indirizzi/annulla/${token}`} csrf={look.csrf}>
        <Actions>
          <Button look="danger">Annulla la modifica</Button>
        </Actions>
      </Form>
    </AddressPage>
  );
}

export function UndonePage({ look }: { look: Look }) {
  const digital = look.frame.installation.digitalOnly === true;
  return (
    <AddressPage look={look} title="Modifica annullata">
      <Notice kind="success" announced>
        Gli indirizzi sono tornati com’erano e tutti i dispositivi sono stati scollegati.
      </Notice>
      <h2>Che cosa fare adesso</h2>
      <ol>
        <li>
          {digital ? (
            <>
              <strong>Avvisa il gestore della tua identità digitale</strong>: chi ha fatto la modifica forse è entrato
              al posto tuo.
            </>
          ) : (
            <>
              <strong>Scegli una nuova password</strong>: chi ha fatto la modifica forse conosce quella di prima. Il
              collegamento arriva ai tuoi indirizzi.
            </>
          )}
        </li>
        <li>Poi accedi e guarda nel profilo gli indirizzi e i dispositivi. Se hai un codice personale, cambialo.</li>
        <li>
          Se qualcosa non torna, <a href="/assistenza">chiedi assistenza</a> o vai a uno sportello con un documento.
        </li>
      </ol>
      <Actions>
        {digital ? (
          <LinkButton href="/accesso">Accedi</LinkButton>
        ) : (
          <LinkButton href="/accesso/recupero">Scegli una nuova password</LinkButton>
        )}
      </Actions>
    </AddressPage>
  );
}

/** Unknown, over or used: one answer for all three. */
export function DeadUndoPage({ look }: { look: Look }) {
  return (
    <AddressPage look={look} title="Il collegamento non vale più">
      <p>Vale 72 ore e una volta sola. Se la modifica è già stata annullata, è tutto a posto.</p>
      <p>Se non sei stato tu a cambiare l’indirizzo:</p>
      <ul>
        <li>
          se riesci ad accedere, guarda i <a href="/profilo/indirizzi">tuoi indirizzi</a> e cambia le credenziali con
          cui entri;
        </li>
        <li>
          altrimenti vai a uno sportello con un documento, o <a href="/assistenza">chiedi assistenza</a>.
        </li>
      </ul>
    </AddressPage>
  );
}
