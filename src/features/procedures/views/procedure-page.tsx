import type { EligibilityVerdict } from '../../../engines/procedure/index.ts';
import type { Frame, Visitor } from '../../../ui/index.ts';
import { LinkButton, Page, Prose } from '../../../ui/index.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { AUDIENCES } from '../catalogue-words.ts';
import { type OfficeSentence, officeWords } from '../office-words.ts';
import { type Paper, papersOf } from '../papers.ts';
import { tableChoices, tableName, tableSlug } from '../table-words.ts';
import { filingOf } from '../window.ts';
import { Doubt } from './doubt.tsx';
import { EligibilityPart } from './eligibility-part.tsx';
import { Afterwards, Eligibility, Neighbours } from './rules-around.tsx';
import { WayIn, WindowState } from './way-in.tsx';

export interface ProcedurePageProps {
  frame: Frame;
  visitor: Visitor | null;
  entry: CatalogueEntry;
  now: Date;
  /** How the requirements stand for who is logged in; nothing for a stranger. */
  verdicts?: readonly EligibilityVerdict[] | undefined;
}

/** The public page of a procedure: who, what is needed, how points are given, who decides and when; and the way in. */
export function ProcedurePage({ frame, visitor, entry, now, verdicts }: ProcedurePageProps) {
  const { release, windows } = entry;
  const { definition, procedureId } = release;
  const window = filingOf(windows);
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/procedure"
      title={definition.title}
      heading={definition.title}
      lead={definition.summary}
      breadcrumb={[
        { href: '/', label: 'Inizio' },
        { href: '/procedure', label: 'Procedure' },
      ]}
      asideTitle="Quando si presenta"
      aside={<WindowState windows={windows} procedureId={procedureId} now={now} />}
    >
      <WayIn release={release} window={window} visitor={visitor} registers={!frame.installation.digitalOnly} />
      <h2>Chi può presentarla</h2>
      <p>{definition.audience}</p>
      {definition.who && <p>In breve: {definition.who.map((each) => AUDIENCES[each].label).join('; ')}.</p>}
      {verdicts === undefined ? (
        <Eligibility definition={definition} />
      ) : (
        <>
          <h3>Verifica se puoi presentarla</h3>
          <EligibilityPart verdicts={verdicts} />
        </>
      )}
      <Neighbours definition={definition} />
      <Needed entry={entry} />
      <h2>Che cosa ti chiediamo</h2>
      <ol>
        {definition.sections.map((section) => (
          <li key={section.id}>
            <strong>{section.title}</strong>
            {section.intro ? `: ${section.intro}` : ''}
          </li>
        ))}
      </ol>
      <PointsGiven entry={entry} />
      <h2>Chi decide e quando</h2>
      <Receives sentences={officeWords(definition)} />
      <Afterwards definition={definition} />
      {definition.trials && <TrialLinks procedureId={procedureId} visitor={visitor} />}
      {release.texts.map((text) => (
        <section key={text.title} aria-label={text.title}>
          <Prose markdown={text.markdown} level={2} />
        </section>
      ))}
      <h2>Le regole in vigore</h2>
      <p>
        Ogni domanda con il suo perché, i controlli, i punti con la norma e gli atti, nella versione che vale adesso.
      </p>
      <LinkButton href={`/procedure/${procedureId}/regole`} look="outline">
        Leggi tutte le regole
      </LinkButton>
    </Page>
  );
}

/** For who has filed already: the trials, the score, the ranking. One's own are not shown to who acts for another. */
function TrialLinks({ procedureId, visitor }: { procedureId: string; visitor: Visitor | null }) {
  return (
    <>
      <h2>Se hai già inoltrato la domanda</h2>
      <ul class="link-list">
        {visitor?.acting === undefined && (
          <li>
            <a href="/prove">Visualizza prove e punteggio del concorso</a>
          </li>
        )}
        <li>
          <a href={`/procedure/${procedureId}/esiti`}>Esiti pubblicati, per numero di candidato</a>
        </li>
        <li>
          <a href={`/procedure/${procedureId}/regole#prove`}>Come si svolgono le prove e chi passa alla seguente</a>
        </li>
      </ul>
    </>
  );
}

/** What to have at hand: what the office says, and what the questions will ask for. */
function Needed({ entry: { release } }: { entry: CatalogueEntry }) {
  const { need = [] } = release.definition;
  const { attach, copy } = papersOf(release.definition);
  if (need.length + attach.length + copy.length === 0) return null;
  return (
    <>
      <h2>Che cosa serve</h2>
      {need.length > 0 && (
        <ul>
          {need.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
      <Papers title="Da allegare" papers={attach} />
      <Papers title="Atti di cui scrivere ente, numero e data" papers={copy} />
    </>
  );
}

function Papers({ title, papers }: { title: string; papers: readonly Paper[] }) {
  if (papers.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {papers.map(({ what, when }) => (
          <li key={what}>
            <strong>{what}</strong>
            {when === undefined ? '' : `, ${when}`}
          </li>
        ))}
      </ul>
    </>
  );
}

function Receives({ sentences }: { sentences: readonly OfficeSentence[] }) {
  const [only, ...others] = sentences;
  if (only !== undefined && others.length === 0) {
    return (
      <>
        <p>Riceve la domanda: {only.words}</p>
        <Doubt of={only.uncertain} />
      </>
    );
  }
  return (
    <>
      <p>Chi riceve la domanda:</p>
      <ul>
        {sentences.map(({ words, uncertain }) => (
          <li key={words}>
            {words}
            <Doubt of={uncertain} />
          </li>
        ))}
      </ul>
    </>
  );
}

function PointsGiven({ entry: { release } }: { entry: CatalogueEntry }) {
  const { definition, scoring, procedureId } = release;
  if (scoring === null) return null;
  return (
    <>
      <h2>Come si danno i punti</h2>
      <p>I punti li calcola il portale da quello che dichiari, con queste tabelle. Prima di inoltrare li vedi.</p>
      <ul class="link-list">
        {[...new Set(tableChoices(definition, scoring).map(({ table }) => table))].map((table) => (
          <li key={table}>
            <a href={`/procedure/${procedureId}/regole/tabelle/${tableSlug(table)}`}>{tableName(scoring, table)}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
