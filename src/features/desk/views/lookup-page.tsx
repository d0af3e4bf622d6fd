import {
  Actions,
  Button,
  Checkbox,
  errorFor,
  type FieldError,
  Form,
  type Frame,
  Page,
  Select,
  TextArea,
  TextField,
  type Visitor,
} from '../../../ui/index.ts';
import { LOOKUP_REASONS, LOOKUPS_A_DAY } from '../../enablement/index.ts';
import type { TypedLookup } from '../typed-state.ts';

export interface LookupPageProps {
  frame: Frame;
  visitor: Visitor;
  officeName: string;
  typed: TypedLookup;
  errors: readonly FieldError[];
  notice: { readonly kind: 'success' | 'warning'; readonly text: string } | undefined;
}

/** Whoever is standing there and cannot go on: one search, with its reason. */
export function LookupPage({ frame, visitor, officeName, typed, errors, notice }: LookupPageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Stato di un’utenza – Sportello"
      heading="Aiuta chi è davanti a te"
      lead={officeName}
      section="/sportello"
      breadcrumb={[{ href: '/sportello', label: 'Sportello' }]}
      errors={errors}
      {...(notice === undefined ? {} : { notice })}
      help={<Help />}
      asideTitle="Che cosa resta scritto"
    >
      <p>Vedi a che punto è la sua abilitazione, puoi correggere il suo indirizzo e-mail o revocarla.</p>
      <Form action="/sportello/stato" csrf={visitor.csrf} label="Guarda lo stato">
        <TextField
          name="fiscalCode"
          label="Codice fiscale"
          hint="Copialo dalla tessera sanitaria della persona che hai davanti."
          value={typed.fiscalCode}
          autocomplete="off"
          spellcheck={false}
          capitals
          maxlength={40}
          width="medium"
          error={errorFor(errors, 'fiscalCode')}
        />
        <Select
          name="reason"
          label="Perché è venuta"
          choices={LOOKUP_REASONS}
          value={typed.reason}
          width="full"
          error={errorFor(errors, 'reason')}
        />
        <TextArea
          name="note"
          label="Spiegazione"
          value={typed.note}
          rows={2}
          maxlength={500}
          optional
          error={errorFor(errors, 'note')}
        />
        <Checkbox
          name="present"
          label="La persona è davanti a me e ho controllato il suo documento"
          checked={typed.present}
          error={errorFor(errors, 'present')}
        />
        <Actions>
          <Button icon="it-search">Guarda lo stato</Button>
        </Actions>
      </Form>
    </Page>
  );
}

function Help() {
  return (
    <ul>
      <li>Ogni ricerca, con il motivo, il tuo nome e l’ora: la persona la vede nel suo profilo.</li>
      <li>Non vedi le sue domande né gli altri suoi dati.</li>
      <li>Al massimo {LOOKUPS_A_DAY} ricerche al giorno. Oltre, la scuola riceve un avviso.</li>
    </ul>
  );
}
