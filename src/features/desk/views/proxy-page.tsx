import {
  Actions,
  Button,
  Checkboxes,
  errorFor,
  type FieldError,
  FileField,
  Form,
  type Frame,
  LinkButton,
  Notice,
  Page,
  Select,
  TextField,
  type Visitor,
} from '../../../ui/index.ts';
import { type EnablementRequest, PROXY_CHECKS } from '../../enablement/index.ts';
import type { AllowingProcedure, TypedProxy } from '../typed-proxy.ts';
import { DocumentFields } from './document-fields.tsx';

export interface ProxyPageProps {
  frame: Frame;
  visitor: Visitor;
  request: EnablementRequest;
  procedures: readonly AllowingProcedure[];
  typed: TypedProxy;
  errors: readonly FieldError[];
}

/** Somebody else has come: refused with words, unless a procedure that is open allows it. */
export function ProxyPage(props: ProxyPageProps) {
  const { frame, visitor, request, procedures, errors } = props;
  const { person } = request.declaration;
  const back = `/sportello/richieste/${request.id}`;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title={`Delegato – Richiesta n. ${request.number} – Sportello`}
      heading="Si presenta un’altra persona"
      lead={`Richiesta n. ${request.number} di ${person.surname} ${person.name}.`}
      section="/sportello"
      breadcrumb={[
        { href: '/sportello', label: 'Sportello' },
        { href: back, label: `Richiesta n. ${request.number}` },
      ]}
      errors={procedures.length === 0 ? [] : errors}
    >
      {procedures.length === 0 ? <Refused back={back} /> : <ProxyForm {...props} />}
    </Page>
  );
}

function Refused({ back }: { back: string }) {
  return (
    <>
      <Notice kind="warning" title="Serve la persona">
        <p>
          Nessuna procedura aperta ammette l’identificazione di un delegato: deve venire la persona che ha fatto la
          richiesta, con il suo documento. La richiesta resta in attesa; con SPID o CIE può fare tutto da casa.
        </p>
      </Notice>
      <Actions>
        <LinkButton look="outline" href={back}>
          Torna alla richiesta
        </LinkButton>
      </Actions>
    </>
  );
}

function ProxyForm({ visitor, request, procedures, typed, errors }: ProxyPageProps) {
  return (
    <Form
      action={`/sportello/richieste/${request.id}/delegato`}
      csrf={visitor.csrf}
      enctype="multipart"
      label="Identificazione per delega"
    >
      <Select
        name="procedure"
        label="Procedura che ammette il delegato"
        choices={procedures.map(({ id, title }) => ({ value: id, label: title }))}
        value={typed.procedure}
        width="full"
        error={errorFor(errors, 'procedure')}
      />
      <WhoCame typed={typed} errors={errors} />
      <TextField
        name="proxyNumber"
        label="Numero e data della delega"
        hint="Per esempio: delega n. 12 del 2 marzo 2026."
        value={typed.proxyNumber}
        autocomplete="off"
        maxlength={100}
        width="long"
        error={errorFor(errors, 'proxyNumber')}
      />
      <FileField
        name="copy"
        label="Copia della delega scritta"
        hint="La conserviamo con l’identificazione."
        kinds={['PDF']}
        maxMegabytes={5}
        error={errorFor(errors, 'copy')}
      />
      <Checkboxes
        name="checks"
        label="Che cosa hai controllato"
        hint="Per confermare servono tutti e quattro."
        choices={PROXY_CHECKS}
        values={typed.checks}
        error={errorFor(errors, 'checks')}
      />
      <Actions>
        <Button icon="it-check">Conferma l’identificazione per delega</Button>
      </Actions>
    </Form>
  );
}

/** The proxy's own identity, from their document. */
function WhoCame({ typed, errors }: Pick<ProxyPageProps, 'typed' | 'errors'>) {
  return (
    <>
      <TextField
        name="surname"
        label="Cognome del delegato"
        value={typed.surname}
        autocomplete="off"
        maxlength={100}
        width="long"
        error={errorFor(errors, 'surname')}
      />
      <TextField
        name="name"
        label="Nome del delegato"
        value={typed.name}
        autocomplete="off"
        maxlength={100}
        width="long"
        error={errorFor(errors, 'name')}
      />
      <DocumentFields
        typed={typed}
        errors={errors}
        kindLabel="Documento del delegato"
        numberLabel="Numero del documento del delegato"
      />
    </>
  );
}
