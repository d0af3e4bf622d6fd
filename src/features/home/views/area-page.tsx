import type { ComponentChildren } from 'preact';
import type { CardProps, Frame, Visitor } from '../../../ui/index.ts';
import { CardList, Icon, Instant, LinkButton, Notice, Page, Remaining } from '../../../ui/index.ts';
import { writeNumber } from '../../filings/index.ts';
import type { MessageHead } from '../../notifications/index.ts';
import type { AreaItem } from '../area.ts';
import type { OfferedProcedure } from './welcome-page.tsx';

interface AreaPageProps {
  frame: Frame;
  visitor: Visitor;
  /** They were enabled, and wait to be identified again: drafts go on, nothing is filed. */
  waiting: boolean;
  notice: string | undefined;
  items: readonly AreaItem[];
  /** Procedures open now that the person has not begun, or may begin again. */
  offered: readonly OfferedProcedure[];
  messages: readonly MessageHead[];
  unread: number;
  /** Addresses of theirs that mail comes back from. */
  bouncing: readonly string[];
  /** Services of the administration that are entered with the same credentials. */
  otherServices: readonly { readonly id: string; readonly name: string; readonly homeUrl: string }[];
  now: Date;
}

/** The person's home: what waits for them first, then what is filed, what they may begin, what was written to them. */
export function AreaPage(props: AreaPageProps) {
  const { frame, visitor, waiting, notice, items, offered, messages, unread, bouncing, otherServices, now } = props;
  const pending = items.filter(({ standing }) => standing === 'draft' || standing === 'correcting');
  const valid = pending.some((item) => item.standing === 'correcting');
  const settled = items.filter(({ standing }) => standing === 'filed' || standing === 'withdrawn');
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/area"
      title="La tua area"
      heading={visitor.acting === undefined ? `Ciao, ${visitor.name}` : `Le domande di ${visitor.acting.delegator}`}
      notice={notice === undefined ? undefined : { kind: 'success', text: notice }}
      asideTitle={unread > 0 ? `Messaggi: ${unread} da leggere` : 'Messaggi e profilo'}
      aside={<Beside messages={messages} unread={unread} own={visitor.acting === undefined} />}
    >
      {waiting && <Waiting />}
      {bouncing.length > 0 && visitor.acting === undefined && <Bouncing addresses={bouncing} />}
      {pending.length > 0 && (
        <>
          <h2>Da completare</h2>
          <CardList cards={pending.map((item) => pendingCard(item, now))} empty="" />
        </>
      )}
      <h2>Domande inoltrate</h2>
      <CardList cards={settled.map(settledCard)} empty={valid ? STILL_VALID : 'Non hai ancora inoltrato domande.'} />
      {visitor.acting === undefined && (
        <p>
          I titoli e i servizi che hai già dichiarato sono nel <a href="/fascicolo">tuo fascicolo</a>: nelle domande
          nuove li riprendi da lì.
        </p>
      )}
      <h2>Puoi presentare</h2>
      <CardList
        cards={offered.map((procedure) => offeredCard(procedure, now))}
        empty={items.length > 0 ? 'Hai già iniziato tutte le domande aperte.' : 'Adesso non ci sono domande aperte.'}
      />
      <p>
        <a href="/procedure">Tutte le procedure</a>, anche quelle in arrivo, e{' '}
        <a href="/procedure/calendario">il calendario</a>.
      </p>
      {otherServices.length > 0 && <OtherServices services={otherServices} />}
    </Page>
  );
}

function OtherServices({ services }: { services: AreaPageProps['otherServices'] }) {
  return (
    <>
      <h2>Altri servizi</h2>
      <p>Entri con le stesse credenziali, senza un altro accesso.</p>
      <ul class="link-list">
        {services.map(({ id, name, homeUrl }) => (
          <li key={id}>
            <a href={homeUrl}>{name}</a>
          </li>
        ))}
      </ul>
      <p>
        <a href="/profilo/servizi-collegati">Che cosa ricevono di te</a>
      </p>
    </>
  );
}

function Waiting() {
  return (
    <Notice kind="warning" title="Per ora non puoi inoltrare domande">
      <p>
        Aspetti di essere identificato di nuovo. Intanto puoi leggere tutto, continuare le bozze e iniziarne altre: non
        si perde niente. Le domande già inoltrate restano valide.
      </p>
      <p>
        <a href="/abilitazione">Vedi che cosa manca</a> per inoltrare di nuovo.
      </p>
    </Notice>
  );
}

function Bouncing({ addresses }: { addresses: readonly string[] }) {
  return (
    <Notice kind="danger" title={`La posta a ${addresses.join(', ')} torna indietro`}>
      <p>
        Le nostre e-mail non ti arrivano. <a href="/profilo/indirizzi">Sistema gli indirizzi</a>.
      </p>
    </Notice>
  );
}

const STILL_VALID = 'Quella che stai correggendo vale ancora come l’hai inoltrata: la trovi nell’archivio.';

function pendingCard({ title, application, window, standing, valid }: AreaItem, now: Date): CardProps {
  const correcting = standing === 'correcting' && valid !== undefined;
  return {
    title,
    href: `/istanze/${application.id}`,
    level: 3,
    bar: 'draft',
    state: { tone: 'warning', word: 'NON ANCORA INOLTRATA' },
    children: (
      <>
        {correcting && (
          <p>
            Stai correggendo. La domanda con protocollo <strong>{writeNumber(valid)}</strong> resta valida finché non
            inoltri questa.
          </p>
        )}
        {window && <Closing window={window} now={now} />}
      </>
    ),
    actions: (
      <LinkButton href={`/istanze/${application.id}`} about={title}>
        Continua
      </LinkButton>
    ),
  };
}

function Closing({ window, now }: { window: NonNullable<AreaItem['window']>; now: Date }): ComponentChildren {
  if (window.phase !== 'open') {
    return (
      <p>
        La finestra si è chiusa <Instant at={window.closesAt} />
        {window.norm && ` (${window.norm})`}: questa bozza non si può più inoltrare.
      </p>
    );
  }
  return (
    <p>
      Si inoltra entro <Instant at={window.closesAt} /> (<Remaining until={window.closesAt} now={now} />
      ).
    </p>
  );
}

function settledCard({ title, application, release, latest, standing, beside }: AreaItem): CardProps {
  const filed = standing === 'filed';
  return {
    title,
    href: `/istanze/${application.id}`,
    level: 3,
    bar: filed ? 'filed' : undefined,
    state: filed ? { tone: 'success', word: 'Inoltrata' } : { tone: 'neutral', word: 'Ritirata' },
    children: latest && (
      <>
        <p>
          Protocollo <strong>{writeNumber(latest)}</strong>, arrivata <Instant at={latest.arrivedAt} />, a{' '}
          {latest.office.name}.
        </p>
        {beside !== undefined && <p>{beside}</p>}
      </>
    ),
    actions: latest && (
      <>
        <LinkButton
          href={`/istanze/${application.id}/ricevuta/${latest.id}`}
          look="outline"
          about={writeNumber(latest)}
        >
          Vedi la ricevuta
        </LinkButton>
        {release.definition.trials && (
          <LinkButton href={`/istanze/${application.id}/prove`} look="outline" about={title}>
            Prove e punteggio
          </LinkButton>
        )}
        {release.definition.school_parts && (
          <LinkButton href={`/istanze/${application.id}/esito`} look="outline" about={title}>
            Esito
          </LinkButton>
        )}
      </>
    ),
  };
}

function offeredCard({ release, window }: OfferedProcedure, now: Date): CardProps {
  return {
    title: release.definition.title,
    href: `/procedure/${release.procedureId}`,
    level: 3,
    state: { tone: 'info', word: 'Aperta' },
    children: (
      <>
        <p>{release.definition.summary}</p>
        {release.definition.several && <p>{release.definition.several.rule}</p>}
        <Closing window={window} now={now} />
      </>
    ),
  };
}

interface BesideProps {
  messages: readonly MessageHead[];
  unread: number;
  /** False for a delegate: the profile is the other's, and stays so. */
  own: boolean;
}

function Beside({ messages, unread, own }: BesideProps) {
  return (
    <>
      {messages.length === 0 ? (
        <p>Nessun messaggio.</p>
      ) : (
        <ul class="link-list">
          {messages.map((message) => (
            <li key={message.id}>
              {!message.read && <Icon name="it-info-circle" />}{' '}
              <a href={`/messaggi/${message.id}`}>
                {!message.read && <span class="visually-hidden">Da leggere: </span>}
                {message.subject}
              </a>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href="/messaggi">{unread > 0 ? `Tutti i messaggi (${unread} da leggere)` : 'Tutti i messaggi'}</a>
      </p>
      {own && (
        <p>
          <a href="/profilo">Il tuo profilo</a>
        </p>
      )}
    </>
  );
}
