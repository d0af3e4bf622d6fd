import { Actions, Button, Checkbox, errorFor, type FieldError, Form, type Visitor } from '../../../ui/index.ts';
import type { TypedRelease } from '../typed-state.ts';
import { DocumentFields } from './document-fields.tsx';

interface ReleaseFormProps {
  readonly visitor: Visitor;
  readonly lookupId: string;
  readonly typed: TypedRelease | undefined;
  readonly errors: readonly FieldError[];
}

const BLANK: TypedRelease = { releaseDocumentKind: '', releaseDocumentNumber: '', theirs: false };

/** The account was opened by somebody else with this person's fiscal code: nobody has ever identified it. */
export function ReleaseForm({ visitor, lookupId, typed = BLANK, errors }: ReleaseFormProps) {
  const document = { documentKind: typed.releaseDocumentKind, documentNumber: typed.releaseDocumentNumber };
  return (
    <>
      <h2>Dice di non avere mai aperto questa utenza?</h2>
      <p>
        Nessuno l’ha mai identificata. Se il codice fiscale è della persona che hai davanti, puoi chiudere l’utenza: il
        codice torna libero e la persona si registra. Se invece l’utenza è sua e ha solo perso la posta, correggi
        l’indirizzo qui sopra.
      </p>
      <Form action={`/sportello/stato/${lookupId}/liberazione`} csrf={visitor.csrf} label="Libera il codice fiscale">
        <DocumentFields
          typed={document}
          errors={errors}
          kindLabel="Documento della persona"
          numberLabel="Numero del documento della persona"
          names={{ kind: 'releaseDocumentKind', number: 'releaseDocumentNumber' }}
        />
        <Checkbox
          name="theirs"
          label="Il documento e la tessera sanitaria sono di questa persona, e il codice fiscale è il suo"
          checked={typed.theirs}
          error={errorFor(errors, 'theirs')}
        />
        <Actions>
          <Button look="danger">Chiudi l’utenza e libera il codice</Button>
        </Actions>
      </Form>
    </>
  );
}
