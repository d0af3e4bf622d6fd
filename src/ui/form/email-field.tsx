import { type FieldProps, FieldShell, tied } from './field-shell.tsx';

/** An e-mail address; typed twice, the second box has its own name and `autocomplete` too. */
export function EmailField(props: FieldProps & { readonly value?: string | undefined }) {
  return (
    <FieldShell {...props}>
      <input
        {...tied(props)}
        class="form-control"
        type="email"
        name={props.name}
        value={props.value ?? ''}
        autocomplete="email"
        spellcheck={false}
        autocapitalize="none"
      />
    </FieldShell>
  );
}
