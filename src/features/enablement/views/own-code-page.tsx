import {
  Actions,
  Button,
  CodeField,
  errorFor,
  type FieldError,
  Form,
  type Frame,
  Page,
  type Visitor,
} from '../../../ui/index.ts';
import type { IdentityCheck } from '../identity-check.ts';
import { EnablementSteps } from './enablement-steps.tsx';
import { Meanwhile } from './meanwhile.tsx';
import { NewCodeFields } from './new-code-fields.tsx';
import { MailAgain } from './temporary-code-page.tsx';

export interface OwnCodePageProps {
  frame: Frame;
  visitor: Visitor;
  /** The desk's; nothing when the adhesion was accepted on line. */
  check: IdentityCheck | undefined;
  enabledBefore: boolean;
  errors: readonly FieldError[];
  notice: string | undefined;
}

/** Last step: the temporary code gives way to one that only the person knows. */
export function OwnCodePage({ frame, visitor, check, enabledBefore, errors, notice }: OwnCodePageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Scegli il codice personale – Abilitazione al servizio"
      heading="Abilitazione: scegli il codice personale"
      lead={
        check === undefined
          ? 'Hai accettato il modulo di adesione: non serve lo sportello. Resta un solo passo.'
          : `${check.officeName} ti ha identificato. Resta un solo passo.`
      }
      errors={errors}
      {...(notice === undefined ? {} : { notice: { kind: 'info', text: notice } })}
      help={
        <p>
          Il codice personale vale come la tua firma: lo scrivi ogni volta che inoltri una domanda. Non è la chiave con
          cui entri.
        </p>
      }
    >
      {check === undefined ? <EnablementSteps current={2} digital /> : <EnablementSteps current={4} />}
      <Meanwhile enabledBefore={enabledBefore} />
      <Form action="/abilitazione/codice-personale" csrf={visitor.csrf} label="Codice personale">
        <CodeField
          name="temporaryCode"
          attempt={visitor.attempt}
          label="Codice temporaneo"
          hint="È nell’ultima mail con il codice temporaneo: dodici lettere e cifre."
          error={errorFor(errors, 'temporaryCode')}
        />
        <NewCodeFields errors={errors} />
        <Actions>
          <Button>Salva il codice personale</Button>
        </Actions>
      </Form>
      <h2>Non trovi il codice temporaneo?</h2>
      <p>Te ne mandiamo un altro per mail. Non serve una nuova identificazione.</p>
      <MailAgain csrf={visitor.csrf} />
    </Page>
  );
}
