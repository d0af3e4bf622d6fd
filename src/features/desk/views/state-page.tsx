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
  SummaryList,
  TextField,
  type Visitor,
} from '../../../ui/index.ts';
import type { StateShown } from '../../enablement/index.ts';
import type { TypedRevocation } from '../typed-state.ts';
import { DocumentFields } from './document-fields.tsx';
import { ReleaseForm } from './release-form.tsx';
import { RevocationFields } from './revocation-fields.tsx';
import { CODE_WORDS, STATE_WORDS } from './state-words.ts';

export interface StatePageProps {
  frame: Frame;
  visitor: Visitor;
  lookupId: string;
  shown: StateShown;
  typed: TypedRevocation;
  errors: readonly FieldError[];
  notice: string | undefined;
}

/** Where the person before the desk stands, what stops them, and what the desk can do about it. */
export function StatePage(props: StatePageProps) {
  const { frame, visitor, shown, errors, notice } = props;
  const { word, next } = STATE_WORDS[shown.state];
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="A che punto è – Sportello"
      heading={shown.person}
      lead="Controlla che sia il nome sul documento. La pagina resta aperta per mezz’ora."
      section="/sportello"
      breadcrumb={[
        { href: '/sportello', label: 'Sportello' },
        { href: '/sportello/stato', label: 'Stato di un’utenza' },
      ]}
      errors={errors}
      {...(notice === undefined ? {} : { notice: { kind: 'success', text: notice } })}
    >
      <h2>A che punto è</h2>
      <SummaryList
        rows={[
          { label: 'Stato', value: word },
          { label: 'Che cosa deve fare', value: next },
          ...(shown.waiting === undefined ? [] : [{ label: 'Richiesta in attesa', value: `n. ${shown.waiting}` }]),
          ...(shown.code === undefined ? [] : [{ label: 'Codice', value: CODE_WORDS[shown.code] }]),
        ]}
      />
      {shown.waiting !== undefined && (
        <Actions>
          <LinkButton href="/sportello">Vai a identificarla</LinkButton>
        </Actions>
      )}
      <Mailboxes shown={shown} />
      <AddressForm {...props} />
      {shown.neverIdentified && (
        <ReleaseForm {...{ visitor, lookupId: props.lookupId, typed: props.typed.release, errors }} />
      )}
      {REVOCABLE.includes(shown.state) && <RevokeForm {...props} />}
    </Page>
  );
}

const REVOCABLE: readonly StateShown['state'][] = ['requested', 'code-confirmed', 'identified', 'active'];

function Mailboxes({ shown }: { shown: StateShown }) {
  const returning = shown.mailboxes.filter(({ bouncing }) => bouncing);
  return (
    <>
      <h2>Dove riceve la posta</h2>
      {returning.length > 0 && (
        <Notice kind="warning" title="La posta a questo indirizzo torna indietro">
          <p>{returning.map(({ address }) => address).join(', ')}: le nostre mail non arrivano.</p>
        </Notice>
      )}
      {shown.mailboxes.length === 0 ? (
        <p>Nessun indirizzo confermato.</p>
      ) : (
        <ul>
          {shown.mailboxes.map(({ address, reference }) => (
            <li key={address}>
              {address}
              {reference && ' (quello a cui scriviamo)'}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function AddressForm({ visitor, lookupId, typed, errors }: StatePageProps) {
  return (
    <>
      <h2>La mail non arriva, o l’indirizzo è cambiato?</h2>
      <p>
        Scrivi l’indirizzo che la persona legge davvero. Le mandiamo lì una mail da aprire: può farlo subito, dal suo
        telefono.
      </p>
      <Form action={`/sportello/stato/${lookupId}/indirizzo`} csrf={visitor.csrf} label="Nuovo indirizzo">
        <TextField
          name="email"
          label="Nuovo indirizzo e-mail"
          value={typed.email ?? ''}
          autocomplete="off"
          spellcheck={false}
          maxlength={254}
          width="long"
          error={errorFor(errors, 'email')}
        />
        <TextField
          name="emailAgain"
          label="Ripeti il nuovo indirizzo"
          value={typed.emailAgain ?? ''}
          autocomplete="off"
          spellcheck={false}
          maxlength={254}
          width="long"
          error={errorFor(errors, 'emailAgain')}
        />
        <Actions>
          <Button>Manda la mail di conferma</Button>
        </Actions>
      </Form>
    </>
  );
}

function RevokeForm({ visitor, lookupId, typed, errors }: StatePageProps) {
  return (
    <>
      <h2>Vuole revocare l’abilitazione?</h2>
      <p>
        Solo se lo chiede lei, qui davanti a te. Il codice personale non vale più da subito; le domande inoltrate
        restano valide. Per averne un altro dovrà farsi identificare di nuovo.
      </p>
      <Form action={`/sportello/stato/${lookupId}/revoca`} csrf={visitor.csrf} label="Revoca">
        <RevocationFields by="clerk" typed={typed} errors={errors}>
          <DocumentFields
            typed={typed}
            errors={errors}
            kindLabel="Documento controllato"
            numberLabel="Numero del documento"
          />
        </RevocationFields>
        <Actions>
          <Button look="danger">Revoca l’abilitazione</Button>
        </Actions>
      </Form>
    </>
  );
}
