import { formatRome } from '../../../kernel/rome-time.ts';
import type { Visitor } from '../../../ui/index.ts';
import { Actions, Button, Form, Instant, LinkButton, Notice, Remaining, StateTag } from '../../../ui/index.ts';
import type { Release } from '../release.ts';
import type { FilingWindow, TimedWindow } from '../window.ts';
import { mainWindow } from '../window.ts';
import { stateOf } from './procedure-card.tsx';

/** The state of the window for filing in one line, for a phone: "Aperta, si chiude martedì 8 dicembre 2026, ore 23:59:00". */
export function stateWords(windows: readonly TimedWindow[], now: Date): string {
  const main = mainWindow(windows);
  if (main === undefined) return 'Quando si presenta';
  const { word } = stateOf(main, now);
  if (main.phase === 'future') return `${word}, si apre ${formatRome(main.opensAt)}`;
  return `${word}, ${main.phase === 'open' ? 'si chiude' : 'si è chiusa'} ${formatRome(main.closesAt)}`;
}

/** The state of the window for filing in a word, the time left, and the calendar to take away. */
export function WindowState(props: { windows: readonly TimedWindow[]; procedureId: string; now: Date }) {
  const { windows, procedureId, now } = props;
  const main = mainWindow(windows);
  return (
    <>
      {main && <Main window={main} now={now} />}
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
