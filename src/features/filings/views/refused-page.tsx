import { Instant, Page } from '../../../ui/index.ts';
import type { Refusal } from '../filing.ts';
import { Barred } from './barred.tsx';
import { type About, type Look, paths, trail } from './look.ts';
import { Stopped } from './stopped.tsx';

interface RefusedPageProps extends Look {
  readonly about: About;
  readonly act: 'filing' | 'withdrawal';
  readonly refusal: Refusal;
  /** To be quoted to the assistance. */
  readonly requestId: string;
}

/** Why an act was not done: what happened, what was kept, what to do now. */
export function RefusedPage({ about, act, refusal, requestId, ...look }: RefusedPageProps) {
  const heading = act === 'filing' ? 'La domanda non è stata inoltrata' : 'La domanda non è stata ritirata';
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      title={`${heading} – ${about.title}`}
      heading={heading}
      section="/area"
      breadcrumb={trail(about)}
    >
      <Why about={about} refusal={refusal} />
      {about.correcting && act === 'filing' && (
        <p>
          <strong>La domanda che avevi già inoltrato resta valida.</strong>
        </p>
      )}
      <p class="text-secondary">
        Se scrivi <a href="/assistenza">all’assistenza</a>, indica questo riferimento: <code>{requestId}</code>
      </p>
    </Page>
  );
}

function Why({ about, refusal }: { about: About; refusal: Refusal }) {
  switch (refusal.refusal) {
    case 'closed':
      return <Late about={about} refusal={refusal} />;
    case 'not-open':
      return (
        <Stopped title="Non si può ancora presentare" kind="warning" next={paths.application(about.applicationId)}>
          <p>
            {refusal.opensAt ? (
              <>
                Puoi farlo da <Instant at={refusal.opensAt} />
                <Norm of={refusal} />.
              </>
            ) : (
              'Per questa procedura non è fissato un termine.'
            )}{' '}
            Le risposte restano salvate.
          </p>
        </Stopped>
      );
    case 'incomplete':
      return (
        <Stopped
          title="Manca qualcosa"
          kind="warning"
          next={paths.summary(about.applicationId)}
          to="Completa la domanda"
        >
          <p>Le risposte date restano salvate. Prima di inoltrare bisogna completare o correggere:</p>
          <ul>
            {refusal.gaps.map(({ message }, index) => (
              <li key={index}>{message}</li>
            ))}
            {refusal.gaps.length === 0 && (
              <li>L’ufficio a cui va la domanda: la risposta che lo decide manca, o porta dove non ce n’è uno.</li>
            )}
          </ul>
        </Stopped>
      );
    case 'not-eligible':
    case 'prerequisite':
    case 'excluded':
    case 'twin':
      return <Barred about={about} refusal={refusal} />;
    case 'changed':
      return <Changed about={about} refusal={refusal} />;
    case 'nothing-to-file':
      return (
        <Stopped title="Non c’è niente da fare" kind="info" next={paths.application(about.applicationId)}>
          <p>Questa versione della domanda è già stata sostituita o ritirata. Guarda com’è adesso.</p>
        </Stopped>
      );
    case 'delegation-over':
      return (
        <Stopped title="La delega era già finita" kind="warning" next="/profilo/deleghe/fine" to="Vai alle tue deleghe">
          <p>
            Quando la conferma è arrivata la delega era stata revocata o era scaduta: per conto di quella persona non è
            stato fatto niente. Le risposte restano salvate nella sua bozza.
          </p>
        </Stopped>
      );
    case 'weak-entry':
      return (
        <Stopped
          title="Serve un’identità di livello 2"
          kind="warning"
          next={`/accesso/conferma?livello=2&dopo=${encodeURIComponent(paths.summary(about.applicationId))}`}
          to="Entra con il livello 2"
        >
          <p>
            Sei entrato con un’identità digitale di livello 1, che non basta per presentare una domanda. Le risposte
            restano salvate: entra con il livello 2 e conferma di nuovo.
          </p>
        </Stopped>
      );
    case 'not-enabled':
      return (
        <Stopped title="Manca l’abilitazione" kind="warning" next="/abilitazione" to="Completa l’abilitazione">
          <p>Per confermare serve il codice personale. Le risposte restano salvate.</p>
        </Stopped>
      );
  }
}

function Changed({ about, refusal: { rules } }: { about: About; refusal: Extract<Refusal, { refusal: 'changed' }> }) {
  return (
    <Stopped
      title={rules === undefined ? 'La domanda è cambiata' : 'Sono cambiate le regole della procedura'}
      kind="warning"
      next={paths.summary(about.applicationId)}
      to="Rileggi il riepilogo"
    >
      {rules === undefined ? (
        <p>
          Dopo che hai aperto il riepilogo, qualche risposta è cambiata da un’altra finestra o da un altro dispositivo.
          Niente è perduto: rileggi le risposte e conferma di nuovo.
        </p>
      ) : (
        <p>
          Dopo che hai aperto il riepilogo, il ministero ha pubblicato una nuova versione delle regole
          <Norm of={rules} />, applicata alla tua domanda <Instant at={rules.at} />. Le risposte che valgono ancora sono
          rimaste: rileggi il riepilogo, che dice quali guardare, e conferma di nuovo.
        </p>
      )}
    </Stopped>
  );
}

function Late({ about, refusal }: { about: About; refusal: Extract<Refusal, { refusal: 'closed' }> }) {
  return (
    <Stopped title="È arrivata dopo la scadenza" kind="danger" next={paths.application(about.applicationId)}>
      <p>
        La tua conferma è arrivata <Exact at={refusal.arrivedAt} />. Il termine era <Exact at={refusal.closesAt} />
        <Norm of={refusal} />: conta l’orologio del portale, al millesimo di secondo.
      </p>
      <p>
        Il tentativo è registrato con il suo orario. Le risposte restano salvate. Se il portale ti ha impedito di
        arrivare in tempo, scrivi all’assistenza.
      </p>
    </Stopped>
  );
}

/** The act that sets the instants. */
function Norm({ of: { norm } }: { of: { readonly norm?: string | undefined } }) {
  return norm && ` (${norm})`;
}

/** To the millisecond: that is what decided. */
function Exact({ at }: { at: Date }) {
  return (
    <strong>
      <Instant at={at} />
      {`,${String(at.getUTCMilliseconds()).padStart(3, '0')}`}
    </strong>
  );
}
