import {
  Actions,
  Button,
  CodeField,
  errorFor,
  type FieldError,
  Form,
  type Frame,
  LinkButton,
  MailSent,
  Page,
  type Visitor,
} from '../../../ui/index.ts';
import { TEMPORARY_CODE_SUBJECT } from '../code-messages.ts';
import type { EnablementRequest } from '../declared-data.ts';
import { TEMPORARY_CODE_DAYS } from '../temporary-code.ts';
import { AcceptOnLine } from './accept-on-line.tsx';
import { EnablementSteps } from './enablement-steps.tsx';
import { Meanwhile } from './meanwhile.tsx';

export interface TemporaryCodePageProps {
  frame: Frame;
  visitor: Visitor;
  request: EnablementRequest;
  digital: boolean;
  enabledBefore: boolean;
  errors: readonly FieldError[];
  notice: string | undefined;
}

/** Third step: the code that came by mail shows that the mailbox is theirs. */
export function TemporaryCodePage({
  frame,
  visitor,
  request,
  digital,
  enabledBefore,
  errors,
  notice,
}: TemporaryCodePageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Codice temporaneo – Abilitazione al servizio"
      heading="Abilitazione: scrivi il codice temporaneo"
      lead={
        <>
          Abbiamo registrato la richiesta n. {request.number}. Il codice è nella mail che ti abbiamo mandato a{' '}
          <strong>{request.declaration.person.email}</strong>.
        </>
      }
      errors={errors}
      {...(notice === undefined ? {} : { notice: { kind: 'info', text: notice } })}
    >
      <EnablementSteps current={2} />
      <Meanwhile enabledBefore={enabledBefore} />
      {digital && <AcceptOnLine csrf={visitor.csrf} />}
      <Form action="/abilitazione/codice-temporaneo" csrf={visitor.csrf} label="Codice temporaneo">
        <CodeField
          name="temporaryCode"
          attempt={visitor.attempt}
          label="Codice temporaneo"
          hint="Dodici lettere e cifre. Spazi, trattini, maiuscole e minuscole non contano."
          error={errorFor(errors, 'temporaryCode')}
        />
        <Actions>
          <Button>Conferma il codice</Button>
        </Actions>
      </Form>
      <h2>Il modulo di adesione</h2>
      <p>È allegato alla mail. Stampalo e non firmarlo: lo firmi allo sportello.</p>
      <Actions>
        <LinkButton look="outline" icon="it-download" href="/abilitazione/modulo">
          Scarica il modulo (PDF)
        </LinkButton>
      </Actions>
      <MailSent
        sender={frame.installation.mailSender}
        subject={TEMPORARY_CODE_SUBJECT}
        to={request.declaration.person.email}
      >
        <p>
          Il codice vale {TEMPORARY_CODE_DAYS} giorni. Se non arriva o non va, puoi chiederne un altro: quello di prima
          non vale più.
        </p>
        <MailAgain csrf={visitor.csrf} />
      </MailSent>
      <h2>Hai sbagliato i dati?</h2>
      <p>
        <a href="/abilitazione/dati">Correggi i dati e rifai la richiesta</a>: ti mandiamo un nuovo codice e un nuovo
        modulo.
      </p>
    </Page>
  );
}

/** Asks for another temporary code by mail. */
export function MailAgain({ csrf }: { csrf: string }) {
  return (
    <Form action="/abilitazione/codice-temporaneo/invio" csrf={csrf} label="Nuovo codice temporaneo">
      <Actions>
        <Button look="outline" icon="it-mail">
          Manda un nuovo codice temporaneo
        </Button>
      </Actions>
    </Form>
  );
}
