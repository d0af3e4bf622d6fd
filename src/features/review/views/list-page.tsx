import type { FieldError, Frame, Tone, Visitor } from '../../../ui/index.ts';
import { Actions, Button, Form, Instant, Page, StateTag, Table, TextField } from '../../../ui/index.ts';
import { type FilingState, writeNumber } from '../../filings/index.ts';
import type { ListKey, ReceivedCounts, ReceivedFiling } from '../received.ts';

interface ListPageProps {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly officeName: string;
  readonly counts: ReceivedCounts;
  readonly filings: readonly ReceivedFiling[];
  readonly more: ListKey | undefined;
  /** What was typed in the search box. */
  readonly typed: string;
  readonly first: boolean;
  readonly errors: readonly FieldError[];
}

const STATES: Readonly<Record<FilingState, { tone: Tone; word: string }>> = {
  valid: { tone: 'success', word: 'Valida' },
  replaced: { tone: 'neutral', word: 'Sostituita' },
  withdrawn: { tone: 'warning', word: 'Ritirata' },
};

/** What an office has received, the newest first. Searches are sent, not written in the address. */
export function ListPage(props: ListPageProps) {
  const { frame, visitor, officeName, counts, filings, more, typed, first, errors } = props;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Domande ricevute"
      heading="Domande ricevute"
      lead={`${officeName}. Ogni domanda che apri resta scritta nel registro delle letture, e la persona lo vede.`}
      section="/ufficio"
      width="wide"
      errors={errors}
    >
      <p>{countsInWords(counts)}</p>
      <p>
        <a href="/ufficio/prove">Prove dei concorsi</a>: convocazioni, risultati, pubblicazioni.{' '}
        <a href="/ufficio/criteri">I criteri della scuola</a> per le iscrizioni.
      </p>
      <Form action="/ufficio" csrf={visitor?.csrf} label="Cerca tra le domande ricevute">
        <TextField
          name="q"
          label="Cerca"
          hint="Numero di protocollo (0000041/2026), codice fiscale, o l’inizio del cognome."
          value={typed}
          width="long"
          error={errors[0]?.message}
          spellcheck={false}
          autocomplete="off"
        />
        <Actions>
          <Button icon="it-search">Cerca</Button>
        </Actions>
      </Form>
      <Table
        caption={typed === '' ? 'Domande ricevute, le più recenti prima' : `Risultati per «${typed}»`}
        rows={filings}
        empty={
          typed === ''
            ? 'Non è ancora arrivata nessuna domanda.'
            : 'Nessuna domanda trovata. Controlla quello che hai scritto.'
        }
        columns={[
          { label: 'Protocollo', heading: true, figures: true, cell: (one) => <RegisterLink filing={one} /> },
          { label: 'Persona', cell: ({ sender }) => sender },
          { label: 'Domanda', cell: ({ subject }) => subject },
          { label: 'Arrivata', cell: ({ arrivedAt }) => <Instant at={arrivedAt} /> },
          { label: 'Stato', cell: ({ state }) => <StateTag tone={STATES[state].tone}>{STATES[state].word}</StateTag> },
          { label: 'Letta', cell: ({ read }) => (read ? 'Sì' : 'Non ancora') },
        ]}
      />
      <Turn visitor={visitor} more={more} typed={typed} first={first} />
    </Page>
  );
}

function RegisterLink({ filing }: { filing: ReceivedFiling }) {
  return <a href={`/ufficio/istanze/${filing.id}`}>{writeNumber(filing)}</a>;
}

/** The next page begins where this one ends, so that new arrivals move nothing. */
function Turn({ visitor, more, typed, first }: Pick<ListPageProps, 'visitor' | 'more' | 'typed' | 'first'>) {
  if (more === undefined && first) return null;
  return (
    <nav aria-label="Pagine dei risultati">
      <Actions>
        {more && (
          <Form
            action="/ufficio"
            csrf={visitor?.csrf}
            hidden={{ q: typed, year: String(more.year), number: String(more.number) }}
            label="Pagina successiva"
          >
            <Button look="outline">Le successive</Button>
          </Form>
        )}
        {!first && <a href="/ufficio">Torna alle più recenti</a>}
      </Actions>
    </nav>
  );
}

function countsInWords({ valid, replaced, withdrawn, unread }: ReceivedCounts): string {
  const amount = (count: number, one: string, many: string) =>
    `${count.toLocaleString('it-IT')} ${count === 1 ? one : many}`;
  const parts = [
    amount(valid, 'valida', 'valide'),
    `di cui ${amount(unread, 'ancora da leggere', 'ancora da leggere')}`,
    amount(replaced, 'sostituita da una correzione', 'sostituite da una correzione'),
    amount(withdrawn, 'ritirata', 'ritirate'),
  ];
  return `${parts.join(', ')}.`;
}
