import { ActField } from '../form/act-field.tsx';
import { CodeField } from '../form/code-field.tsx';
import { DateField } from '../form/date-field.tsx';
import { EmailField } from '../form/email-field.tsx';
import { FileField } from '../form/file-field.tsx';
import { Form } from '../form/form.tsx';
import { MarkField } from '../form/mark-field.tsx';
import { NumberField } from '../form/number-field.tsx';
import { PasswordField } from '../form/password-field.tsx';
import { TextArea } from '../form/text-area.tsx';
import { TextField } from '../form/text-field.tsx';
import { errorFor } from '../frame/error-summary.tsx';
import type { FieldError } from '../frame/frame.ts';
import { Button } from '../parts/buttons.tsx';

export function FieldsShown({ errors }: { errors: readonly FieldError[] }) {
  return (
    <section aria-labelledby="gallery-fields">
      <h2 id="gallery-fields">Campi da scrivere</h2>
      <Form action="/_ui" csrf="gallery" label="Campi da scrivere" enctype="multipart">
        <TextField name="shown-name" label="Nome" autocomplete="given-name" value="Maria Antonietta" />
        <TextField
          name="shown-code"
          label="Codice fiscale"
          hint="16 caratteri, come sulla tessera sanitaria."
          source="Dal tuo profilo"
          value="RSSMRA80A01H501U"
          width="medium"
          capitals
        />
        <EmailField
          name="shown-email"
          label="Indirizzo e-mail"
          hint="Ti scriviamo qui la ricevuta."
          value="maria@esempio"
          error={errorFor(errors, 'shown-email')}
        />
        <DateField
          name="shown-birth"
          label="Data di nascita"
          hint="Per esempio 31 3 1980"
          value="31//1980"
          birthday
          error={errorFor(errors, 'shown-birth')}
        />
        <MarkField name="shown-mark" label="Voto di laurea" value={{ value: '105', base: '110', honours: false }} />
        <NumberField name="shown-days" label="Giorni di servizio" hint="Da 1 a 366" suffix="giorni" value="180" />
        <ActField
          name="shown-act"
          label="Provvedimento di riconoscimento"
          hint="Solo se il titolo è estero."
          optional
          value={{ authority: 'Ministero dell’istruzione e del merito', number: '1234/2025', date: '2025-05-09' }}
        />
        <TextArea name="shown-note" label="Note per l’ufficio" optional maxlength={500} />
        <FileField name="shown-file" label="Copia del titolo" kinds={['PDF', 'P7M']} maxMegabytes={5} />
        <PasswordField name="shown-password" label="Password" autocomplete="current-password" />
        <CodeField name="shown-sign" hint="Lo hai scelto quando ti abbiamo identificato." />
        <TextField name="shown-locked" label="Ufficio destinatario" value="Ufficio di Arvella" disabled />
        <Button look="outline">Salva i campi</Button>
      </Form>
    </section>
  );
}
