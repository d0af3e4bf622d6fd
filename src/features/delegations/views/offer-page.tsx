import {
  Actions,
  Button,
  Checkboxes,
  CodeField,
  DateField,
  errorFor,
  type FieldError,
  Form,
  LinkButton,
  Notice,
  Page,
  profileLink,
  Radios,
  TextField,
} from '../../../ui/index.ts';
import { LIMITS, type OfferRefusal, type TypedOffer } from '../offer.ts';
import { DELEGATIONS, type Look, paths } from './look.ts';

export interface OfferPageProps extends Look {
  readonly typed: TypedOffer;
  readonly procedures: readonly { readonly id: string; readonly title: string }[];
  readonly errors: readonly FieldError[];
  readonly refusal?: OfferRefusal | undefined;
}

/** The form by which a person hands over: to whom, from when to when, for what, and the code that signs it. */
export function OfferPage({ typed, procedures, errors, refusal, ...look }: OfferPageProps) {
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      title="Delega una persona – Il tuo profilo"
      heading="Delega una persona"
      breadcrumb={[profileLink, DELEGATIONS]}
      errors={errors}
    >
      {refusal !== undefined && <Refused refusal={refusal} />}
      <WhatItMeans />
      <Form action={paths.offer} csrf={look.visitor.csrf} label="Delega una persona">
        <Whom typed={typed} errors={errors} />
        <Period typed={typed} errors={errors} />
        <Scope typed={typed} procedures={procedures} errors={errors} />
        <h2>Conferma</h2>
        <CodeField
          name="code"
          attempt={look.visitor.attempt}
          label="Il tuo codice personale"
          hint="Lo scrivi solo tu, adesso. Non darlo mai alla persona che deleghi: userà il suo."
          error={errorFor(errors, 'code')}
        />
        <Actions>
          <Button>Proponi la delega</Button>
          <LinkButton look="outline" href={paths.list}>
            Torna alle deleghe
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

function WhatItMeans() {
  return (
    <Notice kind="warning" title="Che cosa potrà fare">
      <ul>
        <li>vedere, scrivere, inoltrare, correggere e ritirare le tue domande, e vedere archivio e ricevute;</li>
        <li>quello che dichiara vale come dichiarato per conto tuo.</li>
      </ul>
      <p>
        Non potrà vedere né cambiare credenziali, codice personale, indirizzi, accessi, profilo e deleghe. Tu continui a
        operare come sempre, ricevi una e-mail a ogni inoltro, vedi tutto quello che fa e puoi fermarla quando vuoi.
      </p>
    </Notice>
  );
}

type FieldsProps = Pick<OfferPageProps, 'typed' | 'errors'>;

function Whom({ typed, errors }: FieldsProps) {
  return (
    <>
      <h2>A chi</h2>
      <p>
        La persona deve essere abilitata al servizio. Per proteggere tutti, il portale non dice di chi è un codice
        fiscale: se codice e cognome sono suoi e la persona è abilitata, riceve la proposta con il tuo nome e il tuo
        codice fiscale.
      </p>
      <TextField
        name="fiscalCode"
        label="Codice fiscale della persona"
        hint="16 lettere e cifre, dalla tessera sanitaria."
        value={typed.fiscalCode}
        error={errorFor(errors, 'fiscalCode')}
        width="medium"
        autocomplete="off"
        spellcheck={false}
        maxlength={24}
        capitals
      />
      <TextField
        name="surname"
        label="Cognome della persona"
        hint="Serve a non sbagliare persona: deve corrispondere al codice fiscale."
        value={typed.surname}
        error={errorFor(errors, 'surname')}
        autocomplete="off"
        maxlength={120}
      />
    </>
  );
}

function Period({ typed, errors }: FieldsProps) {
  return (
    <>
      <h2>Da quando a quando</h2>
      <DateField
        name="from"
        label="Primo giorno"
        hint="Da oggi in poi. La delega non vale comunque prima che sia accettata."
        value={typed.from}
        error={errorFor(errors, 'from')}
      />
      <DateField
        name="until"
        label="Ultimo giorno"
        hint={`È compreso: la delega finisce a mezzanotte. Al massimo ${LIMITS.longestDays} giorni dopo il primo.`}
        value={typed.until}
        error={errorFor(errors, 'until')}
      />
    </>
  );
}

function Scope({ typed, procedures, errors }: FieldsProps & Pick<OfferPageProps, 'procedures'>) {
  return (
    <>
      <h2>Per che cosa</h2>
      <Radios
        name="scope"
        label="Procedure"
        value={typed.scope}
        error={errorFor(errors, 'scope')}
        choices={[
          {
            value: 'chosen',
            label: 'Solo le procedure che scelgo',
            hint: 'La persona vede solo le domande di queste procedure.',
          },
          { value: 'all', label: 'Tutte le procedure', hint: 'Anche quelle già inoltrate e quelle che si apriranno.' },
        ]}
      />
      {procedures.length > 0 && (
        <Checkboxes
          name="procedures"
          label="Se hai scelto «Solo le procedure che scelgo», quali?"
          values={typed.procedures}
          error={errorFor(errors, 'procedures')}
          choices={procedures.map(({ id, title }) => ({ value: id, label: title }))}
        />
      )}
    </>
  );
}

const WORDS: Readonly<Record<OfferRefusal, { readonly title: string; readonly text: string }>> = {
  overlapping: {
    title: 'Hai già una delega a questa persona in questi giorni',
    text: 'Revoca o ritira quella di prima, oppure scegli giorni che non si sovrappongono. Quello che hai scritto è ancora qui sotto.',
  },
  'too-many-open': {
    title: `Hai già ${LIMITS.openAtOnce} deleghe aperte`,
    text: 'È il massimo che si può avere insieme. Revocane o ritirane una, poi riprova. Quello che hai scritto è ancora qui sotto.',
  },
  'too-many-today': {
    title: `Hai già proposto ${LIMITS.offersInADay} deleghe nelle ultime 24 ore`,
    text: 'Riprova domani. Le deleghe di prima restano come sono.',
  },
};

function Refused({ refusal }: { refusal: OfferRefusal }) {
  const { title, text } = WORDS[refusal];
  return (
    <Notice kind="danger" title={title} announced>
      {text}
    </Notice>
  );
}
