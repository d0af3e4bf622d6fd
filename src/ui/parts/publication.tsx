import type { ComponentChildren } from 'preact';
import { Radios } from '../form/choices.tsx';
import { Form } from '../form/form.tsx';
import { TextArea } from '../form/text-area.tsx';
import { errorFor } from '../frame/error-summary.tsx';
import type { FieldError, Visitor } from '../frame/frame.ts';
import { Actions, Button } from './buttons.tsx';
import { Notice } from './notice.tsx';

interface PublicationProps {
  readonly visitor: Visitor | null;
  readonly errors: readonly FieldError[];
  readonly action: string;
}

interface AskProps extends PublicationProps {
  readonly digest: string;
  readonly note: string;
  /** An example of what to write. */
  readonly example: string;
  /** What else is asked about the publication. */
  readonly children?: ComponentChildren;
}

/** Asks a second person to publish exactly what the page shows. */
export function AskPublication({ visitor, errors, action, digest, note, example, children }: AskProps) {
  return (
    <Form action={action} csrf={visitor?.csrf} hidden={{ digest }}>
      <TextArea
        name="note"
        label="Che cosa si pubblica e con quale atto"
        hint={`Lo legge chi decide. Per esempio: ${example}`}
        value={note}
        maxlength={2000}
        error={errorFor(errors, 'note')}
      />
      {children}
      <Actions>
        <Button>Chiedi la pubblicazione</Button>
      </Actions>
    </Form>
  );
}

interface DecideProps extends PublicationProps {
  readonly request: { readonly id: string; readonly asker: string; readonly note: string };
  /** Why this person may not decide over it. */
  readonly barred: string | undefined;
  /** What publishing does: "Pubblico: ogni candidato vede il suo". */
  readonly publishes: string;
  readonly reason: string;
}

/** The decision of a second person over what was asked. */
export function DecidePublication(props: DecideProps) {
  const { visitor, errors, action, request, barred, publishes, reason } = props;
  return (
    <>
      <h2>La decisione</h2>
      <p>
        {request.asker} chiede di pubblicare: «{request.note}»
      </p>
      {barred !== undefined && (
        <Notice kind="info" title="Non puoi decidere tu">
          {barred}
        </Notice>
      )}
      {barred === undefined && (
        <Form action={action} csrf={visitor?.csrf} hidden={{ request: request.id }}>
          <Radios
            name="decision"
            label="Che cosa decidi"
            choices={[
              { value: 'publish', label: publishes },
              { value: 'refuse', label: 'Rifiuto' },
            ]}
            error={errorFor(errors, 'decision')}
          />
          <TextArea
            name="reason"
            label="Motivo del rifiuto"
            hint="Serve solo se rifiuti."
            value={reason}
            optional
            maxlength={2000}
            error={errorFor(errors, 'reason')}
          />
          <Actions>
            <Button>Conferma la decisione</Button>
          </Actions>
        </Form>
      )}
    </>
  );
}
