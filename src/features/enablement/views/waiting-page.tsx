import {
  Actions,
  Button,
  CardList,
  Form,
  type Frame,
  LinkButton,
  Page,
  SummaryList,
  type SummaryRow,
  TextField,
  type Visitor,
} from '../../../ui/index.ts';
import type { EnablementRequest } from '../declared-data.ts';
import { documentLabel } from '../identity-document.ts';
import { AcceptOnLine } from './accept-on-line.tsx';
import { EnablementSteps } from './enablement-steps.tsx';
import { Meanwhile } from './meanwhile.tsx';
import { MailAgain } from './temporary-code-page.tsx';

/** A school as somebody who must go there needs it. */
export interface Desk {
  readonly code: string;
  readonly name: string;
  readonly address: string;
  readonly email: string | null;
  readonly pec: string | null;
}

export interface WaitingPageProps {
  frame: Frame;
  visitor: Visitor;
  request: EnablementRequest;
  digital: boolean;
  enabledBefore: boolean;
  /** What was searched for; the municipality of the domicile at first. */
  query: string;
  desks: readonly Desk[];
  notice: string | undefined;
}

/** Fourth step: what to bring and where, until the desk has identified the person. */
export function WaitingPage(props: WaitingPageProps) {
  const { frame, visitor, request, digital, enabledBefore, query, desks, notice } = props;
  const { document } = request.declaration;
  const rows: SummaryRow[] = [
    { label: 'Numero della richiesta', value: request.number },
    { label: 'Stato', value: 'In attesa di identificazione' },
  ];
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="In attesa di identificazione – Abilitazione al servizio"
      heading="Abilitazione: fatti identificare"
      lead="Il codice è giusto e la tua richiesta è completa. Ora va’ in una scuola o in un ufficio scolastico, quello che preferisci, in tutta Italia."
      {...(notice === undefined ? {} : { notice: { kind: 'info', text: notice } })}
    >
      <EnablementSteps current={3} />
      <Meanwhile enabledBefore={enabledBefore} />
      {digital && <AcceptOnLine csrf={visitor.csrf} />}
      <SummaryList rows={rows} />
      <h2>Che cosa portare</h2>
      <ul>
        <li>
          Il documento che hai dichiarato: {documentLabel(document.kind).toLowerCase()} n. {document.number}. Deve
          essere ancora valido quel giorno.
        </li>
        <li>La tessera sanitaria, o un altro tesserino con il codice fiscale.</li>
        <li>
          Il modulo di adesione stampato e <strong>non firmato</strong>: lo firmi davanti all’operatore.
        </li>
        <li>Una fotocopia del documento e una del codice fiscale.</li>
      </ul>
      <Actions>
        <LinkButton look="outline" icon="it-download" href="/abilitazione/modulo">
          Scarica il modulo (PDF)
        </LinkButton>
      </Actions>
      <h2 id="dove">Dove andare</h2>
      <p>Telefona o scrivi prima, per conoscere gli orari della segreteria.</p>
      <Form action="/abilitazione/attesa#dove" method="get" label="Cerca una scuola">
        <TextField
          name="scuola"
          label="Comune, nome o codice della scuola"
          value={query}
          width="long"
          autocomplete="off"
        />
        <Actions>
          <Button look="outline" icon="it-search">
            Cerca la scuola
          </Button>
        </Actions>
      </Form>
      <h2>{query === '' ? 'Scuole trovate' : `Scuole trovate per «${query}»`}</h2>
      <Desks desks={desks} query={query} />
      <h2>Dopo l’identificazione</h2>
      <p>
        Ti arriva una mail. Al primo accesso sostituisci il codice temporaneo con un codice personale scelto da te:
        conserva il codice temporaneo fino ad allora.
      </p>
      <h2>Qualcosa non va?</h2>
      <p>
        Hai sbagliato i dati? <a href="/abilitazione/dati">Correggi i dati e rifai la richiesta</a>. Hai perso il codice
        temporaneo?
      </p>
      <MailAgain csrf={visitor.csrf} />
    </Page>
  );
}

function Desks({ desks, query }: { desks: readonly Desk[]; query: string }) {
  const nothing = `Nessuna scuola per «${query}». Prova con meno lettere.`;
  return (
    <CardList
      cards={desks.map((desk) => ({
        title: `${desk.name} (${desk.code})`,
        level: 3,
        children: <DeskAddresses {...desk} />,
      }))}
      empty={query === '' ? 'Scrivi un comune o il nome di una scuola.' : nothing}
    />
  );
}

function DeskAddresses({ address, email, pec }: Desk) {
  return (
    <>
      <p>{address}</p>
      {email !== null && (
        <p>
          E-mail: <a href={`mailto:${email}`}>{email}</a>
        </p>
      )}
      {pec !== null && (
        <p>
          PEC: <a href={`mailto:${pec}`}>{pec}</a>
        </p>
      )}
    </>
  );
}
