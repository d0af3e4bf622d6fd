import {
  Actions,
  Button,
  clockWords,
  Details,
  errorFor,
  type FieldError,
  Form,
  type Frame,
  Page,
  StateTag,
  Table,
  TextField,
  type Visitor,
} from '../../../ui/index.ts';
import type { OwnOutcome } from '../../enablement/index.ts';

export interface DeskPageProps {
  frame: Frame;
  visitor: Visitor;
  officeName: string;
  /** The clerk has a role elsewhere too. */
  several: boolean;
  fiscalCode: string;
  outcomes: readonly OwnOutcome[];
  errors: readonly FieldError[];
  notice: { readonly kind: 'success' | 'warning'; readonly text: string } | undefined;
}

/** The desk: one search, and what this clerk has done today. */
export function DeskPage({ frame, visitor, officeName, several, fiscalCode, outcomes, errors, notice }: DeskPageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Sportello"
      heading="Sportello: identifica una persona"
      lead={officeName}
      section="/sportello"
      errors={errors}
      {...(notice === undefined ? {} : { notice })}
      help={<DeskHelp />}
      asideTitle="Quando non si trova la richiesta"
    >
      <Form action="/sportello" csrf={visitor.csrf} label="Cerca una richiesta">
        <TextField
          name="fiscalCode"
          label="Codice fiscale"
          hint="Copialo dalla tessera sanitaria della persona che hai davanti."
          value={fiscalCode}
          autocomplete="off"
          spellcheck={false}
          capitals
          maxlength={40}
          width="medium"
          error={errorFor(errors, 'fiscalCode')}
        />
        <Actions>
          <Button icon="it-search">Cerca la richiesta</Button>
        </Actions>
      </Form>
      {several && (
        <p>
          Lavori per {officeName}. <a href="/lavoro">Cambia scuola o ufficio</a>
        </p>
      )}
      <h2>È qui per un altro motivo?</h2>
      <p>
        Non riceve le mail, non sa a che punto è, vuole revocare:{' '}
        <a href="/sportello/stato">aiuta chi è davanti a te</a>.
      </p>
      <h2>Oggi</h2>
      <Today outcomes={outcomes} />
    </Page>
  );
}

function DeskHelp() {
  return (
    <>
      <p>Vedi una richiesta solo quando è in attesa. Se la ricerca non trova niente, la persona:</p>
      <ul>
        <li>non ha ancora fatto la richiesta;</li>
        <li>non ha ancora scritto il codice temporaneo ricevuto per mail;</li>
        <li>ha corretto i dati e deve scrivere il nuovo codice;</li>
        <li>è già stata identificata.</li>
      </ul>
      <p>Può controllarlo entrando in Istanze OnLine.</p>
      <Details summary="Che cosa resta scritto">
        <p>
          Ogni ricerca riuscita e ogni esito restano registrati con il tuo nome, l’ufficio e l’ora. La persona li vede.
        </p>
      </Details>
    </>
  );
}

function Today({ outcomes }: { outcomes: readonly OwnOutcome[] }) {
  const confirmed = outcomes.filter(({ outcome }) => outcome === 'confirmed').length;
  return (
    <>
      {outcomes.length > 0 && (
        <p>
          {confirmed === 1 ? '1 confermata' : `${confirmed} confermate`}, {outcomes.length - confirmed} non{' '}
          {outcomes.length - confirmed === 1 ? 'confermata' : 'confermate'}.
        </p>
      )}
      <Table
        caption="Identificazioni di oggi"
        captionHidden
        rows={outcomes}
        empty="Oggi non hai ancora identificato nessuno. Cerca il codice fiscale della prima persona."
        columns={[
          { label: 'Richiesta', heading: true, cell: ({ requestNumber }) => `n. ${requestNumber}` },
          { label: 'Persona', cell: ({ initials }) => initials },
          { label: 'Ora', cell: ({ at }) => <time datetime={at.toISOString()}>{clockWords(at)}</time> },
          {
            label: 'Esito',
            cell: ({ outcome }) =>
              outcome === 'confirmed' ? (
                <StateTag tone="success">Confermata</StateTag>
              ) : (
                <StateTag tone="danger">Non confermata</StateTag>
              ),
          },
        ]}
      />
    </>
  );
}
