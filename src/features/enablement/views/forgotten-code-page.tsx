import { Actions, type Frame, LinkButton, Notice, Page, profileLink, type Visitor } from '../../../ui/index.ts';
import { RECOVERY_MINUTES } from '../code-recovery.ts';

export interface ForgottenCodePageProps {
  frame: Frame;
  visitor: Visitor;
  suspended: boolean;
  /** They came in with SPID or CIE. */
  digital: boolean;
}

/** One page for the three ways, in the order in which most people should try them. */
export function ForgottenCodePage({ frame, visitor, suspended, digital }: ForgottenCodePageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Hai dimenticato il codice personale? – Il tuo profilo"
      heading="Hai dimenticato il codice personale?"
      lead="Non perdi niente: bozze, domande inoltrate e ricevute restano come sono, qualunque strada scegli."
      breadcrumb={[profileLink]}
      help={<Help />}
      asideTitle="Da sapere"
    >
      {suspended && (
        <Notice kind="warning" title="Il tuo codice è sospeso">
          <p>È stato scritto sbagliato dieci volte. Con il recupero qui sotto ne scegli subito un altro.</p>
        </Notice>
      )}
      <h2>Leggi ancora la tua posta: recupera il codice</h2>
      <p>
        {digital
          ? 'Sei entrato con la tua identità digitale: scegli subito un nuovo codice. Ci vogliono due minuti.'
          : `Confermi che sei tu e ti mandiamo un codice per mail, che vale ${RECOVERY_MINUTES} minuti. Con quello scegli il nuovo codice personale. Ci vogliono cinque minuti e non devi andare da nessuna parte.`}
      </p>
      <p>
        {!digital && 'Con un accesso più sicuro, di livello 2, la mail non serve. '}
        Mentre recuperi, il codice di prima continua a valere.
      </p>
      <Actions>
        <LinkButton href="/profilo/codice-personale/recupero">Recupera il codice personale</LinkButton>
      </Actions>
      {!suspended && (
        <>
          <h2>Lo ricordi, ma lo vuoi diverso: cambialo</h2>
          <p>Scrivi il codice di adesso e due volte quello nuovo. Vale subito. Ci vuole un minuto.</p>
          <Actions>
            <LinkButton look="outline" href="/profilo/codice-personale">
              Cambia il codice personale
            </LinkButton>
          </Actions>
        </>
      )}
      <h2>Non leggi più nessuna delle tue caselle: rigenera il codice</h2>
      <p>
        {digital
          ? 'Con la tua identità digitale non ti serve: usa il recupero.'
          : 'In una scuola, con il tuo documento, fai prima scrivere un indirizzo e-mail che leggi: spesso basta, perché poi recuperi il codice. Se rigeneri, il codice di adesso finisce subito: rifai la richiesta, stampi un nuovo modulo e ti fai identificare di nuovo. Ci vuole il tempo di andarci: di solito qualche giorno.'}{' '}
        Fino alla nuova identificazione <strong>non puoi inoltrare domande</strong>.
      </p>
      {!digital && (
        <>
          <p>Se hai SPID o la CIE c’è una strada più corta: esci, entra con quelle, e recupera il codice senza mail.</p>
          <Actions>
            <LinkButton look="outline" href="/profilo/codice-personale/rigenerazione">
              Rigenera il codice personale
            </LinkButton>
          </Actions>
        </>
      )}
    </Page>
  );
}

function Help() {
  return (
    <ul>
      <li>Il codice personale non serve per entrare: è la tua firma sulle domande.</li>
      <li>Non ti facciamo domande segrete, e nessuno al telefono ti chiede il codice.</li>
      <li>Ogni cambio ti viene scritto per mail.</li>
    </ul>
  );
}
