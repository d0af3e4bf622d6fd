import type { CivilDate } from '../../../kernel/civil-date.ts';
import { longDate } from '../../../kernel/rome-time.ts';
import type { Frame, Visitor } from '../../../ui/index.ts';
import {
  Actions,
  Button,
  Form,
  Instant,
  LinkButton,
  Notice,
  Page,
  Prose,
  Remaining,
  Table,
} from '../../../ui/index.ts';
import type { Release } from '../release.ts';
import type { FilingWindow } from '../window.ts';

export interface ProcedurePageProps {
  frame: Frame;
  visitor: Visitor | null;
  release: Release;
  window: FilingWindow | undefined;
  now: Date;
}

/** The public page of a procedure: who, what is needed, until when, with which rules; and the way in. */
export function ProcedurePage({ frame, visitor, release, window, now }: ProcedurePageProps) {
  const { definition } = release;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title={definition.title}
      heading={definition.title}
      lead={definition.summary}
      breadcrumb={[{ href: '/', label: 'Inizio' }]}
      asideTitle="Quando si presenta"
      aside={window && <WindowState window={window} now={now} />}
    >
      <h2>Chi può presentarla</h2>
      <p>{definition.audience}</p>
      <WayIn release={release} window={window} visitor={visitor} registers={!frame.installation.digitalOnly} />
      <h2>Che cosa ti chiediamo</h2>
      <ol>
        {definition.sections.map((section) => (
          <li key={section.id}>
            <strong>{section.title}</strong>
            {section.intro ? `: ${section.intro}` : ''}
          </li>
        ))}
      </ol>
      {definition.next_steps.length > 0 && (
        <>
          <h2>Cosa succede dopo</h2>
          <ol>
            {definition.next_steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </>
      )}
      {release.texts.map((text) => (
        <section key={text.title} aria-label={text.title}>
          <Prose markdown={text.markdown} level={2} />
        </section>
      ))}
      <h2>Le regole in vigore</h2>
      <Table
        caption="Atti su cui si fonda la procedura"
        captionHidden
        columns={[
          { label: 'Atto', heading: true, cell: (act) => act.act },
          { label: 'Che cosa stabilisce', cell: (act) => act.what },
          { label: 'Verifica', cell: (act) => (act.uncertain ? 'da verificare con l’atto' : 'riscontrata') },
        ]}
        rows={definition.legal_basis}
      />
      <p class="text-secondary">
        Versione delle regole: <code>{release.digest.slice(0, 16)}</code>, pubblicata{' '}
        <Instant at={release.publishedAt} />.
      </p>
    </Page>
  );
}

function WindowState({ window, now }: { window: FilingWindow; now: Date }) {
  return (
    <>
      <p>
        {window.phase === 'open' && (
          <>
            <strong>Aperta.</strong> <Remaining until={window.closesAt} now={now} />.
          </>
        )}
        {window.phase === 'future' && <strong>Non ancora aperta.</strong>}
        {window.phase === 'closed' && <strong>Chiusa.</strong>}
      </p>
      <dl>
        <dt>Si apre</dt>
        <dd>
          <Instant at={window.opensAt} />
        </dd>
        <dt>Si chiude</dt>
        <dd>
          <Instant at={window.closesAt} />
        </dd>
      </dl>
      {window.act && (
        <p>
          Termini spostati
          {window.act.evidence ? (
            <>
              {' '}
              da {window.act.evidence.authority}, atto n. {window.act.evidence.number} del{' '}
              {longDate(window.act.evidence.date as CivilDate)}
            </>
          ) : (
            <>
              {' '}
              da un atto del <Instant at={window.act.decidedAt} dateOnly />
            </>
          )}
          : {window.act.reason}
        </p>
      )}
    </>
  );
}

type WayInProps = Pick<ProcedurePageProps, 'release' | 'window' | 'visitor'> & { readonly registers: boolean };

function WayIn({ release, window, visitor, registers }: WayInProps) {
  if (window?.phase !== 'open') {
    return <Notice kind="info">In questo momento la domanda non si può presentare.</Notice>;
  }
  if (visitor === null) {
    return (
      <Actions>
        <LinkButton href={`/accesso?dopo=/procedure/${release.procedureId}`}>
          Accedi per compilare la domanda
        </LinkButton>
        {registers && (
          <LinkButton href="/registrazione" look="outline">
            Registrati
          </LinkButton>
        )}
      </Actions>
    );
  }
  return (
    <Form action={`/procedure/${release.procedureId}/istanze`} csrf={visitor.csrf}>
      <Actions>
        <Button>Compila la domanda</Button>
      </Actions>
    </Form>
  );
}
