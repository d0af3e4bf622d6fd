import { type FieldProps, FieldShell, tied } from './field-shell.tsx';
import { useKeptText } from './kept.tsx';

/** An e-mail address; typed twice, the second box has its own name and `autocomplete` too. */
export function EmailField(props: FieldProps & { readonly value?: string | undefined }) {
  const kept = useKeptText(props.name);
  return (
    <FieldShell {...props}>
      <input
        {...tied(props)}
        class="form-control"
        type="email"
        name={props.name}
        value={kept ?? props.value ?? ''}
        autocomplete="email"
        spellcheck={false}
        autocapitalize="none"
      />
    </FieldShell>
  );
}
