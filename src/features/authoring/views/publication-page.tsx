import type { ReleaseChange } from '../../../engines/procedure/index.ts';
import { Actions, Button, DecidePublication, errorFor, Form, Notice, TextArea } from '../../../ui/index.ts';
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
            error={errorFor(look.errors, 'note')}
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
    <MinistryPage
      look={look}
      heading="Decidi sulla pubblicazione"
      procedure={id}
      lead={`Versione ${request.version}, chiesta da ${request.asker}.`}
    >
      <Verdict {...props} />
      <DecidePublication
        visitor={look.visitor}
        errors={look.errors}
        action={paths.decision(id)}
        request={request}
        barred={barred}
        publishes="Pubblico: è in vigore da subito, e chi sta compilando viene avvisato"
        reason={reason}
      />
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
