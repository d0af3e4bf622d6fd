import { FieldNotes, type FieldProps, tied } from './field-shell.tsx';
import { useKeptTexts } from './kept.tsx';

export interface CheckboxProps extends FieldProps {
  readonly checked?: boolean | undefined;
  /** Sent when ticked. */
  readonly value?: string | undefined;
}

/** One statement to tick. Sends `true` when ticked and nothing otherwise. */
export function Checkbox(props: CheckboxProps) {
  const kept = useKeptTexts(props.name);
  const value = props.value ?? 'true';
  return (
    <div class={props.error ? 'field field-wrong' : 'field'}>
      <FieldNotes {...props} hint={undefined} />
      <div class="choice">
        <input
          {...tied(props)}
          type="checkbox"
          name={props.name}
          value={value}
          checked={kept?.includes(value) ?? props.checked ?? false}
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
