import type { Trouble, TroubleKind } from '../../../platform/http/index.ts';
import type { Frame, Visitor } from '../../../ui/index.ts';
import { Actions, Button, Form, Instant, LinkButton, Notice, Page } from '../../../ui/index.ts';

interface Words {
  title: string;
  happened: string;
  kept: string;
  todo: string;
}

/** What happened, what was kept, what to do: for each kind of trouble, never a code alone. */
const WORDS: Record<TroubleKind, Words> = {
  absent: {
    title: 'Questa pagina non c’è',
    happened: 'L’indirizzo non corrisponde a nessuna pagina che puoi vedere.',
    kept: 'Non è cambiato nulla: le tue bozze e le tue domande sono al loro posto.',
    todo: 'Controlla l’indirizzo, oppure riparti dalla tua area.',
  },
  forged: {
    title: 'Non abbiamo accettato l’invio',
    happened:
      'Il modulo non veniva da una pagina aperta adesso in questo portale: forse era aperta da un accesso precedente.',
    kept: 'Non è stato eseguito nulla, e ciò che avevi già salvato è rimasto com’era.',
    todo: 'Torna indietro, aggiorna la pagina e ripeti l’operazione.',
  },
  'too-large': {
    title: 'Quello che hai inviato è troppo grande',
    happened: 'Il modulo o il file supera la dimensione ammessa.',
    kept: 'Le risposte già salvate sono al loro posto; questo invio non è stato registrato.',
    todo: 'Torna indietro e riduci il file o il testo.',
  },
  unreadable: {
    title: 'Non siamo riusciti a leggere l’invio',
    happened: 'I dati sono arrivati incompleti o in una forma che non riconosciamo.',
    kept: 'Le risposte già salvate sono al loro posto; questo invio non è stato registrato.',
    todo: 'Torna indietro, aggiorna la pagina e riprova.',
  },
  busy: {
    title: 'C’è molta richiesta in questo momento',
    happened: 'Per non rallentare chi sta già lavorando, la tua operazione deve aspettare qualche secondo.',
    kept: 'Le risposte già salvate sono al loro posto e le domande inoltrate restano valide.',
    todo: 'Riprova fra dieci secondi: basta aggiornare la pagina.',
  },
  database: {
    title: 'Per qualche istante non riusciamo a leggere i dati',
    happened: 'La parte del portale che conserva i dati non risponde. Il guasto è già stato registrato.',
    kept: 'Tutto quello che la pagina ti aveva dato per salvato è salvato, e le domande con un numero di protocollo restano valide.',
    todo: 'Aspetta qualche secondo e aggiorna la pagina: il portale riprende da solo. L’interruzione è annotata: se cade a ridosso di una scadenza, l’ufficio può tenerne conto.',
  },
  'not-for-delegates': {
    title: 'Con la delega non puoi usare questa pagina',
    happened:
      'Questa pagina è personale: credenziali, codice, profilo, deleghe e uffici restano sempre di chi ti ha delegato, o tuoi.',
    kept: 'Non è stato eseguito nulla, e ciò che avevi già salvato è rimasto com’era.',
    todo: 'Torna alle domande di chi ti ha delegato. Per usare le tue pagine, premi «Torna a operare per te» in alto.',
  },
  bug: {
    title: 'Qualcosa non ha funzionato, ed è colpa nostra',
    happened: 'L’operazione si è fermata per un errore del portale. L’errore è stato registrato.',
    kept: 'Quello che era già salvato è rimasto com’era: un’operazione a metà viene annullata per intero.',
    todo: 'Riprova. Se succede ancora, chiedi assistenza e indica il riferimento qui sotto.',
  },
};

interface TroublePageProps {
  frame: Frame;
  visitor: Visitor | null;
  kind: TroubleKind;
  requestId: string;
  held?: Trouble['held'];
}

/** The page of a request that could not be served. */
export function TroublePage({ frame, visitor, kind, requestId, held }: TroublePageProps) {
  const words = WORDS[kind];
  return (
    <Page frame={frame} visitor={visitor} title={words.title} heading={words.title}>
      {held && <Waiting held={held} />}
      <p>{words.happened}</p>
      <h2>Che cosa è rimasto salvato</h2>
      <p>{words.kept}</p>
      <h2>Che cosa puoi fare</h2>
      <p>{words.todo}</p>
      <Actions>
        <LinkButton href={visitor ? '/area' : '/'}>{wayOn(visitor)}</LinkButton>
        <LinkButton href="/assistenza" look="outline">
          Chiedi assistenza
        </LinkButton>
      </Actions>
      {kind !== 'absent' && (
        <p class="text-secondary">
          Riferimento da indicare all’assistenza: <code>{requestId}</code>
        </p>
      )}
    </Page>
  );
}

function wayOn(visitor: Visitor | null): string {
  if (visitor === null) return 'Vai all’inizio';
  return visitor.acting === undefined ? 'Vai alla tua area' : `Torna alle domande di ${visitor.acting.delegator}`;
}

/** A confirmation that has arrived and could not be looked at yet: the page keeps it and sends it again by itself. */
function Waiting({ held: { action, hidden, arrivedAt } }: { held: NonNullable<Trouble['held']> }) {
  return (
    <>
      <Notice kind="info" title="La tua conferma è arrivata: non chiudere questa pagina" announced>
        <p>
          È arrivata{' '}
          <strong>
            <Instant at={arrivedAt} />
          </strong>
          : per il termine conta questo orario, non quello in cui finiamo.
        </p>
        <p>
          La pagina riprova da sola ogni pochi secondi. Se la conferma era già stata registrata, non viene ripetuta.
        </p>
      </Notice>
      <Form action={action} hidden={hidden} again={4} label="Riprova">
        <Actions>
          <Button icon="it-refresh">Riprova adesso</Button>
        </Actions>
      </Form>
    </>
  );
}
