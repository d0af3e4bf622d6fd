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
  type Visitor,
} from '../../../ui/index.ts';

export interface RevocationPageProps {
  frame: Frame;
  visitor: Visitor;
  errors: readonly FieldError[];
}

export function RevocationPage({ frame, visitor, errors }: RevocationPageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Revoca l’abilitazione – Il tuo profilo"
      heading="Revoca l’abilitazione"
      breadcrumb={[{ href: '/profilo', label: 'Il tuo profilo' }]}
      errors={errors}
    >
      <Notice kind="warning" title="Che cosa succede">
        <p>
          Il codice personale non vale più e non puoi inoltrare altre domande. Quelle già inoltrate restano valide, e il
          tuo archivio resta qui. Per tornare ad avere un codice devi farti identificare di nuovo.
        </p>
      </Notice>
      <Form action="/profilo/revoca" csrf={visitor.csrf} label="Revoca">
        <CodeField name="code" attempt={visitor.attempt} error={errorFor(errors, 'code')} />
        <Actions>
          <Button look="danger">Revoca l’abilitazione</Button>
          <LinkButton look="outline" href="/profilo">
            Torna al profilo
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
