import type { FieldProps } from './field-shell.tsx';
import { PasswordField } from './password-field.tsx';

/** The personal code, which signs: kept out of the password manager's reach so that it is typed on purpose. */
export function CodeField({ label = 'Codice personale', ...props }: Omit<FieldProps, 'label'> & { label?: string }) {
  return <PasswordField {...props} label={label} autocomplete="off" />;
}
