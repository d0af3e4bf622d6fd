import type { ReleaseChange } from '../../../engines/procedure/index.ts';
import { Actions, Button, Form, Notice, Radios, TextArea } from '../../../ui/index.ts';
import type { Judgement } from '../judgement.ts';
import { isPublishable } from '../judgement.ts';
import { paths } from '../paths.ts';
import type { PublicationRequest, Working } from '../working.ts';
import { ExamplesSummary } from './check-page.tsx';
import { Changes } from './diff-page.tsx';
import type { Look } from './look.ts';
import { MinistryPage } from './ministry-page.tsx';

interface JudgedWorking {
  readonly look: Look;
  readonly working: Working;
  readonly judgement: Judgement;
  readonly changes: readonly ReleaseChange[] | undefined;
}

/** "Chiedi la pubblicazione": what would be published, and why. */
export function AskPage({ note, ...props }: JudgedWorking & { readonly note: string }) {
  const { look, working, judgement } = props;
  const { procedureId: id } = working;
  return (
    <MinistryPage
      look={look}
      heading="Chiedi la pubblicazione"
      procedure={id}
      lead={`Versione ${working.version}. A decidere è un’altra persona, che non sia quella dell’ultima modifica.`}
    >
      <Verdict {...props} />
      {isPublishable(judgement) && (
        <Form action={paths.publication(id)} csrf={look.visitor?.csrf} hidden={{ version: String(working.version) }}>
          <TextArea
            name="note"
            label="Che cosa cambia e perché"
            hint="Lo legge chi decide."
            value={note}
            maxlength={2000}
            error={look.errors.find(({ field }) => field === 'note')?.message}
          />
          <Actions>
            <Button>Chiedi la pubblicazione</Button>
          </Actions>
        </Form>
      )}
    </MinistryPage>
  );
}

interface DecidePageProps extends JudgedWorking {
  readonly request: PublicationRequest;
  readonly reason: string;
  /** Why this person may not decide. */
  readonly barred: string | undefined;
}

/** The second pair of eyes: what changes, what the checks say, and the decision. */
export function DecidePage({ request, reason, barred, ...props }: DecidePageProps) {
  const { look, working } = props;
  const { procedureId: id } = working;
  return (
    <MinistryPage look={look} heading="Decidi sulla pubblicazione" procedure={id}>
      <p>
        {request.asker} chiede di pubblicare la versione {request.version}: «{request.note}»
      </p>
      <Verdict {...props} />
      <h2>La decisione</h2>
      {barred !== undefined && (
        <Notice kind="warning" title="Non puoi decidere tu">
          {barred}
        </Notice>
      )}
      {barred === undefined && (
        <Form action={paths.decision(id)} csrf={look.visitor?.csrf} hidden={{ request: request.id }}>
          <Radios
            name="decision"
            label="Che cosa decidi"
            choices={[
              { value: 'publish', label: 'Pubblico: è in vigore da subito, e chi sta compilando viene avvisato' },
              { value: 'refuse', label: 'Rifiuto' },
            ]}
            error={look.errors.find(({ field }) => field === 'decision')?.message}
          />
          <TextArea
            name="reason"
            label="Motivo del rifiuto"
            hint="Serve solo se rifiuti."
            value={reason}
            optional
            maxlength={2000}
            error={look.errors.find(({ field }) => field === 'reason')?.message}
          />
          <Actions>
            <Button>Conferma la decisione</Button>
          </Actions>
        </Form>
      )}
    </MinistryPage>
  );
}

function Verdict({ working: { procedureId: id }, judgement, changes }: JudgedWorking) {
  if ('faults' in judgement) {
    return (
      <Notice kind="danger" title="Ci sono errori">
        <p>
          Così non si pubblica: <a href={paths.check(id)}>guarda gli errori ({judgement.faults.length})</a>.
        </p>
      </Notice>
    );
  }
  return (
    <>
      <h2>Controlli ed esempi</h2>
      <ExamplesSummary id={id} run={judgement.examples} />
      <h2>Che cosa cambia</h2>
      <Changes changes={changes} />
    </>
  );
}
