import { Actions, Button, Form, Instant, Notice, Page } from '../../../ui/index.ts';
import { type About, type Look, trail } from './look.ts';

interface WaitingPageProps extends Look {
  readonly about: About;
  /** Too many confirms at once, or the database does not answer: then nobody knows yet whether it is written. */
  readonly why: 'busy' | 'database';
  readonly action: string;
  /** Sealed: what was confirmed and when it arrived. */
  readonly pending: string;
  readonly arrivedAt: Date;
}

/** The confirmation has arrived and is not finished: the page asks again by itself, and twice is as once. */
export function WaitingPage({ about, why, action, pending, arrivedAt, ...look }: WaitingPageProps) {
  const heading = why === 'busy' ? 'La tua conferma è in coda' : 'Verifichiamo la registrazione';
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      title={`${heading} – ${about.title}`}
      heading={heading}
      section="/area"
      breadcrumb={trail(about)}
    >
      <Notice kind="info" title="Non chiudere questa pagina" announced>
        <p>
          La conferma è arrivata{' '}
          <strong>
            <Instant at={arrivedAt} />
          </strong>
          : per il termine conta questo orario, non quello in cui finiamo.
        </p>
        <p>
          {why === 'busy'
            ? 'In questo momento confermano in molti. La pagina riprova da sola ogni pochi secondi.'
            : 'L’archivio non risponde e non sappiamo ancora se la domanda è registrata. La pagina controlla da sola ogni pochi secondi: se la domanda c’è già, non viene inoltrata due volte.'}
        </p>
      </Notice>
      <Form action={action} csrf={look.visitor?.csrf} hidden={{ pending }} again={4} label="Riprova">
        <Actions>
          <Button icon="it-refresh">Riprova adesso</Button>
        </Actions>
      </Form>
    </Page>
  );
}
