import { type FieldProps, FieldShell, tied } from './field-shell.tsx';

export interface PasswordFieldProps extends FieldProps {
  readonly autocomplete: 'current-password' | 'new-password' | 'one-time-code' | 'off';
}

/** A secret: never sent back by the server, may be pasted, and shown on request when JavaScript runs. */
export function PasswordField(props: PasswordFieldProps) {
  return (
    <FieldShell {...props}>
      <span class="field-with-button" data-reveal>
        <input
          {...tied(props)}
          class="form-control box-medium"
          type="password"
          name={props.name}
          autocomplete={props.autocomplete}
          spellcheck={false}
          autocapitalize="none"
        />
        <button class="btn btn-outline-primary" type="button" aria-controls={props.name} hidden>
          Mostra
        </button>
      </span>
    </FieldShell>
  );
}
