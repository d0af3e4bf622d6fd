import {
  Actions,
  Button,
  Form,
  type Frame,
  LinkButton,
  Notice,
  Page,
  SummaryList,
  type Visitor,
} from '../../../ui/index.ts';
import { ADHESION_REQUEST, ADHESION_STATEMENTS } from '../adhesion-statements.ts';
import type { DeclaredData, Person } from '../declared-data.ts';
import { EnablementSteps } from './enablement-steps.tsx';
import { contactRows, documentRows, personRows } from './person-rows.ts';

export interface SummaryPageProps {
  frame: Frame;
  visitor: Visitor;
  person: Person;
  data: DeclaredData;
  /** Why the request could not be made just now. */
  trouble: string | undefined;
}

/** Second step: everything as it will be printed, before the request is made. */
export function SummaryPage({ frame, visitor, person, data, trouble }: SummaryPageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Controlla i dati – Abilitazione al servizio"
      heading="Abilitazione: controlla i dati"
      lead="La richiesta non è ancora fatta. Controlla tutto: questi dati saranno stampati sul modulo che firmi allo sportello."
      {...(trouble === undefined ? {} : { notice: { kind: 'warning', text: trouble } })}
    >
      <EnablementSteps current={1} />
      <h2>Chi sei</h2>
      <SummaryList rows={personRows(person)} />
      <h2>Domicilio e telefono</h2>
      <SummaryList rows={contactRows(data.contact, '/abilitazione/dati#street')} />
      <h2>Documento di identità</h2>
      <SummaryList rows={documentRows(data.document, '/abilitazione/dati#documentKind')} />
      <h2>Che cosa firmerai</h2>
      <p>{ADHESION_REQUEST}</p>
      <ul>
        {ADHESION_STATEMENTS.map((statement) => (
          <li key={statement}>{statement}</li>
        ))}
      </ul>
      <Notice kind="info" title="Che cosa succede ora">
        <p>
          Ti mandiamo una mail a <strong>{person.email}</strong> con un codice temporaneo e il modulo da stampare. Il
          modulo si può anche scaricare da qui.
        </p>
      </Notice>
      <Form action="/abilitazione/riepilogo" csrf={visitor.csrf} label="Conferma">
        <Actions>
          <Button>Conferma e manda la richiesta</Button>
          <LinkButton look="outline" href="/abilitazione/dati">
            Correggi i dati
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
