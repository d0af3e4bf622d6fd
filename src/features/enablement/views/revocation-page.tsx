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

export interface RevocationPageProps {
  frame: Frame;
  visitor: Visitor;
  /** Without it, whoever is here has just proved again who they are. */
  withCode: boolean;
  errors: readonly FieldError[];
}

export function RevocationPage({ frame, visitor, withCode, errors }: RevocationPageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Revoca l’abilitazione – Il tuo profilo"
      heading="Revoca l’abilitazione"
      breadcrumb={[profileLink]}
      errors={errors}
    >
      <Notice kind="warning" title="Che cosa succede">
        <p>
          Il codice personale non vale più e non puoi inoltrare altre domande. Quelle già inoltrate restano valide, e il
          tuo archivio resta qui. Quando vuoi puoi chiedere di nuovo l’abilitazione con la stessa utenza, facendoti
          identificare di nuovo.
        </p>
      </Notice>
      <Form action={withCode ? '/profilo/revoca' : '/profilo/revoca/senza-codice'} csrf={visitor.csrf} label="Revoca">
        {withCode && <CodeField name="code" attempt={visitor.attempt} error={errorFor(errors, 'code')} />}
        <Actions>
          <Button look="danger">Revoca l’abilitazione</Button>
          <LinkButton look="outline" href="/profilo">
            Torna al profilo
          </LinkButton>
        </Actions>
      </Form>
      {withCode && (
        <p>
          Non ricordi il codice, o è sospeso? <a href="/profilo/revoca/senza-codice">Revoca senza il codice</a>: ti
          chiediamo di nuovo chi sei.
        </p>
      )}
    </Page>
  );
}
