import type { Choice } from './choices.tsx';
import { type FieldProps, FieldShell, tied } from './field-shell.tsx';
import { useKeptText } from './kept.tsx';
import type { BoxWidth } from './text-field.tsx';

export interface SelectProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly value?: string | undefined;
  readonly autocomplete?: string | undefined;
  readonly width?: BoxWidth | undefined;
  /** Words of the empty first line. */
  readonly empty?: string | undefined;
}

/** One answer out of six to ten (or of a known list, such as provinces); nothing is chosen until the person chooses. */
export function Select(props: SelectProps) {
  const kept = useKeptText(props.name);
  const { name, choices, autocomplete, width = 'medium', empty = 'Scegli' } = props;
  const value = kept ?? props.value ?? '';
  return (
    <FieldShell {...props}>
      <select {...tied(props)} class={`form-control box-${width}`} name={name} autocomplete={autocomplete}>
        <option value="">{empty}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </FieldShell>
  );
}
