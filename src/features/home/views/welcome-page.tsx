import type { Frame, Visitor } from '../../../ui/index.ts';
import { Actions, CardList, Instant, LinkButton, Page, Remaining } from '../../../ui/index.ts';
import type { FilingWindow, Release } from '../../procedures/index.ts';
import type { Guide } from '../guide.ts';

/** A procedure that can be filed now, or will be. */
export interface OfferedProcedure {
  release: Release;
  window: FilingWindow;
}

interface WelcomePageProps {
  frame: Frame;
  visitor: Visitor | null;
  notice: string | undefined;
  procedures: readonly OfferedProcedure[];
  guides: readonly Guide[];
  now: Date;
}

/** The public home: what the service is, what is open and until when, how to begin, whom to ask. */
export function WelcomePage({ frame, visitor, notice, procedures, guides, now }: WelcomePageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/"
      title="Presenta le tue domande"
      heading="Presenta le tue domande alla scuola, online"
      notice={notice === undefined ? undefined : { kind: 'info', text: notice }}
      lead="Compili con calma, controlli i punti, inoltri con il codice personale. Subito dopo hai il numero di protocollo e la ricevuta."
      asideTitle="Guide e assistenza"
      aside={<GuideLinks guides={guides} />}
    >
      <Actions>
        <LinkButton href={visitor ? '/area' : '/accesso'}>{visitor ? 'Vai alla tua area' : 'Accedi'}</LinkButton>
        {visitor === null && !frame.installation.digitalOnly && (
          <LinkButton href="/registrazione" look="outline">
            Registrati
          </LinkButton>
        )}
      </Actions>
      <h2>Domande che puoi presentare</h2>
      <CardList
        cards={procedures.slice(0, MOST_SHOWN).map((procedure) => procedureCard(procedure, now))}
        empty="In questo momento non ci sono domande aperte. Quando se ne apre una la trovi qui."
      />
      <Actions>
        <LinkButton href="/procedure" look="outline">
          Cerca tra tutte le procedure
        </LinkButton>
        <LinkButton href="/procedure/calendario" look="quiet">
          Vedi il calendario
        </LinkButton>
      </Actions>
      <h2>Come funziona</h2>
      <ol class="steps-in-words">
        {frame.installation.digitalOnly ? (
          <li>
            <strong>Entri con SPID o CIE</strong>: la tua identità è già verificata, non serve lo sportello.
          </li>
        ) : (
          <>
            <li>
              <strong>Ti registri</strong> con il codice fiscale e un indirizzo e-mail, o entri con SPID o CIE.
            </li>
            <li>
              <strong>Ti fai identificare</strong> una volta sola, allo sportello di una scuola qualsiasi; con SPID o
              CIE non serve.
            </li>
          </>
        )}
        <li>
          <strong>Scegli il codice personale</strong>: conferma ogni tua operazione.
        </li>
        <li>
          <strong>Compili, controlli e inoltri.</strong> Finché non inoltri, la domanda non vale; dopo, puoi ancora
          correggerla o ritirarla entro la scadenza.
        </li>
      </ol>
    </Page>
  );
}

const MOST_SHOWN = 6;

function procedureCard({ release, window }: OfferedProcedure, now: Date) {
  const open = window.phase === 'open';
  return {
    title: release.definition.title,
    href: `/procedure/${release.procedureId}`,
    level: 3 as const,
    state: open ? { tone: 'success' as const, word: 'Aperta' } : { tone: 'neutral' as const, word: 'In arrivo' },
    children: (
      <>
        <p>{release.definition.summary}</p>
        <p>
          {open ? 'Si chiude ' : 'Si apre '}
          <strong>
            <Instant at={open ? window.closesAt : window.opensAt} />
          </strong>
          {open && (
            <>
              {' '}
              (<Remaining until={window.closesAt} now={now} />)
            </>
          )}
        </p>
      </>
    ),
  };
}

function GuideLinks({ guides }: { guides: readonly Guide[] }) {
  return (
    <>
      <ul>
        {guides.map((guide) => (
          <li key={guide.name}>
            <a href={`/guide/${guide.name}`}>{guide.title}</a>
          </li>
        ))}
      </ul>
      <p>
        Non basta? <a href="/assistenza">Chiedi assistenza</a>.
      </p>
    </>
  );
}
