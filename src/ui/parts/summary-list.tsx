import type { ComponentChildren } from 'preact';
import { safeHref } from '../frame/safe-href.ts';

export interface SummaryRow {
  readonly label: string;
  /** Nothing, or an empty text, is shown as "Non indicato". */
  readonly value?: ComponentChildren;
  readonly change?: string | undefined;
  /** Said in red under the value: what is missing or wrong. */
  readonly gap?: string | undefined;
}

/** Answers in reading order; each "Modifica" says to a screen reader what it changes. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl class="summary-list">
      {rows.map(({ label, value, change, gap }) => (
        <div key={label} class="summary-row">
          <dt>{label}</dt>
          <dd class="summary-value">
            {value === undefined || value === null || value === '' ? (
              <span class="summary-nothing">Non indicato</span>
            ) : (
              value
            )}
            {gap && <p class="field-error">{gap}</p>}
          </dd>
          {change !== undefined && (
            <dd class="summary-change">
              <a href={safeHref(change)}>
                Modifica<span class="visually-hidden"> {label}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
