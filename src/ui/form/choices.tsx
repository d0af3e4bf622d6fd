import type { ComponentChildren } from 'preact';
import { FieldGroup, type FieldProps } from './field-shell.tsx';
import { useKeptText, useKeptTexts } from './kept.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: ComponentChildren;
}

interface ChoiceBoxProps {
  readonly type: 'radio' | 'checkbox';
  readonly id: string;
  readonly name: string;
  readonly choice: Choice;
  readonly checked: boolean;
  readonly wrong: boolean;
}

/** One box with its label beside it and the whole line to press. */
function ChoiceBox({ type, id, name, choice, checked, wrong }: ChoiceBoxProps) {
  const { value, label, hint } = choice;
  return (
    <div class="choice">
      <input
        type={type}
        id={id}
        name={name}
        value={value}
        checked={checked}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        aria-invalid={wrong && type === 'checkbox' ? 'true' : undefined}
      />
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <div class="choice-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  );
}

const idOf = (name: string, index: number) => (index === 0 ? name : `${name}.${index}`);

export interface RadiosProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly value?: string | undefined;
  readonly inline?: boolean | undefined;
}

/** One answer out of at most five. */
export function Radios(props: RadiosProps) {
  const kept = useKeptText(props.name);
  const { name, choices, inline, error } = props;
  const value = kept ?? props.value;
  return (
    <FieldGroup {...props} radios>
      <div class={inline ? 'choices choices-inline' : 'choices'}>
        {choices.map((choice, index) => (
          <ChoiceBox
            key={choice.value}
            type="radio"
            id={idOf(name, index)}
            name={name}
            choice={choice}
            checked={choice.value === value}
            wrong={Boolean(error)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

export interface CheckboxesProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly values?: readonly string[] | undefined;
}

/** Any number of answers; the form sends `name` once for each. */
export function Checkboxes(props: CheckboxesProps) {
  const kept = useKeptTexts(props.name);
  const { name, choices, error } = props;
  const values = kept ?? props.values ?? [];
  return (
    <FieldGroup {...props}>
      <div class="choices">
        {choices.map((choice, index) => (
          <ChoiceBox
            key={choice.value}
            type="checkbox"
            id={idOf(name, index)}
            name={name}
            choice={choice}
            checked={values.includes(choice.value)}
            wrong={Boolean(error)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
