import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import { Instant } from './instant.tsx';

export interface Milestone {
  readonly title: string;
  readonly at?: Date | undefined;
  readonly state: 'past' | 'now' | 'next';
  readonly note?: ComponentChildren;
}

const words = { past: 'Fatto', now: 'Adesso', next: 'Poi' } as const;

/** What has happened, what is happening and what comes next. */
export function Timeline({ milestones }: { milestones: readonly Milestone[] }) {
  return (
    <ol class="milestones">
      {milestones.map(({ title, at, state, note }) => (
        <li key={title} class={`milestone milestone-${state}`}>
          <span class="milestone-mark">
            <Icon name={state === 'past' ? 'it-check' : state === 'now' ? 'it-clock' : 'it-chevron-right'} />
          </span>
          <div>
            <p class="milestone-title">
              <span class="visually-hidden">{words[state]}: </span>
              {title}
            </p>
            {at && (
              <p class="milestone-when">
                <Instant at={at} />
              </p>
            )}
            {note !== undefined && <div class="milestone-note">{note}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
