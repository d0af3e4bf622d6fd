import { FieldNotes, type FieldProps, tied } from './field-shell.tsx';

export interface CheckboxProps extends FieldProps {
  readonly checked?: boolean | undefined;
  /** Sent when ticked. */
  readonly value?: string | undefined;
}

/** One statement to tick. Sends `true` when ticked and nothing otherwise. */
export function Checkbox(props: CheckboxProps) {
  return (
    <div class={props.error ? 'field field-wrong' : 'field'}>
      <FieldNotes {...props} hint={undefined} />
      <div class="choice">
        <input
          {...tied(props)}
          type="checkbox"
          name={props.name}
          value={props.value ?? 'true'}
          checked={props.checked ?? false}
        />
        <label for={props.name}>
          {props.label}
          {props.optional && <span class="field-optional"> (facoltativo)</span>}
        </label>
        {props.hint !== undefined && (
          <div class="choice-hint" id={`${props.name}-hint`}>
            {props.hint}
          </div>
        )}
      </div>
    </div>
  );
}
