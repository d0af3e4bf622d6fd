import {
  Actions,
  CardList,
  type Frame,
  Instant,
  LinkButton,
  Notice,
  Page,
  profileSections,
  StateTag,
  SummaryList,
  Table,
  type Tone,
  type Visitor,
} from '../../../ui/index.ts';
import type { Contact, Person } from '../declared-data.ts';
import type { Milestone } from '../history.ts';
import type { IdentityDocument } from '../identity-document.ts';
import { type Lookup, lookupLabel } from '../state-lookup.ts';
import { contactRows, documentRows, personRows } from './person-rows.ts';

export type StateShown = 'none' | 'requested' | 'code-confirmed' | 'identified' | 'active' | 'revoked';

export interface ProfilePageProps {
  frame: Frame;
  visitor: Visitor;
  person: Person;
  state: StateShown;
  declared: { readonly contact: Contact; readonly document: IdentityDocument } | undefined;
  history: readonly Milestone[];
  /** A change of their own data waits. */
  varies: boolean;
  lookups: readonly Lookup[];
  notice: string | undefined;
}

const states: Readonly<Record<StateShown, { tone: Tone; word: string }>> = {
  none: { tone: 'warning', word: 'Da richiedere' },
  requested: { tone: 'warning', word: 'Aspetta il codice temporaneo' },
  'code-confirmed': { tone: 'warning', word: 'Aspetta l’identificazione' },
  identified: { tone: 'warning', word: 'Da completare con il codice personale' },
  active: { tone: 'success', word: 'Attiva' },
  revoked: { tone: 'neutral', word: 'Revocata' },
};

export function ProfilePage({
  frame,
  visitor,
  person,
  state,
  declared,
  history,
  varies,
  lookups,
  notice,
}: ProfilePageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Il tuo profilo"
      heading="Il tuo profilo"
      {...(notice === undefined ? {} : { notice: { kind: 'success', text: notice } })}
    >
      <h2>Chi sei</h2>
      <SummaryList rows={personRows(person)} />
      {varies && (
        <Notice kind="info">
          <p>Hai chiesto di cambiare questi dati: cambiano quando uno sportello conferma.</p>
        </Notice>
      )}
      <p>
        <a href="/profilo/dati-anagrafici">
          {varies ? 'Guarda il cambiamento che hai chiesto' : 'Questi dati sono cambiati, o sono sbagliati'}
        </a>
      </p>
      <h2>Abilitazione al servizio</h2>
      <p>
        <StateTag tone={states[state].tone}>{states[state].word}</StateTag>
      </p>
      <StateActions state={state} />
      {declared !== undefined && (
        <>
          <h2>Domicilio e telefono</h2>
          <SummaryList rows={contactRows(declared.contact, state === 'active' ? '/profilo/recapiti' : undefined)} />
          <h2>Documento dichiarato</h2>
          <SummaryList rows={documentRows(declared.document)} />
        </>
      )}
      <h2>Accesso e sicurezza</h2>
      <CardList
        cards={profileSections(frame.installation).map(({ href, label, hint }) => ({
          title: label,
          level: 3 as const,
          href,
          children: <p>{hint}</p>,
        }))}
        empty=""
      />
      <h2>Chi ti ha identificato, e che cosa è successo dopo</h2>
      <CardList
        cards={history.map(milestoneCard)}
        empty="Nessuno ha ancora esaminato una tua richiesta. Quando succede, qui trovi chi è stato, dove e quando."
      />
      <h2>Chi ha guardato la tua posizione</h2>
      <Table
        caption="Chi ha guardato la tua posizione allo sportello"
        captionHidden
        rows={lookups}
        empty="Nessuno, finora. Se una scuola o un ufficio guarda a che punto sei, lo trovi qui."
        columns={[
          { label: 'Chi', heading: true, cell: ({ seekerName, officeName }) => `${seekerName}, ${officeName}` },
          { label: 'Quando', cell: ({ at }) => <Instant at={at} /> },
          {
            label: 'Perché',
            cell: ({ reason }) => (reason === 'identify' ? 'Per identificarti' : lookupLabel(reason)),
          },
        ]}
      />
    </Page>
  );
}

function StateActions({ state }: { state: StateShown }) {
  if (state !== 'active') {
    return (
      <>
        {state === 'revoked' && (
          <p>
            Il codice personale non vale più. Le domande inoltrate e le ricevute sono nel tuo{' '}
            <a href="/archivio">archivio</a>.
          </p>
        )}
        <Actions>
          <LinkButton href="/abilitazione">
            {state === 'revoked' ? 'Chiedi di nuovo l’abilitazione' : 'Continua l’abilitazione'}
          </LinkButton>
          {state !== 'none' && state !== 'revoked' && (
            <LinkButton look="quiet" href="/profilo/revoca">
              Revoca l’abilitazione
            </LinkButton>
          )}
        </Actions>
      </>
    );
  }
  return (
    <Actions>
      <LinkButton look="outline" icon="it-lock" href="/profilo/codice-personale">
        Cambia il codice personale
      </LinkButton>
      <LinkButton look="outline" href="/profilo/codice-personale/dimenticato">
        Ho dimenticato il codice personale
      </LinkButton>
      <LinkButton look="outline" icon="it-download" href="/abilitazione/modulo">
        Scarica il tuo modulo
      </LinkButton>
      <LinkButton look="quiet" href="/profilo/revoca">
        Revoca l’abilitazione
      </LinkButton>
    </Actions>
  );
}

function milestoneCard({ title, tone, word, at, lines }: Milestone) {
  return {
    title,
    level: 3 as const,
    state: { tone, word },
    children: (
      <>
        <p>
          <Instant at={at} />
        </p>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </>
    ),
  };
}
