import {
  Actions,
  Button,
  type FieldError,
  Form,
  type Frame,
  LinkButton,
  Page,
  profileLink,
  type Visitor,
} from '../../../ui/index.ts';
import type { TypedData } from '../data-form.ts';
import { ContactFields, type MunicipalitySearch } from './contact-fields.tsx';

export interface ContactPageProps {
  frame: Frame;
  visitor: Visitor;
  typed: TypedData;
  municipality: MunicipalitySearch;
  errors: readonly FieldError[];
}

export function ContactPage({ frame, visitor, typed, municipality, errors }: ContactPageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Domicilio e telefono – Il tuo profilo"
      heading="Domicilio e telefono"
      breadcrumb={[profileLink]}
      lead="Le prossime domande useranno i dati nuovi. Quelle già inoltrate restano come sono."
      errors={errors}
    >
      <Form action="/profilo/recapiti" csrf={visitor.csrf} label="Domicilio e telefono">
        <ContactFields typed={typed} municipality={municipality} errors={errors} />
        <Actions>
          <Button>Salva domicilio e telefono</Button>
          <LinkButton look="outline" href="/profilo">
            Torna al profilo
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
