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
import { VariedTable } from './varied-table.tsx';

export interface SummaryPageProps {
  frame: Frame;
  visitor: Visitor;
  person: Person;
  data: DeclaredData;
  /** Why the request could not be made just now. */
  trouble: string | undefined;
  /** They came in with SPID or CIE: accepting takes the place of the signature at the desk. */
  digital: boolean;
  /** A code of their own ends with this request. */
  regenerates: boolean;
}

/** Second step: everything as it will be printed, before the request is made. */
export function SummaryPage({ frame, visitor, person, data, trouble, digital, regenerates }: SummaryPageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Controlla i dati – Abilitazione al servizio"
      heading="Abilitazione: controlla i dati"
      lead={`La richiesta non è ancora fatta. Controlla tutto: questi dati saranno ${digital ? 'nel modulo che accetti da qui.' : 'stampati sul modulo che firmi allo sportello.'}`}
      {...(trouble === undefined ? {} : { notice: { kind: 'warning', text: trouble } })}
    >
      <EnablementSteps current={1} digital={digital} />
      {regenerates && <CodeEnds digital={digital} />}
      <h2>Chi sei</h2>
      {data.variation === undefined ? (
        <SummaryList rows={personRows(person)} />
      ) : (
        <VariedTable variation={data.variation} caption="I dati di oggi e quelli nuovi" />
      )}
      <p>
        <a href="/profilo/dati-anagrafici">
          {data.variation === undefined ? 'Nome, nascita o codice fiscale sono sbagliati?' : 'Correggi i dati nuovi'}
        </a>
      </p>
      <h2>Domicilio e telefono</h2>
      <SummaryList rows={contactRows(data.contact, '/abilitazione/dati#street')} />
      <h2>Documento di identità</h2>
      <SummaryList rows={documentRows(data.document, '/abilitazione/dati#documentKind')} />
      <h2>{digital ? 'Che cosa accetti' : 'Che cosa firmerai'}</h2>
      <p>{ADHESION_REQUEST}</p>
      <ul>
        {ADHESION_STATEMENTS.map((statement) => (
          <li key={statement}>{statement}</li>
        ))}
      </ul>
      <Notice kind="info" title="Che cosa succede ora">
        <p>
          Ti mandiamo una mail a <strong>{person.email}</strong> con un codice temporaneo
          {digital
            ? ': ti serve subito per scegliere il tuo codice personale.'
            : ' e il modulo da stampare. Il modulo si può anche scaricare da qui.'}
        </p>
      </Notice>
      <Form action="/abilitazione/riepilogo" csrf={visitor.csrf} label="Conferma">
        <Actions>
          <Button>{digital ? 'Accetto: manda la richiesta' : 'Conferma e manda la richiesta'}</Button>
          <LinkButton look="outline" href="/abilitazione/dati">
            Correggi i dati
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

function CodeEnds({ digital }: { digital: boolean }) {
  return (
    <Notice kind="warning" title="Il codice personale di adesso finirà">
      <p>
        Appena confermi non vale più, e <strong>non puoi inoltrare domande</strong> finché{' '}
        {digital ? 'non ne hai scelto uno nuovo.' : 'una scuola o un ufficio non ti ha identificato di nuovo.'} Le bozze
        e le domande già inoltrate restano come sono. <a href="/profilo">Lascia tutto come è</a> se non sei sicuro.
      </p>
    </Notice>
  );
}
