import {
  Actions,
  Button,
  errorFor,
  type FieldError,
  Form,
  type Frame,
  LinkButton,
  Notice,
  Page,
  profileLink,
  Select,
  type Visitor,
} from '../../../ui/index.ts';
import { PersonFields, type PersonTyped, type PlaceSearch } from '../../accounts/index.ts';
import { VARIATION_REASONS, type Variation } from '../variation.ts';
import type { StateShown } from './profile-page.tsx';
import { VariedTable } from './varied-table.tsx';

export interface VariationPageProps {
  frame: Frame;
  visitor: Visitor;
  state: StateShown;
  /** Something is declared already that the new data go with. */
  possible: boolean;
  /** What was asked for, and the number of the request once it was sent. */
  waiting:
    | { readonly variation: Variation; readonly number: string | undefined; readonly withdrawable: boolean }
    | undefined;
  typed: PersonTyped;
  reason: string;
  place: PlaceSearch;
  errors: readonly FieldError[];
  notice: string | undefined;
}

/** What changes, why, and what it costs until a desk has seen the documents. */
export function VariationPage(props: VariationPageProps) {
  const { frame, visitor, state, possible, waiting, errors, notice } = props;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Cambia i dati anagrafici – Profilo"
      heading="I tuoi dati anagrafici sono cambiati, o sono sbagliati"
      lead="Scrivi qui i dati giusti. Cambiano solo dopo che una scuola o un ufficio ha visto i tuoi documenti."
      breadcrumb={[profileLink]}
      errors={errors}
      {...(notice === undefined ? {} : { notice: { kind: 'info', text: notice } })}
    >
      {waiting !== undefined && <Waiting visitor={visitor} waiting={waiting} />}
      {possible ? <VariationForm {...props} /> : <NotYet state={state} />}
    </Page>
  );
}

function Waiting({ visitor, waiting }: { visitor: Visitor; waiting: NonNullable<VariationPageProps['waiting']> }) {
  const { variation, number, withdrawable } = waiting;
  return (
    <>
      <h2>Il cambiamento che hai chiesto</h2>
      <p>
        {number === undefined
          ? 'È scritto, ma la richiesta non è ancora partita: non è cambiato niente.'
          : `È nella richiesta n. ${number}. Finché uno sportello non la conferma restano i dati di oggi.`}
      </p>
      {withdrawable && (
        <p>Se ci ripensi ritira la richiesta: tutto torna come prima, e il codice personale di prima vale di nuovo.</p>
      )}
      <VariedTable variation={variation} caption="I dati di oggi e quelli nuovi" />
      <Form action="/profilo/dati-anagrafici/rinuncia" csrf={visitor.csrf} label={withdrawable ? 'Ritiro' : 'Rinuncia'}>
        <Actions>
          <LinkButton href="/abilitazione">Continua la richiesta</LinkButton>
          <Button look="outline">{withdrawable ? 'Ritira la richiesta' : 'Lascia i dati di oggi'}</Button>
        </Actions>
      </Form>
      <h2>Devi correggere i dati nuovi?</h2>
    </>
  );
}

function NotYet({ state }: { state: StateShown }) {
  const identified = state === 'identified';
  return (
    <>
      <Notice kind="info" title={identified ? 'Prima scegli il codice personale' : 'Prima gli altri dati'}>
        <p>
          {identified
            ? 'Uno sportello ti ha appena identificato. Scegli il codice personale, poi torna qui.'
            : 'Comincia l’abilitazione con domicilio e documento. Nella pagina in cui controlli tutto trovi il collegamento per tornare qui, prima di mandare la richiesta.'}
        </p>
      </Notice>
      <Actions>
        <LinkButton href="/abilitazione">Continua l’abilitazione</LinkButton>
      </Actions>
    </>
  );
}

function VariationForm({ visitor, state, typed, reason, place, errors }: VariationPageProps) {
  return (
    <>
      {state === 'active' && <WhatHappens />}
      <Form action="/profilo/dati-anagrafici" csrf={visitor.csrf} label="Dati nuovi">
        <Select
          name="reason"
          label="Perché cambiano"
          choices={VARIATION_REASONS}
          value={reason}
          width="full"
          error={errorFor(errors, 'reason')}
        />
        <PersonFields errors={errors} typed={typed} place={place} />
        <Actions>
          <Button>Continua con il documento</Button>
          <LinkButton look="outline" href="/profilo">
            Lascia tutto come è
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}

function WhatHappens() {
  return (
    <Notice kind="warning" title="Prima di cominciare">
      <ul>
        <li>Con questa pagina non cambia ancora niente. Dopo scegli il documento, controlli tutto e confermi.</li>
        <li>
          Quando confermi, il codice personale di adesso smette di valere:{' '}
          <strong>non puoi inoltrare né ritirare domande</strong> finché uno sportello non ti ha identificato di nuovo.
          Puoi leggere tutto e continuare le bozze. Se ritiri la richiesta, il codice di prima torna a valere.
        </li>
        <li>Le domande già inoltrate restano valide, con i dati di allora. Entri come prima.</li>
        <li>Se sta per scadere una domanda, inoltrala prima di confermare.</li>
      </ul>
    </Notice>
  );
}
