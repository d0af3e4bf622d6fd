import { safeHref } from '../frame/safe-href.ts';
import { StateTag, type Tone } from './state-tag.tsx';

export type TaskState = 'to-start' | 'incomplete' | 'complete' | 'unavailable';

export interface Task {
  readonly label: string;
  readonly href: string;
  readonly state: TaskState;
  /** What is missing, or what must come first. */
  readonly note?: string | undefined;
}

const states: Readonly<Record<TaskState, { tone: Tone; word: string }>> = {
  'to-start': { tone: 'info', word: 'Da iniziare' },
  incomplete: { tone: 'warning', word: 'Incompleta' },
  complete: { tone: 'success', word: 'Completa' },
  unavailable: { tone: 'neutral', word: 'Non ancora disponibile' },
};

/** The sections of an application with the state of each; one that is not available yet is no link. */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ol class="task-list">
      {tasks.map(({ label, href, state, note }, index) => (
        <li key={href} class="task">
          <div class="task-words">
            {state === 'unavailable' ? (
              <span class="task-label">{label}</span>
            ) : (
              <a class="task-label" href={safeHref(href)} aria-describedby={`task-${index}-state`}>
                {label}
              </a>
            )}
            {note && <p class="task-note">{note}</p>}
          </div>
          <div class="task-state" id={`task-${index}-state`}>
            <StateTag tone={states[state].tone}>{states[state].word}</StateTag>
          </div>
        </li>
      ))}
    </ol>
  );
}
