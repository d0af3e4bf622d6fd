import { StateTag, type Tone } from './state-tag.tsx';

/** `warning`: not met, and no obstacle. */
export type RuleState = 'met' | 'not-met' | 'warning' | 'unknown';

export interface Rule {
  readonly id: string;
  readonly rule: string;
  readonly state: RuleState;
  /** What it rests on, what is wrong, what is still to be said. */
  readonly why: string;
  readonly norm: string;
  /** Not confirmed on the official act yet. */
  readonly uncertain?: boolean | undefined;
}

const states: Readonly<Record<RuleState, { tone: Tone; word: string }>> = {
  met: { tone: 'success', word: 'Rispettato' },
  'not-met': { tone: 'danger', word: 'Non rispettato' },
  warning: { tone: 'warning', word: 'Da controllare' },
  unknown: { tone: 'neutral', word: 'Non si sa ancora' },
};

/** Requirements one by one: whether each is met, why, and which norm asks for it. */
export function RuleList({ rules }: { rules: readonly Rule[] }) {
  return (
    <ul class="task-list">
      {rules.map(({ id, rule, state, why, norm, uncertain }) => (
        <li key={id} class="task">
          <div class="task-words">
            <strong class="task-label">{rule}</strong>
            <p class="task-note">{why}</p>
            <p class="task-note">
              {norm}
              {uncertain && ' (da verificare con l’atto)'}
            </p>
          </div>
          <div class="task-state">
            <StateTag tone={states[state].tone}>{states[state].word}</StateTag>
          </div>
        </li>
      ))}
    </ul>
  );
}
