import { CardList } from '../parts/card.tsx';
import { Instant, Remaining } from '../parts/instant.tsx';
import { Pager } from '../parts/pager.tsx';
import { RuleList } from '../parts/rule-list.tsx';
import { Steps } from '../parts/steps.tsx';
import { SummaryList } from '../parts/summary-list.tsx';
import { Table } from '../parts/table.tsx';
import { TaskList } from '../parts/task-list.tsx';
import { Timeline } from '../parts/timeline.tsx';

const closing = new Date('2026-03-16T22:59:59Z');
const filed = new Date('2026-03-14T09:15:02Z');

const filings = [
  { number: '0000123', name: 'Bevilacqua Maria Antonietta', at: filed },
  { number: '0000124', name: 'Esposito Gennaro', at: closing },
];

export function ListsShown() {
  return (
    <section aria-labelledby="gallery-lists">
      <h2 id="gallery-lists">Elenchi e stato</h2>
      <Steps
        current={1}
        steps={[{ label: 'Dati', href: '/_ui', done: true }, { label: 'Documento' }, { label: 'Riepilogo' }]}
      />
      <TaskList
        tasks={[
          { label: 'Dati anagrafici', href: '/_ui?s=1', state: 'complete' },
          { label: 'Titoli di accesso', href: '/_ui?s=2', state: 'incomplete', note: 'Manca il voto di laurea' },
          { label: 'Titoli di servizio', href: '/_ui?s=3', state: 'to-start' },
          { label: 'Scelta delle scuole', href: '/_ui?s=4', state: 'unavailable', note: 'Prima i titoli di accesso' },
        ]}
      />
      <RuleList
        rules={[
          {
            id: 'a',
            rule: 'Avere 18 anni',
            state: 'met',
            why: 'Risulta da: data di nascita.',
            norm: 'DPR 487/1994 art. 2',
          },
          { id: 'b', rule: 'Avere 67 anni al massimo', state: 'not-met', why: 'Hai già 68 anni.', norm: 'OM 27/2026' },
          {
            ...{ id: 'c', rule: 'Nessuna condanna', state: 'warning', norm: 'DPR 487/1994 art. 2', uncertain: true },
            why: 'L’ufficio controlla.',
          },
          { id: 'd', rule: 'Avere un titolo', state: 'unknown', why: 'Si saprà quando rispondi.', norm: 'DPR 19/2016' },
        ]}
      />
      <SummaryList
        rows={[
          { label: 'Nome e cognome', value: 'Maria Antonietta Bevilacqua Dell’Acqua', change: '/_ui?s=1' },
          { label: 'Telefono', value: '', change: '/_ui?s=2' },
          { label: 'Voto di laurea', change: '/_ui?s=3', gap: 'Scrivi il voto: senza non si calcolano i punti' },
        ]}
      />
      <CardList
        empty="Nessuna domanda."
        cards={[
          {
            title: 'Domanda GPS 2026-28',
            href: '/_ui?c=1',
            bar: 'draft',
            state: { tone: 'warning', word: 'NON ANCORA INOLTRATA' },
            children: (
              <p>
                Chiude <Instant at={closing} />: <Remaining until={closing} now={filed} />.
              </p>
            ),
          },
          {
            title: 'Domanda GPS 2024-26',
            href: '/_ui?c=2',
            bar: 'filed',
            state: { tone: 'success', word: 'Inoltrata' },
            children: <p>Protocollo 0000123.</p>,
          },
        ]}
      />
      <Timeline
        milestones={[
          { title: 'Domanda inoltrata', at: filed, state: 'past' },
          { title: 'L’ufficio controlla i titoli', state: 'now', note: 'Entro il 30 giugno 2026.' },
          { title: 'Pubblicazione della graduatoria', state: 'next' },
        ]}
      />
      <Table
        caption="Domande ricevute"
        rows={filings}
        columns={[
          { label: 'Aspirante', cell: ({ name }) => name, heading: true },
          { label: 'Protocollo', cell: ({ number }) => number, figures: true },
          { label: 'Arrivata', cell: ({ at }) => <Instant at={at} /> },
        ]}
      />
      <Table caption="Domande ritirate" rows={[]} columns={[]} empty="Nessuna domanda ritirata." />
      <Pager page={2} pages={9} hrefOf={(page) => `/_ui?p=${page}`} />
    </section>
  );
}
