import {
  Actions,
  Button,
  Checkbox,
  Details,
  errorFor,
  type FieldError,
  Form,
  type Frame,
  Notice,
  Page,
  SummaryList,
  type Visitor,
} from '../../../ui/index.ts';
import type { TypedData } from '../data-form.ts';
import type { Person } from '../declared-data.ts';
import { type IdentityCheck, reasonLabel } from '../identity-check.ts';
import type { Variation } from '../variation.ts';
import { ContactFields, type MunicipalitySearch } from './contact-fields.tsx';
import { DocumentFields } from './document-fields.tsx';
import { EnablementSteps } from './enablement-steps.tsx';
import { personRows } from './person-rows.ts';
import { VariedTable } from './varied-table.tsx';

export interface DataPageProps {
  frame: Frame;
  visitor: Visitor;
  person: Person;
  typed: TypedData;
  municipality: MunicipalitySearch;
  errors: readonly FieldError[];
  /** Why a request is made again. */
  again: 'forgotten-code' | 'own-mistake' | 'revoked' | undefined;
  refusal: IdentityCheck | undefined;
  /** Their own data change with the request. */
  variation: Variation | undefined;
  /** They came in with SPID or CIE: no desk. */
  digital: boolean;
  /** Why the person was sent back here. */
  notice: string | undefined;
}

const DESK_LEAD =
  'Per presentare le domande devi essere identificato una volta, in una scuola o in un ufficio. Cominciamo dai tuoi dati: servono circa 5 minuti.';
const DIGITAL_LEAD =
  'Sei entrato con la tua identità digitale: non serve andare allo sportello. Bastano i tuoi dati e circa 5 minuti.';
const VARIATION_LEAD =
  'Per cambiare i dati anagrafici devi essere identificato di nuovo. Scrivi il documento che porterai allo sportello: deve avere già i dati nuovi.';

function leadFor({ variation, digital }: DataPageProps): string {
  if (variation !== undefined) return VARIATION_LEAD;
  return digital ? DIGITAL_LEAD : DESK_LEAD;
}

/** First step: the data that will be printed on the adhesion form. */
export function DataPage(props: DataPageProps) {
  const { frame, visitor, person, typed, municipality, errors, notice, variation } = props;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="I tuoi dati – Abilitazione al servizio"
      heading="Abilitazione: i tuoi dati"
      lead={leadFor(props)}
      errors={errors}
      {...(notice === undefined ? {} : { notice: { kind: 'info', text: notice } })}
      help={<p>Tieni davanti il documento di identità che porterai con te.</p>}
    >
      <EnablementSteps current={0} digital={props.digital} />
      <WhyAgain {...props} />
      <Known person={person} variation={variation} />
      <Form action="/abilitazione/dati" csrf={visitor.csrf} label="I tuoi dati">
        <h2>Domicilio e telefono</h2>
        <ContactFields typed={typed} municipality={municipality} errors={errors} />
        <h2>Documento di identità</h2>
        <DocumentFields typed={typed} errors={errors} />
        <h2>Privacy</h2>
        <Details summary="Come usiamo i tuoi dati">
          <p>
            Usiamo questi dati per identificarti e per ricevere le tue domande. Li vedono solo tu, chi ti identifica e
            gli uffici a cui mandi una domanda. Conserviamo il modulo e la registrazione dell’identificazione per 20
            anni, come chiede la legge; puoi averne copia senza spese.
          </p>
        </Details>
        <Checkbox
          name="privacy"
          label="Ho letto l’informativa sulla privacy"
          checked={typed.privacy}
          error={errorFor(errors, 'privacy')}
        />
        <Actions>
          <Button>Controlla i dati</Button>
        </Actions>
      </Form>
    </Page>
  );
}

function Known({ person, variation }: Pick<DataPageProps, 'person' | 'variation'>) {
  if (variation !== undefined) {
    return (
      <>
        <h2>I dati che cambiano</h2>
        <VariedTable variation={variation} caption="I dati di oggi e quelli nuovi" />
        <p class="field-hint">
          Cambiano quando lo sportello conferma. <a href="/profilo/dati-anagrafici">Correggi o rinuncia</a>
        </p>
      </>
    );
  }
  return (
    <>
      <h2>Dati già noti</h2>
      <SummaryList rows={personRows(person)} />
      <p class="field-hint">
        Li hai scritti tu alla registrazione; il codice fiscale conferma nome, data e luogo di nascita. Se c’è un errore
        puoi <a href="/profilo/dati-anagrafici">correggerli</a>, dopo avere scritto i dati di questa pagina.
      </p>
    </>
  );
}

function WhyAgain({ again, refusal, digital }: Pick<DataPageProps, 'again' | 'refusal' | 'digital'>) {
  if (refusal !== undefined) {
    return (
      <Notice kind="warning" title="L’identificazione non è riuscita">
        <p>
          {refusal.officeName} non ha confermato la richiesta n. {refusal.requestNumber}. Motivo:{' '}
          {refusal.reason === null ? '' : reasonLabel(refusal.reason).toLowerCase()}.
        </p>
        {refusal.note !== '' && <p>L’operatore ha scritto: «{refusal.note}»</p>}
        <p>Qui sotto trovi i dati come li avevi scritti: correggili e fai una nuova richiesta.</p>
      </Notice>
    );
  }
  if (again === 'forgotten-code') {
    return (
      <Notice kind="warning" title="Stai chiedendo un nuovo codice personale">
        <p>
          Dopo la conferma il codice di adesso non vale più{' '}
          {digital
            ? 'e ne scegli uno nuovo, senza sportello'
            : 'e devi farti identificare di nuovo in una scuola o in un ufficio'}
          . Fino ad allora <strong>non puoi inoltrare domande</strong>; le bozze restano salve. Se ricordi il codice,{' '}
          <a href="/profilo/codice-personale">cambialo</a>: basta un minuto.
        </p>
      </Notice>
    );
  }
  if (again === 'revoked') {
    return (
      <Notice kind="info" title="La tua abilitazione è revocata">
        <p>
          Nel <a href="/profilo">profilo</a> vedi chi l’ha revocata e quando. Le domande inoltrate e le ricevute sono
          nel tuo <a href="/archivio">archivio</a>. Da qui chiedi di nuovo l’abilitazione, con la stessa utenza.
        </p>
      </Notice>
    );
  }
  if (again === 'own-mistake') {
    return (
      <Notice kind="info">
        <p>
          Hai già una richiesta. Se confermi dati nuovi, la richiesta e il modulo di prima non valgono più: ti mandiamo
          un nuovo codice temporaneo e un nuovo modulo.
        </p>
      </Notice>
    );
  }
  return null;
}
