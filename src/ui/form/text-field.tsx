import { type FieldProps, FieldShell, tied } from './field-shell.tsx';
import { useKeptText } from './kept.tsx';

/** How wide the box is: the length of the answer expected. */
export type BoxWidth = 'short' | 'medium' | 'long' | 'full';

export interface TextFieldProps extends FieldProps {
  readonly value?: string | undefined;
  readonly autocomplete?: string | undefined;
  readonly inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | undefined;
  readonly maxlength?: number | undefined;
  readonly width?: BoxWidth | undefined;
  /** Capital letters as one types (tax code, IBAN): only the look, the server decides. */
  readonly capitals?: boolean | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly suffix?: string | undefined;
}

export function TextField(props: TextFieldProps) {
  const kept = useKeptText(props.name);
  const box = (
    <input
      {...tied(props)}
      class={`form-control box-${props.width ?? 'full'}${props.capitals ? ' box-capitals' : ''}`}
      type="text"
      name={props.name}
      value={kept ?? props.value ?? ''}
      autocomplete={props.autocomplete}
      inputmode={props.inputmode}
      maxlength={props.maxlength}
      spellcheck={props.spellcheck}
    />
  );
  return (
    <FieldShell {...props}>
      {props.suffix === undefined ? (
        box
      ) : (
        <span class="field-with-suffix">
          {box}
          <span class="field-suffix">{props.suffix}</span>
        </span>
      )}
    </FieldShell>
  );
}
