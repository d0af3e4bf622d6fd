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
  readonly filings: readonly { readonly subject: string; readonly number: string }[];
  readonly drafts: number;
  readonly asksCode: boolean;
  readonly hasRole: boolean;
}

/** What goes, what the law keeps, and the way back. */
export function ClosingPage(props: ClosingPageProps) {
  const { frame, visitor, notice, errors } = props.look;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Chiudi la tua utenza"
      heading="Chiudi la tua utenza"
      breadcrumb={[profileLink]}
      errors={errors}
      notice={notice === undefined ? undefined : { kind: 'info', text: notice }}
    >
      {props.closing === undefined ? <Before {...props} /> : <Pending look={props.look} dueAt={props.closing.dueAt} />}
      <Filed filings={props.filings} />
    </Page>
  );
}

function Pending({ look, dueAt }: { look: Look; dueAt: Date }) {
  return (
    <>
      <Notice kind="warning" title="La tua utenza sta per chiudersi">
        <p>
          La chiudiamo <Instant at={dueAt} />. Fino ad allora funziona tutto, e puoi ripensarci.
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
    </>
  );
}

function Before({ look, drafts, asksCode, hasRole }: ClosingPageProps) {
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
      <h2>Che cosa va via</h2>
      <ul>
        <li>nome utente e password, sessioni, dispositivi, passkey e codici di sicurezza;</li>
        <li>l’abilitazione e il codice personale: se torni, ti devi far identificare di nuovo;</li>
        <li>
          {drafts === 0 ? (
            'le bozze mai inoltrate (adesso non ne hai);'
          ) : (
            <strong>{`${drafts === 1 ? '1 bozza mai inoltrata' : `${drafts} bozze mai inoltrate`}, con gli allegati;`}</strong>
          )}
        </li>
        <li>
          messaggi, deleghe, collegamenti agli altri servizi e indirizzi (se hai inoltrato domande, resta quello di
          riferimento).
        </li>
      </ul>
      <h2>Che cosa resta, perché lo chiede la legge</h2>
      <ul>
        <li>le domande inoltrate, con protocollo e ricevute: restano valide e restano all’ufficio;</li>
        <li>le identificazioni allo sportello e i moduli firmati, per 20 anni;</li>
        <li>il registro delle operazioni e degli accessi, per 24 mesi;</li>
        <li>nome e codice fiscale accanto a tutto questo.</li>
      </ul>
      <p>
        Prima scarica ricevute e dati: <a href="/profilo/dati">i tuoi dati</a>. Hai 14 giorni per ripensarci: basta
        accedere. Dopo puoi registrarti di nuovo con lo stesso codice fiscale.
      </p>
      <Form action="/profilo/chiusura" csrf={look.csrf} label="Chiusura dell’utenza">
        <Checkbox
          name="understood"
          label="Ho letto che cosa va via e che cosa resta"
          error={errorFor(look.errors, 'understood')}
        />
        {asksCode && <CodeField name="code" error={errorFor(look.errors, 'code')} />}
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
      <p>Chiudere l’utenza non ritira le domande. Se non le vuoi più, ritirale prima dalla loro pagina.</p>
      <ul>
        {filings.map(({ subject, number }) => (
          <li key={number}>
            {subject}, protocollo {number}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
