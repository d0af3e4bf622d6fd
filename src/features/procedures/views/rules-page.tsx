import type { Frame, Place, Visitor } from '../../../ui/index.ts';
import { Instant, Page, Table } from '../../../ui/index.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { officeWords } from '../office-words.ts';
import type { Release } from '../release.ts';
import { Acronyms } from './acronyms-part.tsx';
import { Doubt } from './doubt.tsx';
import { Afterwards, Eligibility, Neighbours } from './rules-around.tsx';
import { Checks, Questions } from './rules-questions.tsx';
import { Points, Ranking } from './rules-scoring.tsx';
import { Trials } from './rules-trials.tsx';
import { Audience } from './who-part.tsx';
import { Windows } from './windows.tsx';

interface RulesPageProps {
  frame: Frame;
  visitor: Visitor | null;
  entry: CatalogueEntry;
  now: Date;
  /** Asked for with everything open. */
  unfolded: boolean;
}

/** The rules in force, made from the release itself: nothing here is written by hand. */
export function RulesPage({ frame, visitor, entry, now, unfolded }: RulesPageProps) {
  const { release, windows } = entry;
  const { definition, scoring, procedureId } = release;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/procedure"
      title={`Le regole – ${definition.title}`}
      heading="Le regole"
      lead={definition.title}
      breadcrumb={[
        { href: '/', label: 'Inizio' },
        { href: '/procedure', label: 'Procedure' },
        { href: `/procedure/${procedureId}`, label: definition.title },
      ]}
      index={{ path: `/procedure/${procedureId}/regole`, places: placesOf(release), unfolded }}
    >
      <p>
        Questa pagina è fatta dalle stesse regole con cui il portale controlla la domanda e calcola i punti. Dove trovi
        «Da verificare con l’atto», il valore non è stato riscontrato sul testo ufficiale.
      </p>
      <Audience definition={definition} />
      <Eligibility definition={definition} />
      <Neighbours definition={definition} />
      <h2 id="quando">Quando</h2>
      <Windows windows={windows} now={now} />
      <h2 id="ufficio">A chi arriva</h2>
      {officeWords(definition).map(({ words, uncertain }) => (
        <div key={words}>
          <p>{words}</p>
          <Doubt of={uncertain} />
        </div>
      ))}
      <h2 id="domande">Che cosa si chiede</h2>
      <Questions definition={definition} />
      <h2 id="controlli">I controlli</h2>
      <Checks definition={definition} />
      {scoring && (
        <>
          <h2 id="punti">Come si danno i punti</h2>
          <Points procedureId={procedureId} definition={definition} pack={scoring} />
          <Ranking definition={definition} pack={scoring} />
        </>
      )}
      {definition.trials && (
        <>
          <h2 id="prove">Le prove</h2>
          <Trials definition={definition} trials={definition.trials} />
        </>
      )}
      {definition.school_parts !== undefined && (
        <>
          <h2 id="scuole">I criteri delle scuole</h2>
          <p>
            Ogni scuola scelta aggiunge le sue domande e decide chi viene prima.{' '}
            <a href={`/procedure/${procedureId}/scuole`}>Guarda i posti e i criteri di ogni scuola</a>.
          </p>
        </>
      )}
      <h2 id="dopo">Cosa succede dopo</h2>
      <Afterwards definition={definition} />
      <h2 id="avviso">Che cosa dichiari inoltrando</h2>
      <p>{definition.filing_notice}</p>
      <h2 id="atti">Gli atti</h2>
      <Table
        caption="Atti su cui si fonda la procedura"
        captionHidden
        columns={[
          { label: 'Atto', heading: true, cell: (act) => act.act },
          {
            label: 'Che cosa stabilisce',
            cell: (act) => (
              <>
                {act.what}
                <Doubt of={act.uncertain} />
              </>
            ),
          },
        ]}
        rows={definition.legal_basis}
      />
      <Acronyms release={release} />
      <p class="text-secondary">
        Versione delle regole: <code>{release.digest.slice(0, 16)}</code>, pubblicata{' '}
        <Instant at={release.publishedAt} />.
      </p>
    </Page>
  );
}

function placesOf({ scoring, definition }: Release): readonly Place[] {
  return [
    { id: 'chi', label: 'Chi può presentarla' },
    { id: 'quando', label: 'Quando' },
    { id: 'ufficio', label: 'A chi arriva' },
    { id: 'domande', label: 'Che cosa si chiede' },
    { id: 'controlli', label: 'I controlli' },
    ...(scoring === null ? [] : [{ id: 'punti', label: 'Come si danno i punti' }]),
    ...(definition.trials === undefined ? [] : [{ id: 'prove', label: 'Le prove' }]),
    ...(definition.school_parts === undefined ? [] : [{ id: 'scuole', label: 'I criteri delle scuole' }]),
    { id: 'dopo', label: 'Cosa succede dopo' },
    { id: 'avviso', label: 'Che cosa dichiari inoltrando' },
    { id: 'atti', label: 'Gli atti' },
  ];
}
