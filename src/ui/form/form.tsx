import type { ComponentChildren } from 'preact';
import { safeHref } from '../frame/safe-href.ts';
import { KeptFields } from './kept.tsx';

export interface FormProps {
  readonly action: string;
  /** The token of the session; a form that only reads (`get`) has none. */
  readonly csrf?: string | undefined;
  readonly method?: 'post' | 'get' | undefined;
  /** `multipart` when a file is sent. */
  readonly enctype?: 'multipart' | undefined;
  readonly hidden?: Readonly<Record<string, string>> | undefined;
  /** Answers are saved while one types; put a `SaveStatus` on the page and the version in `hidden.base`. */
  readonly autosave?: boolean | undefined;
  /** The form that files an application: says that the filing is under way. */
  readonly filing?: boolean | undefined;
  /** Seconds after which the form is sent again by itself, for something that waits for its turn. */
  readonly again?: number | undefined;
  readonly label?: string | undefined;
  /** For buttons that stand outside of it. */
  readonly id?: string | undefined;
  readonly children?: ComponentChildren;
}

/** A form the server judges: the browser's own messages are off, and a double click sends once. */
export function Form(props: FormProps) {
  const { action, csrf, method = 'post', enctype, hidden = {}, autosave, filing, again, label, id, children } = props;
  return (
    <form
      id={id}
      action={safeHref(action)}
      method={method}
      enctype={enctype === 'multipart' ? 'multipart/form-data' : undefined}
      novalidate
      aria-label={label}
      data-autosave={autosave ? '' : undefined}
      data-filing={filing ? '' : undefined}
      data-again={again}
      data-once={method === 'post' ? '' : undefined}
    >
      {csrf !== undefined && <input type="hidden" name="csrf" value={csrf} />}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <KeptFields action={action}>{children}</KeptFields>
    </form>
  );
}
