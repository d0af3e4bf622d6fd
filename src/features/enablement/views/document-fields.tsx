import { DateField, errorFor, type FieldError, Select, TextField } from '../../../ui/index.ts';
import type { TypedData } from '../data-form.ts';
import { DOCUMENT_KINDS } from '../identity-document.ts';

export function DocumentFields({ typed, errors }: { typed: TypedData; errors: readonly FieldError[] }) {
  return (
    <>
      <Select
        name="documentKind"
        label="Tipo di documento"
        choices={DOCUMENT_KINDS}
        value={typed.documentKind}
        width="long"
        error={errorFor(errors, 'documentKind')}
      />
      <TextField
        name="documentNumber"
        label="Numero del documento"
        hint="Lettere e cifre, come sono scritte sul documento. Esempio: CA12345AA."
        value={typed.documentNumber}
        autocomplete="off"
        spellcheck={false}
        capitals
        maxlength={30}
        width="medium"
        error={errorFor(errors, 'documentNumber')}
      />
      <TextField
        name="documentIssuer"
        label="Rilasciato da"
        hint="Esempio: Comune di Bologna, Questura di Roma."
        value={typed.documentIssuer}
        autocomplete="off"
        maxlength={100}
        error={errorFor(errors, 'documentIssuer')}
      />
      <DateField
        name="documentIssued"
        label="Data di rilascio"
        value={typed.documentIssued}
        error={errorFor(errors, 'documentIssued')}
      />
      <DateField
        name="documentExpires"
        label="Data di scadenza"
        hint="Il documento deve essere ancora valido: un documento scaduto non permette l’identificazione."
        value={typed.documentExpires}
        error={errorFor(errors, 'documentExpires')}
      />
    </>
  );
}
