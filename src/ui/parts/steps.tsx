import { safeHref } from '../frame/safe-href.ts';
import { Icon } from './icon.tsx';

export interface Step {
  readonly label: string;
  /** Where a step already done can be changed. */
  readonly href?: string | undefined;
  readonly done?: boolean | undefined;
}

/** Where one stands in a short journey; `current` counts from 0. */
export function Steps({ steps, current }: { steps: readonly Step[]; current: number }) {
  return (
    <nav class="steps" aria-label={`Passo ${current + 1} di ${steps.length}`}>
      <ol>
        {steps.map(({ label, href, done }, index) => (
          <li key={label} aria-current={index === current ? 'step' : undefined} class={done ? 'step-done' : undefined}>
            <span class="step-mark">{done ? <Icon name="it-check" /> : index + 1}</span>
            <span>
              {href !== undefined && index !== current ? <a href={safeHref(href)}>{label}</a> : label}
              {done && <span class="visually-hidden"> (fatto)</span>}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
