import { Instant, Remaining, StateTag } from '../../../ui/index.ts';
import { actWords } from '../act-words.ts';
import { sentence } from '../table-words.ts';
import type { TimedWindow, WindowAct } from '../window.ts';
import { Doubt } from './doubt.tsx';
import { stateOf } from './procedure-card.tsx';

/** Every window with its instants, what is open before what comes and what is over; and the acts that moved it. */
export function Windows({ windows, now }: { windows: readonly TimedWindow[]; now: Date }) {
  return (
    <ul class="card-list">
      {nearestFirst(windows).map((window) => {
        const { tone, word } = stateOf(window, now);
        return (
          <li key={window.id} class="item-card">
            <div class="item-card-top">
              <h3 class="item-card-title">{window.title}</h3>
              <StateTag tone={tone}>{word}</StateTag>
            </div>
            <p>
              Dal <Instant at={window.opensAt} /> fino a prima di{' '}
              <strong>
                <Instant at={window.closesAt} />
              </strong>
              {window.phase === 'open' && (
                <>
                  {' '}
                  (restano <Remaining until={window.closesAt} now={now} />)
                </>
              )}
              , all’ora di Roma.
            </p>
            {window.note && <p>{window.note}</p>}
            {window.norm && <p>Norma: {window.norm}.</p>}
            <Acts acts={window.acts} />
            <Doubt of={window.uncertain} />
          </li>
        );
      })}
    </ul>
  );
}

const PHASES = { open: 0, future: 1, closed: 2 } as const;

/** What can be done now, what opens next, and what was over last. */
function nearestFirst(windows: readonly TimedWindow[]): readonly TimedWindow[] {
  return windows.toSorted(
    (one, other) =>
      PHASES[one.phase] - PHASES[other.phase] ||
      (one.phase === 'closed'
        ? other.closesAt.getTime() - one.closesAt.getTime()
        : one.opensAt.getTime() - other.opensAt.getTime()),
  );
}

/** The acts that moved a window: the newest is told above by its instants. */
function Acts({ acts }: { acts: readonly WindowAct[] }) {
  if (acts.length === 0) return null;
  return (
    <>
      <p>Termini spostati da {acts.length === 1 ? 'un atto' : `${acts.length} atti; vale il primo di questi`}:</p>
      <ul>
        {acts.map((act, index) => (
          <li key={act.decidedAt.toISOString()}>
            {sentence(actWords(act))}{' '}
            {index > 0 && (
              <>
                Dal <Instant at={act.opensAt} /> fino a prima di <Instant at={act.closesAt} />.{' '}
              </>
            )}
            {act.reason}
          </li>
        ))}
      </ul>
    </>
  );
}
