import type { CardProps, Tone } from '../../../ui/index.ts';
import { Instant, Remaining } from '../../../ui/index.ts';
import { type CatalogueEntry, isClosing } from '../catalogue.ts';
import { AUDIENCES } from '../catalogue-words.ts';
import { mainWindow, type TimedWindow } from '../window.ts';

/** A procedure in a list: what it is, for whom, and until when. */
export function procedureCard({ release, windows }: CatalogueEntry, now: Date): CardProps {
  const { definition, procedureId } = release;
  const window = mainWindow(windows);
  return {
    title: definition.title,
    href: `/procedure/${procedureId}`,
    level: 3,
    state: window && stateOf(window, now),
    children: (
      <>
        <p>{definition.summary}</p>
        {definition.who && (
          <p class="text-secondary">Per: {definition.who.map((each) => AUDIENCES[each].label).join('; ')}.</p>
        )}
        {window && <When window={window} now={now} />}
      </>
    ),
  };
}

/** The state of a window in a word: green while it is open, amber in its last days. */
export function stateOf(window: TimedWindow, now: Date): { tone: Tone; word: string } {
  if (isClosing(window, now)) return { tone: 'warning', word: 'In chiusura' };
  if (window.phase === 'open') return { tone: 'success', word: 'Aperta' };
  return window.phase === 'future' ? { tone: 'info', word: 'In arrivo' } : { tone: 'neutral', word: 'Chiusa' };
}

const VERBS = { open: 'Si chiude', future: 'Si apre', closed: 'Si è chiusa' } as const;

function When({ window, now }: { window: TimedWindow; now: Date }) {
  return (
    <p>
      {VERBS[window.phase]}{' '}
      <strong>
        <Instant at={window.phase === 'future' ? window.opensAt : window.closesAt} />
      </strong>
      {window.phase === 'open' && (
        <>
          {' '}
          (restano <Remaining until={window.closesAt} now={now} />)
        </>
      )}
      .
    </p>
  );
}
