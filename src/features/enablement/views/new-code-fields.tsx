import { CodeField, errorFor, type FieldError } from '../../../ui/index.ts';

/** The new code twice, with the whole rule before it is typed. */
export function NewCodeFields({ errors }: { errors: readonly FieldError[] }) {
  return (
    <>
      <CodeField
        name="newCode"
        label="Nuovo codice personale"
        hint={
          <ul>
            <li>Almeno 8 lettere e cifre, senza accenti, spazi o simboli.</li>
            <li>Almeno una lettera e una cifra.</li>
            <li>
              Niente nome, data di nascita, codice fiscale, telefono o altri tuoi dati; niente ripetizioni o sequenze.
            </li>
            <li>Diverso dalle credenziali con cui entri.</li>
            <li>Maiuscole e minuscole sono la stessa cosa: «Volpe» vale «VOLPE».</li>
          </ul>
        }
        error={errorFor(errors, 'newCode')}
      />
      <CodeField
        name="newCodeAgain"
        label="Ripeti il nuovo codice personale"
        error={errorFor(errors, 'newCodeAgain')}
      />
    </>
  );
}
