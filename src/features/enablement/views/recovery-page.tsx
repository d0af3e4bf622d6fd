import {
  Actions,
  Button,
  CodeField,
  errorFor,
  type FieldError,
  Form,
  type Frame,
  Page,
  profileLink,
  type Visitor,
} from '../../../ui/index.ts';
import { RECOVERY_MINUTES, type RecoveryProof } from '../code-recovery.ts';
import { NewCodeFields } from './new-code-fields.tsx';

export interface RecoveryPageProps {
  frame: Frame;
  visitor: Visitor;
  proof: RecoveryProof;
  /** A code was mailed and is good: it may be typed. */
  mailed: boolean;
  /** Where codes are mailed, not spelled out. */
  addresses: readonly string[];
  errors: readonly FieldError[];
  notice: string | undefined;
}

/** Another personal code for who has forgotten theirs: after a mailed code, or at once for who gave two proofs. */
export function RecoveryPage({ frame, visitor, proof, mailed, addresses, errors, notice }: RecoveryPageProps) {
  const chooses = proof !== 'mail' || mailed;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Recupera il codice personale – Il tuo profilo"
      heading="Recupera il codice personale"
      lead={LEADS[proof]}
      breadcrumb={[profileLink, { href: '/profilo/codice-personale/dimenticato', label: 'Hai dimenticato il codice?' }]}
      errors={errors}
      {...(notice === undefined ? {} : { notice: { kind: 'info', text: notice } })}
    >
      {chooses && (
        <Form action="/profilo/codice-personale/recupero" csrf={visitor.csrf} label="Nuovo codice personale">
          {proof === 'mail' && (
            <CodeField
              name="recoveryCode"
              attempt={visitor.attempt}
              label="Codice di recupero"
              hint="È nella mail appena mandata: otto lettere e cifre. Spazi, trattini e maiuscole non contano."
              error={errorFor(errors, 'recoveryCode')}
            />
          )}
          <NewCodeFields errors={errors} />
          <Actions>
            <Button>Salva il nuovo codice personale</Button>
          </Actions>
        </Form>
      )}
      {proof === 'mail' && <Mail csrf={visitor.csrf} again={mailed} addresses={addresses} />}
    </Page>
  );
}

const LEADS: Readonly<Record<RecoveryProof, string>> = {
  mail: 'Ti mandiamo per mail un codice di recupero e scegli un nuovo codice personale. Per sicurezza firma dopo 24 ore: prima, solo l’inoltro di una domanda che scade prima. Bozze e domande non cambiano.',
  'second-factor': 'Sei entrato con due prove: scegli subito un nuovo codice personale. Bozze e domande non cambiano.',
  'digital-identity':
    'Sei entrato con la tua identità digitale: scegli subito un nuovo codice personale. Bozze e domande non cambiano.',
};

function Mail({ csrf, again, addresses }: { csrf: string; again: boolean; addresses: readonly string[] }) {
  return (
    <>
      {again && <h2>La mail non arriva?</h2>}
      <p>
        {again
          ? 'Guarda anche nella posta indesiderata. Se ne chiedi un’altra, il codice di prima non vale più. '
          : `Il codice vale ${RECOVERY_MINUTES} minuti e si usa in questa pagina: lasciala aperta. `}
        Lo mandiamo a {addresses.join(' e a ')}.
      </p>
      <Form action="/profilo/codice-personale/recupero/invio" csrf={csrf} label="Codice di recupero">
        <Actions>
          <Button look={again ? 'outline' : 'primary'} icon="it-mail">
            {again ? 'Manda un altro codice di recupero' : 'Mandami il codice di recupero'}
          </Button>
        </Actions>
      </Form>
      <p>
        Non leggi più queste caselle? <a href="/profilo/codice-personale/dimenticato">Guarda le altre strade</a>.
      </p>
    </>
  );
}
