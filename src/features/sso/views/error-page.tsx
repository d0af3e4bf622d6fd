import { Actions, type Frame, LinkButton, Page } from '../../../ui/index.ts';

const WORDS: Readonly<Record<string, string>> = {
  invalid_client: 'Il servizio da cui arrivi non è registrato qui, oppure è sospeso.',
  unauthorized_client: 'Il servizio da cui arrivi non può chiedere questo tipo di accesso.',
  invalid_redirect_uri:
    'Il servizio chiede di riportarti a un indirizzo che non ha registrato: per la tua sicurezza ci fermiamo qui.',
  access_denied: 'L’accesso non è stato completato.',
  invalid_scope: 'Il servizio chiede dati che non può ricevere.',
  person_changed: 'Mentre entravi nel servizio, in questo browser è cambiata la persona collegata.',
  server_error: 'Il portale non è riuscito a completare l’accesso: l’errore è stato registrato.',
};

/** A request of a service that could not be served, told to the person it was about. */
export function ErrorPage({ frame, error }: { frame: Frame; error: string }) {
  const title = 'Non siamo riusciti a farti entrare nel servizio';
  return (
    <Page frame={frame} visitor={null} title={title} heading={title}>
      <p>
        {WORDS[error] ??
          'La richiesta del servizio non è scritta come dovrebbe, oppure è scaduta mentre la pagina era aperta.'}
      </p>
      <h2>Che cosa è rimasto com’era</h2>
      <p>Non abbiamo passato nessun dato. Le tue bozze e le tue domande sono al loro posto.</p>
      <h2>Che cosa puoi fare</h2>
      <p>Torna al servizio e riprova l’accesso dall’inizio. Se succede ancora, chiedi assistenza al servizio.</p>
      <Actions>
        <LinkButton href="/">Vai all’inizio del portale</LinkButton>
        <LinkButton href="/assistenza" look="outline">
          Chiedi assistenza
        </LinkButton>
      </Actions>
      <p class="text-secondary">
        Per chi assiste: <code>{error}</code>
      </p>
    </Page>
  );
}
