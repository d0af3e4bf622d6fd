import { formatDate } from '../../../kernel/civil-date.ts';
import {
  Actions,
  Button,
  Checkboxes,
  errorFor,
  type FieldError,
  Form,
  type Frame,
  LinkButton,
  Notice,
  Page,
  Select,
  SummaryList,
  TextArea,
  type Visitor,
} from '../../../ui/index.ts';
import {
  addressLine,
  type Check,
  checksFor,
  documentLabel,
  type EnablementRequest,
  REFUSAL_REASONS,
  VariedTable,
  variationLabel,
} from '../../enablement/index.ts';
import { LONGEST_NOTE, type TypedDecision } from '../decision.ts';

export interface CasePageProps {
  frame: Frame;
  visitor: Visitor;
  request: EnablementRequest;
  /** The document was good when it was declared and is not any more. */
  documentExpired: boolean;
  typed: TypedDecision;
  errors: readonly FieldError[];
}

/** One request: what was declared, then the checks, then the decision. */
export function CasePage(props: CasePageProps) {
  const { frame, visitor, request, errors } = props;
  const { person } = request.declaration;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title={`Richiesta n. ${request.number} – Sportello`}
      heading={`${person.surname} ${person.name}`}
      lead={`Richiesta n. ${request.number}: confronta i dati con il documento, la tessera e il modulo.`}
      section="/sportello"
      breadcrumb={[{ href: '/sportello', label: 'Sportello' }]}
      errors={errors}
    >
      {PURPOSES[request.purpose] !== '' && (
        <Notice kind="info" title="Perché viene da te">
          <p>{PURPOSES[request.purpose]}</p>
        </Notice>
      )}
      <Varied request={request} />
      <ConfirmForm {...props} />
      <Declared request={request} />
      <RefuseForm {...props} />
      {request.declaration.variation === undefined && (
        <>
          <h2>È venuta un’altra persona al suo posto?</h2>
          <p>
            Vale solo per le procedure che lo ammettono.{' '}
            <a href={`/sportello/richieste/${request.id}/delegato`}>Identificazione per delega</a>
          </p>
        </>
      )}
      <h2>La persona non ha tutto con sé?</h2>
      <p>Non decidere niente: la richiesta resta in attesa e la persona può tornare, qui o in un’altra scuola.</p>
      <Actions>
        <LinkButton look="outline" href="/sportello">
          Torna alla ricerca senza decidere
        </LinkButton>
      </Actions>
    </Page>
  );
}

/** Nothing to say of who comes for the first time. */
const PURPOSES: Readonly<Record<EnablementRequest['purpose'], string>> = {
  first: '',
  regeneration:
    'È già stata identificata in passato e ha chiesto un nuovo codice personale. Identificala da capo: il modulo firmato allora non basta.',
  return:
    'La sua abilitazione era stata revocata e la chiede di nuovo. Identificala da capo: il modulo firmato allora non basta.',
  variation:
    'È già stata identificata in passato e ha cambiato i suoi dati. Confronta con attenzione nome, cognome e codice fiscale con il documento.',
};

function Varied({ request: { declaration } }: { request: EnablementRequest }) {
  const { variation } = declaration;
  if (variation === undefined) return null;
  return (
    <>
      <h2>I dati che cambiano</h2>
      <p>Il motivo scritto dalla persona: «{variationLabel(variation.reason)}». Cambiano solo se confermi.</p>
      <VariedTable variation={variation} caption="I dati di oggi e quelli nuovi" />
    </>
  );
}

function Declared({ request }: { request: EnablementRequest }) {
  const { person, contact, document } = request.declaration;
  return (
    <>
      <h2>Tutto quello che c’è sul modulo</h2>
      <SummaryList
        rows={[
          { label: 'Cognome e nome', value: `${person.surname} ${person.name}` },
          { label: 'Codice fiscale', value: person.fiscalCode },
          { label: 'Nascita', value: `${formatDate(person.birthDate)}, ${person.birthPlace}` },
          { label: 'Documento', value: `${documentLabel(document.kind)} n. ${document.number}` },
          { label: 'Rilasciato da', value: `${document.issuer}, ${formatDate(document.issued)}` },
          { label: 'Scade', value: formatDate(document.expires) },
          { label: 'Domicilio', value: addressLine(contact) },
          { label: 'E-mail', value: person.email },
          { label: 'Telefono', value: [contact.mobile, contact.phone].filter(Boolean).join(', ') },
        ]}
      />
    </>
  );
}

function ConfirmForm({ visitor, request, documentExpired, typed, errors }: CasePageProps) {
  if (documentExpired) {
    return (
      <Notice kind="danger" title="Il documento è scaduto">
        <p>
          È scaduto il {formatDate(request.declaration.document.expires)}: non puoi confermare. Rifiuta qui sotto con il
          motivo «Il documento è scaduto»; la persona rifà la richiesta con un documento valido.
        </p>
      </Notice>
    );
  }
  return (
    <>
      <h2>Controlli</h2>
      <Form action={`/sportello/richieste/${request.id}`} csrf={visitor.csrf} label="Conferma">
        <Checkboxes
          name="checks"
          label="Che cosa hai controllato"
          hint="Per confermare servono tutti."
          choices={checksFor(request).map(({ value, label }) => ({ value, label, hint: compare(request, value) }))}
          values={typed.checks}
          error={errorFor(errors, 'checks')}
        />
        <Actions>
          <Button name="decision" value="confirm" icon="it-check">
            Conferma l’identificazione
          </Button>
        </Actions>
      </Form>
    </>
  );
}

/** Beside each check, what has to be the same. */
function compare({ number, declaration }: EnablementRequest, check: Check): string {
  const { person, document } = declaration;
  const name = `${person.surname} ${person.name}`;
  switch (check) {
    case 'person':
      return `${name}, ${formatDate(person.birthDate)}, ${person.birthPlace}`;
    case 'document':
      return `${documentLabel(document.kind)} n. ${document.number}, scade il ${formatDate(document.expires)}`;
    case 'fiscal-code':
      return person.fiscalCode;
    case 'variation':
      return 'Il provvedimento, oppure il tesserino del nuovo codice fiscale';
    case 'form':
      return `Richiesta n. ${number}, ${name}`;
  }
}

function RefuseForm({ visitor, request, typed, errors }: CasePageProps) {
  return (
    <>
      <h2>Qualcosa non corrisponde?</h2>
      <Form action={`/sportello/richieste/${request.id}`} csrf={visitor.csrf} label="Rifiuto">
        <Select
          name="reason"
          label="Motivo"
          hint="La persona lo riceve per mail e può correggere i dati."
          choices={REFUSAL_REASONS}
          value={typed.reason}
          width="full"
          error={errorFor(errors, 'reason')}
        />
        <TextArea
          name="note"
          label="Spiegazione per la persona"
          value={typed.note}
          rows={3}
          maxlength={LONGEST_NOTE}
          optional
          error={errorFor(errors, 'note')}
        />
        <Actions>
          <Button look="danger" name="decision" value="refuse">
            Rifiuta l’identificazione
          </Button>
        </Actions>
      </Form>
    </>
  );
}
