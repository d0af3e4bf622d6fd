import { TextField, type TextFieldProps } from './text-field.tsx';

export interface NumberFieldProps extends Omit<TextFieldProps, 'inputmode'> {
  readonly decimals?: boolean | undefined;
}

/** A number typed as text: no arrows that change it by a slip of the wheel, and the comma is welcome. */
export function NumberField({ decimals, width = 'short', ...props }: NumberFieldProps) {
  return (
    <TextField
      {...props}
      width={width}
      inputmode={decimals ? 'decimal' : 'numeric'}
      autocomplete={props.autocomplete}
    />
  );
}
