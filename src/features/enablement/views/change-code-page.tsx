import {
  Actions,
  Button,
  CodeField,
  errorFor,
  type FieldError,
  Form,
  type Frame,
  LinkButton,
  Notice,
  Page,
  profileLink,
  type Visitor,
} from '../../../ui/index.ts';
import { NewCodeFields } from './new-code-fields.tsx';

export interface ChangeCodePageProps {
  frame: Frame;
  visitor: Visitor;
  suspended: boolean;
  errors: readonly FieldError[];
}

export function ChangeCodePage({ frame, visitor, suspended, errors }: ChangeCodePageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Cambia il codice personale – Il tuo profilo"
      heading="Cambia il codice personale"
      breadcrumb={[profileLink]}
      errors={errors}
    >
      {suspended ? <Suspended /> : <ChangeForm visitor={visitor} errors={errors} />}
      <h2>Non ricordi il codice?</h2>
      <p>Ne scegli uno nuovo, di solito in pochi minuti. Le bozze e le domande inoltrate non cambiano.</p>
      <Actions>
        <LinkButton look="outline" href="/profilo/codice-personale/dimenticato">
          Ho dimenticato il codice personale
        </LinkButton>
      </Actions>
    </Page>
  );
}

function Suspended() {
  return (
    <Notice kind="danger" title="Il codice personale è sospeso">
      <p>
        È stato scritto sbagliato dieci volte. Le tue bozze e le domande inoltrate non cambiano: serve un nuovo codice.
      </p>
    </Notice>
  );
}

function ChangeForm({ visitor, errors }: Pick<ChangeCodePageProps, 'visitor' | 'errors'>) {
  return (
    <Form action="/profilo/codice-personale" csrf={visitor.csrf} label="Cambio del codice personale">
      <CodeField
        name="oldCode"
        attempt={visitor.attempt}
        label="Codice personale di adesso"
        error={errorFor(errors, 'oldCode')}
      />
      <NewCodeFields errors={errors} />
      <Actions>
        <Button>Cambia il codice personale</Button>
      </Actions>
    </Form>
  );
}
