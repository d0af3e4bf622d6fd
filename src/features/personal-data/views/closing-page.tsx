import {
  Actions,
  Button,
  Checkbox,
  CodeField,
  errorFor,
  Form,
  Instant,
  LinkButton,
  Notice,
  Page,
  profileLink,
} from '../../../ui/index.ts';
import type { Look } from './look.ts';

interface ClosingPageProps {
  readonly look: Look;
  readonly closing: { readonly dueAt: Date } | undefined;
  readonly filings: readonly { readonly subject: string; readonly number: string; readonly href: string }[];
  readonly drafts: number;
  readonly asksCode: boolean;
  readonly hasRole: boolean;
}

/** What goes, what the law keeps, and the way back. */
export function ClosingPage(props: ClosingPageProps) {
  const { frame, visitor, notice, errors } = props.look;
  const heading = props.closing === undefined ? 'Chiudi la tua utenza' : 'La tua utenza sta per chiudersi';
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title={heading}
      heading={heading}
      breadcrumb={[profileLink]}
      errors={errors}
      notice={notice === undefined ? undefined : { kind: 'info', text: notice }}
    >
      {props.closing === undefined ? <Before {...props} /> : <Pending {...props} dueAt={props.closing.dueAt} />}
    </Page>
  );
}

function Pending({ look, dueAt, filings }: Pick<ClosingPageProps, 'look' | 'filings'> & { dueAt: Date }) {
  return (
    <>
      <Notice kind="warning" title="Puoi ancora ripensarci">
        <p>
          La chiudiamo <Instant at={dueAt} />. Fino ad allora funziona tutto. Se hai cambiato idea, premi «Tieni
          l’utenza»: non perdi niente.
        </p>
      </Notice>
      <Form action="/profilo/chiusura/annullamento" csrf={look.csrf}>
        <Actions>
          <Button>Tieni l’utenza</Button>
          <LinkButton href="/area" look="quiet">
            Vai alla tua area
          </LinkButton>
        </Actions>
      </Form>
      <p>
        Se invece vuoi chiuderla, non devi fare altro: ti scriviamo quando è chiusa. Prima scarica{' '}
        <a href="/profilo/dati">i tuoi dati</a> e le ricevute.
      </p>
      <Filed filings={filings} />
    </>
  );
}

function Before({ look, filings, drafts, asksCode, hasRole }: ClosingPageProps) {
  if (hasRole) {
    return (
      <Notice kind="info" title="Prima serve togliere l’incarico">
        Hai un incarico allo sportello o in ufficio: chi amministra le utenze deve toglierlo prima che tu possa
        chiudere.
      </Notice>
    );
  }
  return (
    <>
      <p>
        L’utenza non si chiude subito: per 14 giorni funziona tutto, e per tenerla basta accedere e premere «Tieni
        l’utenza». Ti scriviamo adesso e quando è chiusa. Dopo puoi tornare quando vuoi, con lo stesso codice fiscale.
      </p>
      <Filed filings={filings} />
      <h2>Che cosa va via</h2>
      <ul>
        <li>
          {look.frame.installation.digitalOnly
            ? 'sessioni, dispositivi e collegamenti con le tue identità digitali;'
            : 'password, sessioni, dispositivi, passkey e codici di sicurezza;'}
        </li>
        <li>l’abilitazione e il codice personale: se torni, ti devi far identificare di nuovo;</li>
        <li>
          {drafts === 0 ? (
            'le bozze mai inoltrate (adesso non ne hai);'
          ) : (
            <strong>{`${drafts === 1 ? '1 bozza mai inoltrata' : `${drafts} bozze mai inoltrate`}, con gli allegati;`}</strong>
          )}
        </li>
        <li>messaggi, collegamenti agli altri servizi, identità digitali collegate;</li>
        <li>indirizzi e-mail (se hai inoltrato domande, resta quello di riferimento).</li>
      </ul>
      <p>Le deleghe che hai dato o ricevuto finiscono, e lo scriviamo all’altra persona.</p>
      <h2>Che cosa resta, perché lo chiede la legge</h2>
      <ul>
        <li>le domande inoltrate, con protocollo e ricevute: restano valide e restano all’ufficio;</li>
        <li>le identificazioni allo sportello e i moduli firmati, per 20 anni;</li>
        <li>il registro delle operazioni e degli accessi, per 24 mesi;</li>
        <li>nome, nascita, codice fiscale e nome dell’utenza, accanto a tutto questo.</li>
      </ul>
      <h2>Chiedi la chiusura</h2>
      <p>
        Prima scarica una copia di tutto, con le ricevute: la chiedi in <a href="/profilo/dati">I tuoi dati</a>.
      </p>
      <Form action="/profilo/chiusura" csrf={look.csrf} label="Chiusura dell’utenza">
        <Checkbox
          name="understood"
          label="Ho letto che cosa va via e che cosa resta"
          error={errorFor(look.errors, 'understood')}
        />
        {asksCode && (
          <>
            <CodeField name="code" error={errorFor(look.errors, 'code')} />
            <p>
              Non lo ricordi? <a href="/profilo/codice-personale/dimenticato">Scegli un nuovo codice personale</a>.
            </p>
          </>
        )}
        <Actions>
          <Button look="danger">Chiudi la mia utenza</Button>
          <LinkButton href="/profilo" look="quiet">
            Tieni l’utenza
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}

function Filed({ filings }: Pick<ClosingPageProps, 'filings'>) {
  if (filings.length === 0) return null;
  return (
    <Notice kind="warning" title="Le domande inoltrate restano valide">
      <p>
        Chiudere l’utenza non ritira le domande. Se non le vuoi più, prima apri la loro pagina e ritirale, se sei in
        tempo.
      </p>
      <ul>
        {filings.map(({ subject, number, href }) => (
          <li key={number}>
            <a href={href}>
              {subject}, protocollo {number}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
