import type { ComponentChildren } from 'preact';
import {
  Actions,
  Button,
  Form,
  type Frame,
  Instant,
  LinkButton,
  Notice,
  Page,
  type Visitor,
} from '../../../ui/index.ts';
import { STOP_HOURS } from '../recovered-code.ts';

interface Look {
  frame: Frame;
  visitor: Visitor | null;
}

function StopPage({ frame, visitor, title, children }: Look & { title: string; children: ComponentChildren }) {
  return (
    <Page frame={frame} visitor={visitor} title={`${title} – Codice personale`} heading={title}>
      {children}
    </Page>
  );
}

/** What the link opens: what happened, and what the button does. */
export function StopCodePage(props: Look & { csrf: string; token: string; recoveredAt: Date }) {
  const { csrf, token, recoveredAt, ...look } = props;
  return (
    <StopPage {...look} title="Non sei stato tu? Ferma il codice personale">
      <p>
        È successo <Instant at={recoveredAt} />: il tuo codice personale è stato sostituito, con un codice di recupero
        mandato per mail.
      </p>
      <p>Se l’hai fatto tu, chiudi questa pagina. Se non sei stato tu, ferma il codice. Succede questo:</p>
      <ul>
        <li>il codice personale non firma più niente;</li>
        <li>tutti i dispositivi collegati vengono scollegati;</li>
        <li>
          per averne un altro servono SPID, la CIE, la verifica in due passaggi o uno sportello: la mail non basta;
        </li>
        <li>le tue domande e le bozze restano come sono.</li>
      </ul>
      <Form action={`/codice-personale/blocco/${token}`} csrf={csrf} label="Ferma il codice">
        <Actions>
          <Button look="danger">Ferma il codice personale</Button>
        </Actions>
      </Form>
    </StopPage>
  );
}

export function StoppedCodePage({ frame, visitor }: Look) {
  return (
    <StopPage {...{ frame, visitor }} title="Il codice personale è fermo">
      <Notice kind="success" announced>
        Il codice non firma più niente e tutti i dispositivi sono stati scollegati.
      </Notice>
      <h2>Che cosa fare adesso</h2>
      <ol>
        <li>
          <strong>Cambia le credenziali con cui entri</strong>: chi ha recuperato il codice forse le conosce.
        </li>
        <li>Entra, e guarda nel profilo gli indirizzi e i dispositivi.</li>
        <li>
          Per un nuovo codice personale entra con SPID, con la CIE o con la verifica in due passaggi, oppure vai a uno
          sportello con un documento. Se qualcosa non torna, <a href="/assistenza">chiedi assistenza</a>.
        </li>
      </ol>
      <Actions>
        <LinkButton href="/accesso">Vai alla pagina di accesso</LinkButton>
      </Actions>
    </StopPage>
  );
}

/** Unknown, over or used: one answer for all three. */
export function DeadStopPage({ frame, visitor }: Look) {
  return (
    <StopPage {...{ frame, visitor }} title="Il collegamento non vale più">
      <p>
        Vale {STOP_HOURS} ore e una volta sola, finché il codice è quello recuperato per mail. Se il codice è già stato
        fermato o sostituito, è tutto a posto.
      </p>
      <p>
        Se non sei stato tu a sostituirlo, accedi e cambia le credenziali, oppure{' '}
        <a href="/assistenza">chiedi assistenza</a>.
      </p>
    </StopPage>
  );
}
