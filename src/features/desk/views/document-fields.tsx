import { errorFor, type FieldError, Select, TextField } from '../../../ui/index.ts';
import { DOCUMENT_KINDS } from '../../enablement/index.ts';

interface DocumentFieldsProps {
  readonly typed: { readonly documentKind: string; readonly documentNumber: string };
  readonly errors: readonly FieldError[];
  /** Whose document it is, as the two labels say it. */
  readonly kindLabel: string;
  readonly numberLabel: string;
  /** The names of the two fields, where a page has them twice. */
  readonly names?: { readonly kind: string; readonly number: string };
}

const NAMES = { kind: 'documentKind', number: 'documentNumber' };

/** The identity document somebody showed at the desk: which, and its number. */
export function DocumentFields({ typed, errors, kindLabel, numberLabel, names = NAMES }: DocumentFieldsProps) {
  return (
    <>
      <Select
        name={names.kind}
        label={kindLabel}
        choices={DOCUMENT_KINDS}
        value={typed.documentKind}
        width="full"
        error={errorFor(errors, names.kind)}
      />
      <TextField
        name={names.number}
        label={numberLabel}
        value={typed.documentNumber}
        autocomplete="off"
        capitals
        maxlength={40}
        width="medium"
        error={errorFor(errors, names.number)}
      />
    </>
  );
}
