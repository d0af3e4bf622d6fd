import type { FieldProps } from './field-shell.tsx';
import { PasswordField } from './password-field.tsx';

interface CodeFieldProps extends Omit<FieldProps, 'label'> {
  label?: string;
  /** Names the attempt this page is good for, so that a reload is no second try. */
  attempt?: string | undefined;
}

/** The personal code, which signs: kept out of the password manager's reach so that it is typed on purpose. */
export function CodeField({ label = 'Codice personale', attempt, ...props }: CodeFieldProps) {
  return (
    <>
      {attempt !== undefined && <input type="hidden" name="attempt" value={attempt} />}
      <PasswordField {...props} label={label} autocomplete="off" />
    </>
  );
}
