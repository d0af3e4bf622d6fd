import type { Visitor } from '../../../ui/index.ts';
import { Actions, Button, Form, Instant, LinkButton, Notice, Remaining, StateTag } from '../../../ui/index.ts';
import { actWords } from '../act-words.ts';
import type { Release } from '../release.ts';
import type { FilingWindow, TimedWindow } from '../window.ts';
import { mainWindow } from '../window.ts';
import { stateOf } from './procedure-card.tsx';

/** The state of the window in a word, the time left, the other dates, and the calendar to take away. */
export function WindowState(props: { windows: readonly TimedWindow[]; procedureId: string; now: Date }) {
  const { windows, procedureId, now } = props;
  const main = mainWindow(windows);
  return (
    <>
      {main && <Main window={main} now={now} />}
      {windows
        .filter((window) => window !== main)
        .map((window) => (
          <div key={window.id}>
            <h2>{window.title}</h2>
            <p>
              Dal <Instant at={window.opensAt} /> fino a prima di <Instant at={window.closesAt} />
            </p>
          </div>
        ))}
      <p>
        <a href={`/procedure/${procedureId}/calendario.ics`} download>
          Aggiungi le date al tuo calendario
        </a>
      </p>
    </>
  );
}

function Main({ window, now }: { window: TimedWindow; now: Date }) {
  const { tone, word } = stateOf(window, now);
  const [act] = window.acts;
  return (
    <div>
      <p>
        <StateTag tone={tone}>{word}</StateTag>
        {window.phase === 'open' && (
          <>
            {' '}
            restano <Remaining until={window.closesAt} now={now} />
          </>
        )}
      </p>
      <dl>
        <dt>{window.opensAt <= now ? 'Si è aperta' : 'Si apre'}</dt>
        <dd>
          <Instant at={window.opensAt} />
        </dd>
        <dt>{window.closesAt <= now ? 'Si è chiusa' : 'Si chiude'}</dt>
        <dd>
          <Instant at={window.closesAt} />
        </dd>
      </dl>
      {window.norm && <p>Norma: {window.norm}.</p>}
      {act && (
        <p>
          Termini spostati ({actWords(act)}): {act.reason}
        </p>
      )}
      {window.uncertain && <p>Orari da verificare con l’atto: {window.uncertain.why}.</p>}
    </div>
  );
}

interface WayInProps {
  release: Release;
  window: FilingWindow | undefined;
  visitor: Visitor | null;
  /** False where one comes in only with a digital identity. */
  registers: boolean;
}

/** What can be done now: begin, or come in first, or wait. */
export function WayIn({ release, window, visitor, registers }: WayInProps) {
  if (window?.phase !== 'open') {
    return (
      <Notice kind="info">
        <p>
          In questo momento la domanda non si può presentare.
          {window && (
            <>
              {' '}
              {window.phase === 'future' ? 'Si apre' : 'Si è chiusa'}{' '}
              <Instant at={window.phase === 'future' ? window.opensAt : window.closesAt} />
              {window.norm && ` (${window.norm})`}.
            </>
          )}
        </p>
      </Notice>
    );
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
  const { several } = release.definition;
  return (
    <Form action={`/procedure/${release.procedureId}/istanze`} csrf={visitor.csrf}>
      {several && (
        <p>
          {several.rule} Quelle già cominciate sono nella <a href="/area">tua area</a>.
        </p>
      )}
      <Actions>
        <Button>{several ? 'Comincia una domanda nuova' : 'Compila la domanda'}</Button>
      </Actions>
    </Form>
  );
}
