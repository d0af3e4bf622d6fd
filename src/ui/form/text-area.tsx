import { type FieldProps, FieldShell, tied } from './field-shell.tsx';
import { useKeptText } from './kept.tsx';

export interface TextAreaProps extends FieldProps {
  readonly value?: string | undefined;
  readonly rows?: number | undefined;
  readonly maxlength?: number | undefined;
}

export function TextArea(props: TextAreaProps) {
  const kept = useKeptText(props.name);
  return (
    <FieldShell {...props}>
      <textarea
        {...tied(props)}
        class="form-control"
        name={props.name}
        rows={props.rows ?? 4}
        maxlength={props.maxlength}
        value={kept ?? props.value ?? ''}
      />
    </FieldShell>
  );
}
