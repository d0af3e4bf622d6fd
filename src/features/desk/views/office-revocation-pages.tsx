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
  TextField,
  type Visitor,
} from '../../../ui/index.ts';
import type { StateShown } from '../../enablement/index.ts';
import type { TypedRevocation } from '../typed-state.ts';
import { RevocationFields } from './revocation-fields.tsx';
import { STATE_WORDS } from './state-words.ts';

const trail = { href: '/ufficio', label: 'Domande ricevute' };

export interface OfficeSearchPageProps {
  frame: Frame;
  visitor: Visitor;
  officeName: string;
  fiscalCode: string;
  errors: readonly FieldError[];
  notice: string | undefined;
}

/** Whose enablement the office has decided over. */
export function OfficeSearchPage(props: OfficeSearchPageProps) {
  const { frame, visitor, officeName, fiscalCode, errors, notice } = props;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Revoca di un’abilitazione – Ufficio"
      heading="Revoca un’abilitazione per decisione dell’ufficio"
      lead={officeName}
      section="/ufficio"
      breadcrumb={[trail]}
      errors={errors}
      {...(notice === undefined ? {} : { notice: { kind: 'success', text: notice } })}
    >
      <p>
        Serve un atto dell’ufficio. La persona riceve una mail con il motivo, l’atto e il tuo nome. Ogni ricerca resta
        scritta, e la persona la vede.
      </p>
      <Form action="/ufficio/revoche" csrf={visitor.csrf} label="Cerca una persona">
        <TextField
          name="fiscalCode"
          label="Codice fiscale"
          value={fiscalCode}
          autocomplete="off"
          spellcheck={false}
          capitals
          maxlength={40}
          width="medium"
          error={errorFor(errors, 'fiscalCode')}
        />
        <Actions>
          <Button icon="it-search">Cerca la persona</Button>
        </Actions>
      </Form>
    </Page>
  );
}

export interface OfficeRevocationPageProps {
  frame: Frame;
  visitor: Visitor;
  lookupId: string;
  person: string;
  state: StateShown['state'];
  typed: TypedRevocation;
  errors: readonly FieldError[];
}

/** The decision: reason, act, words for the person. */
export function OfficeRevocationPage(props: OfficeRevocationPageProps) {
  const { frame, visitor, lookupId, person, state, typed, errors } = props;
  const over = state === 'none' || state === 'revoked';
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Revoca di un’abilitazione – Ufficio"
      heading={person}
      lead={STATE_WORDS[state].word}
      section="/ufficio"
      breadcrumb={[trail, { href: '/ufficio/revoche', label: 'Revoche' }]}
      errors={errors}
    >
      {over ? (
        <Notice kind="info">
          <p>Non c’è niente da revocare.</p>
        </Notice>
      ) : (
        <Form action={`/ufficio/revoche/${lookupId}`} csrf={visitor.csrf} label="Revoca">
          <Notice kind="warning" title="Che cosa succede">
            <p>
              Il codice personale non vale più da subito e la persona non può inoltrare domande. Quelle inoltrate
              restano: se vanno annullate serve un altro atto.
            </p>
          </Notice>
          <RevocationFields by="officer" typed={typed} errors={errors}>
            <TextField
              name="act"
              label="Atto dell’ufficio"
              hint="Numero e data, per esempio: prot. 1234 del 2 marzo 2026."
              value={typed.act}
              autocomplete="off"
              maxlength={100}
              width="long"
              error={errorFor(errors, 'act')}
            />
          </RevocationFields>
          <Actions>
            <Button look="danger">Revoca l’abilitazione</Button>
            <LinkButton look="outline" href="/ufficio/revoche">
              Lascia tutto come è
            </LinkButton>
          </Actions>
        </Form>
      )}
    </Page>
  );
}
