import {
  Actions,
  Button,
  CodeField,
  errorFor,
  type FieldError,
  Form,
  Instant,
  LinkButton,
  Notice,
  Page,
  Pager,
  profileLink,
  StateTag,
  SummaryList,
  type SummaryRow,
  Table,
} from '../../../ui/index.ts';
import { type DelegationState, delegationState } from '../delegation.ts';
import type { DelegatedAct } from '../history-store.ts';
import type { DelegationRecord } from '../record.ts';
import { actInWords, periodInWords, STATES, type Titles } from '../words.ts';
import { DELEGATIONS, type Look, paths } from './look.ts';

export interface DelegationPageProps extends Look {
  readonly delegation: DelegationRecord;
  readonly titles: Titles;
  /** What was done under it, for the delegator; undefined for the delegate. */
  readonly history:
    | { readonly acts: readonly DelegatedAct[]; readonly page: number; readonly pages: number }
    | undefined;
  /** What is wrong with the code given to accept. */
  readonly errors?: readonly FieldError[];
  readonly notice?: string | undefined;
}

/** One delegation, for either of its two people: where it stands, what may be done about it, what was done with it. */
export function DelegationPage({ delegation, titles, history, errors = [], notice, ...look }: DelegationPageProps) {
  const state = delegationState(delegation, look.now);
  const given = delegation.side === 'delegator';
  const heading = given
    ? `Delega n. ${delegation.number} a ${delegation.delegateName ?? delegation.surname}`
    : `Delega n. ${delegation.number} da ${delegation.delegatorName}`;
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      title={`${heading} – Deleghe`}
      heading={heading}
      breadcrumb={[profileLink, DELEGATIONS]}
      errors={errors}
      notice={notice === undefined ? undefined : { kind: 'info', text: notice }}
    >
      <p>
        <StateTag tone={STATES[state].tone}>{STATES[state].word}</StateTag>
      </p>
      <Meaning delegation={delegation} state={state} />
      {given ? (
        <DelegatorActs delegation={delegation} state={state} look={look} />
      ) : (
        <DelegateActs delegation={delegation} state={state} look={look} errors={errors} />
      )}
      <h2>Che cosa prevede</h2>
      <SummaryList rows={rows(delegation, titles)} />
      {history !== undefined && delegation.acceptedAt !== null && (
        <History history={history} titles={titles} id={delegation.id} name={delegation.delegateName ?? ''} />
      )}
    </Page>
  );
}

interface StateProps {
  delegation: DelegationRecord;
  state: DelegationState;
}

/** What the state means for who is looking, in a sentence. */
function Meaning({ delegation, state }: StateProps) {
  const { side, delegateName, delegatorName, standing } = delegation;
  const given = side === 'delegator';
  const mayAct = standing.delegator === 'active' && standing.delegate === 'active';
  if (state === 'running' && !mayAct) {
    return (
      <Notice kind="warning">
        In questo momento la delega non si può usare: per operare tutti e due dovete essere abilitati al servizio.
      </Notice>
    );
  }
  if (state === 'offered') {
    return (
      <p>
        {given
          ? 'Se il codice fiscale e il cognome sono giusti e la persona è abilitata, ha ricevuto la proposta. Se non ha ricevuto niente, controllate insieme questi dati.'
          : `${delegatorName} ti chiede di operare per conto suo. Non sei obbligato ad accettare.`}{' '}
        Si può rispondere prima di <Instant at={delegation.answerBy} />.
      </p>
    );
  }
  if (state === 'running') {
    return (
      <p>{given ? `${delegateName} può operare per conto tuo.` : `Puoi operare per conto di ${delegatorName}.`}</p>
    );
  }
  return (
    <p>
      {given
        ? 'Con questa delega nessuno può operare per conto tuo adesso.'
        : 'Con questa delega non puoi operare adesso.'}
    </p>
  );
}

function DelegatorActs({ delegation, state, look }: StateProps & { look: Look }) {
  const { id, number } = delegation;
  const waiting = state === 'offered';
  if (!waiting && state !== 'accepted' && state !== 'running') return null;
  return (
    <Form action={paths.revoke(id)} csrf={look.visitor.csrf} label="Ferma la delega">
      <p>
        {waiting
          ? 'Se ritiri la proposta, nessuno la può più accettare.'
          : 'Se la fermi, da quell’istante questa persona non può fare più niente per conto tuo. Quello che ha già inoltrato resta valido: puoi correggerlo o ritirarlo tu.'}
      </p>
      <Actions>
        <Button look="danger" about={waiting ? `della delega n. ${number}` : `n. ${number}`}>
          {waiting ? 'Ritira la proposta' : 'Ferma subito la delega'}
        </Button>
      </Actions>
    </Form>
  );
}

function DelegateActs({ delegation, state, look, errors }: StateProps & { look: Look; errors: readonly FieldError[] }) {
  const { id, delegatorName, standing } = delegation;
  const { csrf } = look.visitor;
  if (state === 'offered') return <AnswerForms id={id} look={look} errors={errors} />;
  if (state !== 'accepted' && state !== 'running') return null;
  const mayAct = state === 'running' && standing.delegator === 'active' && standing.delegate === 'active';
  return (
    <>
      {mayAct && (
        <Form action={paths.begin(id)} csrf={csrf} label={`Opera per conto di ${delegatorName}`}>
          <Actions>
            <Button>Opera per conto di {delegatorName}</Button>
          </Actions>
        </Form>
      )}
      <Form action={paths.revoke(id)} csrf={csrf} label="Rinuncia alla delega">
        <Actions>
          <Button look="danger">Rinuncia alla delega</Button>
        </Actions>
      </Form>
    </>
  );
}

function AnswerForms({ id, look, errors }: { id: string; look: Look; errors: readonly FieldError[] }) {
  const { csrf, attempt } = look.visitor;
  return (
    <>
      <Notice kind="info" title="Prima di accettare">
        <ul>
          <li>Quello che fai per conto di un’altra persona resta registrato anche con il tuo nome.</li>
          <li>Per inoltrare usi il tuo codice personale. Non chiedere mai il suo.</li>
          <li>Dichiarare il falso è punito dalla legge (DPR 445/2000, art. 76), anche per conto di altri.</li>
          <li>Se accetti, quella persona vede il tuo nome e cognome. Puoi rinunciare quando vuoi.</li>
        </ul>
      </Notice>
      <Form action={paths.accept(id)} csrf={csrf} label="Accetta la delega">
        <CodeField
          name="code"
          attempt={attempt}
          label="Il tuo codice personale"
          hint="Accettare è un impegno, e si firma. È il tuo codice, non quello di chi ti delega."
          error={errorFor(errors, 'code')}
        />
        <Actions>
          <Button>Accetta la delega</Button>
        </Actions>
      </Form>
      <Form action={paths.refuse(id)} csrf={csrf} label="Non accettare la delega">
        <Actions>
          <Button look="outline">Non accettare</Button>
        </Actions>
      </Form>
    </>
  );
}

function rows(delegation: DelegationRecord, titles: Titles): SummaryRow[] {
  const { side, procedures, acceptedAt, revokedAt, offeredAt } = delegation;
  const person =
    side === 'delegator'
      ? { label: 'Persona che hai indicato', value: `${delegation.surname}, ${delegation.fiscalCode}` }
      : { label: 'Chi ti delega', value: `${delegation.delegatorName}, ${delegation.delegatorFiscalCode}` };
  return [
    person,
    { label: 'Vale', value: periodInWords(delegation) },
    { label: 'Procedure', value: procedures === null ? 'Tutte' : procedures.map(titles.procedure).join(', ') },
    { label: 'Proposta', value: <Instant at={offeredAt} /> },
    ...(acceptedAt === null ? [] : [{ label: 'Accettata', value: <Instant at={acceptedAt} /> }]),
    ...(revokedAt === null ? [] : [{ label: 'Fermata', value: <Ended delegation={delegation} at={revokedAt} /> }]),
  ];
}

function Ended({ delegation, at }: { delegation: DelegationRecord; at: Date }) {
  const { revokedById, delegatorId, delegatorName, delegateName } = delegation;
  const who =
    revokedById === null
      ? 'dal portale, perché uno dei due non è più abilitato'
      : `da ${revokedById === delegatorId ? delegatorName : (delegateName ?? '')}`;
  return (
    <>
      <Instant at={at} />, {who}
    </>
  );
}

interface HistoryProps {
  history: NonNullable<DelegationPageProps['history']>;
  titles: Titles;
  id: string;
  name: string;
}

function History({ history: { acts, page, pages }, titles, id, name }: HistoryProps) {
  return (
    <>
      <h2>Che cosa ha fatto {name} per conto tuo</h2>
      <Table
        caption="Operazioni fatte con la delega, dalla più recente"
        captionHidden
        columns={[
          { label: 'Quando', cell: ({ at }: DelegatedAct) => <Instant at={at} /> },
          { label: 'Che cosa', cell: (act) => <Act act={act} titles={titles} />, heading: true },
        ]}
        rows={acts}
        empty="Finora niente."
      />
      <Pager
        page={page + 1}
        pages={pages}
        hrefOf={(to) => `${paths.one(id)}?pagina=${to}`}
        label="Pagine delle operazioni"
      />
    </>
  );
}

function Act({ act, titles }: { act: DelegatedAct; titles: Titles }) {
  const { applicationId, filingId } = act;
  return (
    <>
      {actInWords(act, titles)}{' '}
      {applicationId !== null && filingId !== null && (
        <LinkButton look="quiet" href={`/istanze/${applicationId}/ricevuta/${filingId}`} about="di questa operazione">
          Vedi la ricevuta
        </LinkButton>
      )}
    </>
  );
}
