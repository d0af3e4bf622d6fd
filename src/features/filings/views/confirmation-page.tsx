import { type Definition, withNorm } from '../../../engines/procedure/index.ts';
import type { Milestone } from '../../../ui/index.ts';
import { Actions, Details, Icon, Instant, LinkButton, Notice, Page, SummaryList, Timeline } from '../../../ui/index.ts';
import { ConsequencesPart } from '../../procedures/index.ts';
import { answerTerm, validityInWords } from '../receipt.ts';
import type { FilingReading, FilingRecord } from '../record.ts';
import { stamp, writeNumber } from '../register-number.ts';
import { Changing, type ChangingProps, Correcting } from './changing-part.tsx';
import { paths } from './look.ts';

export interface ConfirmationPageProps extends ChangingProps {
  /** The address the mail goes to. */
  readonly email: string;
  readonly nextSteps: readonly string[];
  readonly readings: readonly FilingReading[];
  readonly definition: Definition;
  /** Somebody else has filed about the same thing. */
  readonly doubled: boolean;
  readonly notice?: string | undefined;
}

/** What a person keeps: the number, the instant, the receipt, what happens now, and what they may still do. */
export function ConfirmationPage({ filing, notice, ...rest }: ConfirmationPageProps) {
  const { frame, visitor } = rest;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title={`${HEADINGS[filing.state]} – protocollo ${writeNumber(filing)}`}
      heading={HEADINGS[filing.state]}
      section="/archivio"
      breadcrumb={[{ href: '/archivio', label: 'Archivio' }]}
      notice={notice === undefined ? undefined : { kind: 'info', text: notice }}
    >
      <Outcome filing={filing} />
      <Correcting filing={filing} {...rest} />
      {rest.doubled && <Doubled definition={rest.definition} office={filing.office.name} />}
      <Receipt filing={filing} email={rest.email} />
      <h2>Cosa succede ora</h2>
      <Timeline milestones={milestones(filing, rest)} />
      {filing.state === 'valid' && <ConsequencesPart definition={rest.definition} />}
      <Changing filing={filing} {...rest} />
      <Readings readings={rest.readings} />
      <Proof filing={filing} />
      <p>
        <a href="/archivio">Vedi tutte le domande inoltrate</a>
      </p>
    </Page>
  );
}

const HEADINGS = {
  valid: 'Domanda inoltrata',
  replaced: 'Domanda sostituita da una correzione',
  withdrawn: 'Domanda ritirata',
} as const;

function Outcome({ filing }: { filing: FilingRecord }) {
  const facts = (
    <SummaryList
      rows={[
        { label: 'Numero di protocollo', value: <span class="register-number">{writeNumber(filing)}</span> },
        { label: 'Inoltrata', value: <Instant at={filing.arrivedAt} /> },
        { label: 'Ufficio che la riceve', value: filing.office.name },
        { label: 'Domanda', value: filing.subject },
        ...(filing.validity.delegate === undefined
          ? []
          : [{ label: 'Inoltrata da', value: <InNameOf delegate={filing.validity.delegate} /> }]),
      ]}
    />
  );
  if (filing.state === 'valid') {
    return (
      <Notice kind="success" title="INOLTRATA" announced>
        {facts}
      </Notice>
    );
  }
  return (
    <Notice kind="warning" title={filing.state === 'replaced' ? 'SOSTITUITA' : 'RITIRATA'}>
      <p>
        {filing.withdrawal ? (
          <>
            Hai ritirato questa domanda <Instant at={filing.withdrawal.arrivedAt} />. Protocollo del ritiro:{' '}
            <strong>{writeNumber(filing.withdrawal)}</strong>. Non vale più.
          </>
        ) : (
          <>
            Vale la correzione che hai inoltrato dopo.{' '}
            {filing.replacedById && (
              <a href={paths.confirmation(filing.applicationId, filing.replacedById)}>Vedi quella che vale</a>
            )}
          </>
        )}
      </p>
      {facts}
    </Notice>
  );
}

/** Two people have filed for what there is one of: both stand, and who decides sees it. */
function Doubled({ definition: { several }, office }: { definition: Definition; office: string }) {
  if (several === undefined) return null;
  return (
    <Notice kind="warning" title="Ce n’è anche un’altra">
      <p>Anche un’altra persona ha inoltrato una domanda per la stessa cosa. {withNorm(several.rule, several.norm)}</p>
      <p>
        Restano valide tutte e due: {office} vede che sono due e decide. Se vi mettete d’accordo su una sola, chi ha
        inoltrato l’altra la ritira.
      </p>
    </Notice>
  );
}

function InNameOf({ delegate }: { delegate: NonNullable<FilingRecord['validity']['delegate']> }) {
  return (
    <>
      {delegate.name} {delegate.surname}, con la delega n. {delegate.delegationNumber}
    </>
  );
}

function Receipt({ filing, email }: { filing: FilingRecord; email: string }) {
  const valid = filing.state === 'valid';
  if (filing.receipt === undefined) {
    return (
      <div data-refresh={valid ? 4 : undefined}>
        <p>
          <Icon name="it-clock" /> La ricevuta in PDF è <strong>in preparazione</strong>.
          {valid && (
            <>
              {' '}
              La domanda è già valida. Te la mandiamo a <strong>{email}</strong>; puoi chiudere questa pagina.
            </>
          )}
        </p>
        <p>
          <a href={paths.confirmation(filing.applicationId, filing.id)}>Controlla se è pronta</a>
        </p>
      </div>
    );
  }
  const { replaced } = filing.receipt;
  return (
    <>
      <p>
        La ricevuta (PDF) contiene tutte le risposte.
        {valid && (
          <>
            {' '}
            La mandiamo anche a <strong>{email}</strong>.
          </>
        )}
      </p>
      {replaced.length > 0 && (
        <p>
          Nella ricevuta questi segni non si possono stampare e sono sostituiti da □:{' '}
          <strong>{replaced.join(' ')}</strong>. Nella domanda registrata sono come li hai scritti.
        </p>
      )}
      <Actions>
        <LinkButton href={paths.pdf(filing.applicationId, filing.id)} icon="it-file-pdf">
          Scarica la ricevuta
        </LinkButton>
      </Actions>
    </>
  );
}

function milestones(
  filing: FilingRecord,
  {
    window,
    afterClosing,
    nextSteps,
    now,
  }: Pick<ConfirmationPageProps, 'window' | 'afterClosing' | 'nextSteps' | 'now'>,
): Milestone[] {
  const filed: Milestone = { title: 'Domanda registrata nel protocollo', at: filing.filedAt, state: 'past' };
  if (filing.state !== 'valid') {
    const title = filing.state === 'withdrawn' ? 'Domanda ritirata' : 'Sostituita da una correzione';
    return [filed, { title, at: filing.withdrawal?.withdrawnAt, state: 'past' }];
  }
  const closing: Milestone[] = window
    ? [
        {
          title: afterClosing ? 'Ultimo momento per revocarla' : 'Chiusura del termine',
          at: window.closesAt,
          state: now < window.closesAt ? 'now' : 'past',
        },
      ]
    : [];
  const term: Milestone = {
    title: 'Risposta dell’ufficio',
    state: 'next',
    note: `Entro il ${answerTerm(filing.arrivedAt)} (30 giorni), se l’atto della procedura non fissa un altro termine.`,
  };
  return [filed, ...closing, ...nextSteps.map((title): Milestone => ({ title, state: 'next' })), term];
}

function Readings({ readings }: { readings: readonly FilingReading[] }) {
  if (readings.length === 0)
    return <p>L’ufficio non l’ha ancora aperta. Qui vedrai ogni volta che qualcuno la legge.</p>;
  return (
    <section aria-labelledby="readings">
      <h2 id="readings">Chi l’ha letta</h2>
      <ul>
        {readings.map(({ officeName, what, readAt }, index) => (
          <li key={index}>
            {what === 'answers' ? 'Letta' : 'Ricevuta scaricata'} da {officeName}, <Instant at={readAt} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Proof({ filing }: { filing: FilingRecord }) {
  return (
    <Details summary="I dati che provano l’inoltro">
      <SummaryList
        rows={[
          {
            label: 'Segnatura di protocollo',
            value: stamp({ ...filing, officeName: filing.office.name, registerCode: filing.office.registerCode }),
          },
          { label: 'Arrivata al portale', value: <Instant at={filing.arrivedAt} /> },
          { label: 'Registrata', value: <Instant at={filing.filedAt} /> },
          { label: 'Impronta SHA-256 della domanda', value: <code>{filing.sha256}</code> },
          { label: 'Versione delle regole', value: <code>{filing.releaseDigest}</code> },
          { label: 'Identificativo dell’inoltro', value: <code>{filing.id}</code> },
          { label: 'Perché vale come firmata', value: validityInWords(filing) },
        ]}
      />
    </Details>
  );
}
